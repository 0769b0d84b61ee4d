import { type Random } from './random.ts';
import { type Gender } from './types.ts';

/** Family names with a weight close to how often they are met. */
const FAMILIES: readonly (readonly [string, number])[] = [
  ['Nguyễn', 38],
  ['Trần', 12],
  ['Lê', 10],
  ['Phạm', 7],
  ['Hoàng', 4],
  ['Huỳnh', 3],
  ['Phan', 4],
  ['Vũ', 3],
  ['Võ', 3],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đỗ', 2],
  ['Hồ', 2],
  ['Ngô', 2],
  ['Dương', 1],
  ['Lý', 1],
  ['Đinh', 1],
  ['Trịnh', 1],
];

const MIDDLES: Readonly<Record<Gender, readonly string[]>> = {
  nam: [
    'Văn',
    'Đức',
    'Minh',
    'Quang',
    'Hữu',
    'Anh',
    'Gia',
    'Quốc',
    'Thành',
    'Tuấn',
    'Đình',
    'Xuân',
    'Hoàng',
    'Nhật',
    'Trọng',
    'Công',
  ],
  nữ: [
    'Thị',
    'Ngọc',
    'Thu',
    'Thị Thanh',
    'Thùy',
    'Khánh',
    'Phương',
    'Thị Kim',
    'Bảo',
    'Mỹ',
    'Quỳnh',
    'Hồng',
    'Diệu',
    'Thanh',
    'Thị Ngọc',
    'Như',
  ],
};

const GIVENS: Readonly<Record<Gender, readonly string[]>> = {
  nam: [
    'An',
    'Bảo',
    'Bình',
    'Cường',
    'Dũng',
    'Duy',
    'Đạt',
    'Đăng',
    'Đức',
    'Giang',
    'Hải',
    'Hiếu',
    'Hòa',
    'Hoàng',
    'Hùng',
    'Huy',
    'Hưng',
    'Khang',
    'Khánh',
    'Khoa',
    'Khôi',
    'Kiên',
    'Lâm',
    'Long',
    'Lộc',
    'Mạnh',
    'Minh',
    'Nam',
    'Nghĩa',
    'Nguyên',
    'Nhân',
    'Phát',
    'Phong',
    'Phúc',
    'Phước',
    'Quân',
    'Quang',
    'Sơn',
    'Tài',
    'Tâm',
    'Thắng',
    'Thành',
    'Thiện',
    'Thịnh',
    'Tiến',
    'Toàn',
    'Trí',
    'Trung',
    'Tuấn',
    'Tùng',
    'Việt',
    'Vinh',
    'Vũ',
  ],
  nữ: [
    'An',
    'Anh',
    'Ánh',
    'Bích',
    'Châu',
    'Chi',
    'Diễm',
    'Dung',
    'Duyên',
    'Giang',
    'Hà',
    'Hạnh',
    'Hằng',
    'Hân',
    'Hiền',
    'Hoa',
    'Hồng',
    'Huệ',
    'Huyền',
    'Hương',
    'Khánh',
    'Lan',
    'Lệ',
    'Liên',
    'Linh',
    'Loan',
    'Ly',
    'Mai',
    'My',
    'Nga',
    'Ngân',
    'Ngọc',
    'Nguyệt',
    'Nhi',
    'Nhung',
    'Như',
    'Oanh',
    'Phương',
    'Quỳnh',
    'Tâm',
    'Thảo',
    'Thơ',
    'Thu',
    'Thủy',
    'Thư',
    'Tiên',
    'Trang',
    'Trâm',
    'Trinh',
    'Tuyết',
    'Uyên',
    'Vân',
    'Vy',
    'Xuân',
    'Ý',
    'Yến',
  ],
};

const FAMILY_BAG = FAMILIES.flatMap(([name, weight]) => Array<string>(weight).fill(name));

/** A full name as it is written: family, middle, given. */
export function makeFullName(random: Random, gender: Gender): string {
  const middle = random.pick(MIDDLES[gender]);
  let given = random.pick(GIVENS[gender]);
  while (middle.endsWith(given)) given = random.pick(GIVENS[gender]);
  return `${random.pick(FAMILY_BAG)} ${middle} ${given}`;
}

const collator = new Intl.Collator('vi');

/** Orders people as a class list does: by given name, then by the whole name. */
export function compareByGivenName(left: { readonly fullName: string }, right: { readonly fullName: string }): number {
  return (
    collator.compare(givenName(left.fullName), givenName(right.fullName)) ||
    collator.compare(left.fullName, right.fullName)
  );
}

function givenName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf(' ') + 1);
}
