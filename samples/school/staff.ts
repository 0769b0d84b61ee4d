import { toUsername } from './ascii.ts';
import { DEPARTMENTS, TEACHERS_PER_DEPARTMENT } from './departments.ts';
import { makeFullName } from './names.ts';
import { type Random } from './random.ts';
import { type DutyName, type Gender } from './types.ts';

/** A person on the staff list, before the duties that depend on the classes are known. */
export interface Person {
  readonly username: string;
  readonly fullName: string;
  readonly gender: Gender;
  readonly title: string;
  readonly department?: string;
  /** Duties the post itself brings. */
  readonly posts: readonly DutyName[];
}

export interface Staff {
  readonly leaders: readonly Person[];
  readonly teachers: readonly Person[];
  readonly office: readonly Person[];
  readonly inspector: Person;
}

const OFFICE: readonly { readonly title: string; readonly posts: readonly DutyName[] }[] = [
  { title: 'Văn thư', posts: ['recordsClerk'] },
  { title: 'Giáo vụ', posts: ['registrar'] },
  { title: 'Phụ trách công nghệ thông tin', posts: ['admin'] },
  { title: 'Quản trị hệ thống', posts: ['admin'] },
  { title: 'Kế toán', posts: [] },
  { title: 'Thủ quỹ', posts: [] },
  { title: 'Nhân viên thư viện', posts: [] },
  { title: 'Nhân viên thiết bị', posts: [] },
  { title: 'Nhân viên y tế', posts: [] },
  { title: 'Bảo vệ', posts: [] },
];

const VICE_PRINCIPALS = ['phụ trách chuyên môn', 'phụ trách cơ sở vật chất', 'phụ trách hoạt động giáo dục'];

/** The people of the school; names are unique even without tone marks, so that every made file name is too. */
export function makeStaff(random: Random): Staff {
  const taken = new Set<string>();
  const name = (fixed?: { fullName: string; gender: Gender }): Pick<Person, 'username' | 'fullName' | 'gender'> => {
    for (;;) {
      const gender = fixed?.gender ?? (random.chance(0.62) ? 'nữ' : 'nam');
      const fullName = fixed?.fullName ?? makeFullName(random, gender);
      const username = toUsername(fullName);
      if (taken.has(username)) continue;
      taken.add(username);
      return { username, fullName, gender };
    }
  };
  // Taken first, so that no other draw can come upon the name.
  const teacherA = name({ fullName: 'Nguyễn Văn A', gender: 'nam' });
  const leaders: Person[] = [
    { ...name(), title: 'Hiệu trưởng', posts: ['principal'] },
    ...VICE_PRINCIPALS.map((field): Person => ({
      ...name(),
      title: `Phó Hiệu trưởng ${field}`,
      posts: ['vicePrincipal'],
    })),
  ];
  const teachers = DEPARTMENTS.filter(({ kind }) => kind === 'academic').flatMap((department) =>
    Array.from({ length: TEACHERS_PER_DEPARTMENT[department.code] ?? 0 }, (_, position): Person => {
      const first = department.code === 'Toan' && position === 0;
      return { ...(first ? teacherA : name()), title: 'Giáo viên', department: department.code, posts: [] };
    }),
  );
  const office = OFFICE.map((post): Person => ({ ...name(), ...post, department: 'VanPhong' }));
  const inspector: Person = { ...name(), title: 'Thanh tra Sở Giáo dục và Đào tạo', posts: ['inspector'] };
  return { leaders, teachers, office, inspector };
}
