import { addDays } from './calendar.ts';
import { CLASS_PLANS, type ClassPlan } from './departments.ts';
import { compareByGivenName, makeFullName } from './names.ts';
import { makeRandom, type Random } from './random.ts';
import { type Gender, type SampleStudent, type SampleYear } from './types.ts';

const STUDENTS_PER_CLASS = 40;

const BIRTH_PLACES = [
  'Lâm Đồng',
  'Lâm Đồng',
  'Lâm Đồng',
  'Đắk Lắk',
  'Khánh Hòa',
  'Gia Lai',
  'Đồng Nai',
  'TP. Hồ Chí Minh',
  'Nghệ An',
  'Thanh Hóa',
  'Quảng Ngãi',
  'Huế',
];
const ETHNICITIES = [...Array<string>(30).fill('Kinh'), 'Cơ Ho', 'Mạ', 'Tày', 'Nùng', 'Ê Đê', 'Hoa', 'Chu Ru'];
const STREETS = [
  'Trần Hưng Đạo',
  'Lê Lợi',
  'Nguyễn Trãi',
  'Hai Bà Trưng',
  'Phan Bội Châu',
  'Quang Trung',
  'Lý Thường Kiệt',
  'Võ Thị Sáu',
];
const WARDS = ['phường Xuân Hương', 'phường Lâm Viên', 'phường Cam Ly', 'xã Đức Trọng', 'xã Đơn Dương', 'xã Nam Ban'];

/** The 40 students of each class, in the order of a class list; codes run through the school. */
export function makeStudents(seed: number, year: SampleYear): readonly SampleStudent[] {
  const startYear = Number(year.code.slice(0, 4));
  return CLASS_PLANS.flatMap((plan) => {
    const random = makeRandom(`students/${seed}/${plan.code}`);
    return Array.from({ length: STUDENTS_PER_CLASS }, () => makeStudent({ random, plan, startYear }))
      .map((student) => ({ ...student, enrolledOn: addDays(year.startsOn, -12 - 364 * (plan.grade - 10)) }))
      .sort(compareByGivenName);
  }).map((student, index) => ({ ...student, code: `HS${String(index + 1).padStart(6, '0')}` }));
}

function makeStudent(of: { random: Random; plan: ClassPlan; startYear: number }): SampleStudent {
  const { random, plan, startYear } = of;
  const gender: Gender = random.chance(0.52) ? 'nữ' : 'nam';
  const fullName = makeFullName(random, gender);
  // Grade 10 is entered in the year one turns 15; a few are a year older.
  const birthYear = startYear - (plan.grade + 5) - (random.chance(0.03) ? 1 : 0);
  const family = fullName.slice(0, fullName.indexOf(' '));
  const father = makeFullName(random, 'nam');
  return {
    code: '',
    fullName,
    gender,
    birthDate: addDays(`${birthYear}-01-01`, random.between(0, 364)),
    birthPlace: random.pick(BIRTH_PLACES),
    ethnicity: random.pick(ETHNICITIES),
    address: `${random.between(1, 240)} ${random.pick(STREETS)}, ${random.pick(WARDS)}, tỉnh Lâm Đồng`,
    guardian: `${family}${father.slice(father.indexOf(' '))}`,
    class: plan.code,
    enrolledOn: '',
  };
}
