import { type SampleAccount, type SampleSchool } from '../../samples/school/index.ts';
import { DUTIES } from '../../src/kernel/actor.ts';

/** Who plays which part, by username in the sample school. */
export const CAST = {
  teacher: 'nguyenvana',
  colleague: 'dovanminh',
  head: 'totruongtoan',
  vicePrincipal: 'phantuanduc',
  principal: 'ngokhanhlien',
  clerk: 'nguyenmynguyet',
  admin: 'nguyenminhduc',
  staff: 'nguyenthithanhan',
  inspector: 'tranthungoc',
} as const;

export type Role = keyof typeof CAST;

const CLASSES = ['10A1', '10A2', '10A3'];

/** The sample school with three classes, two teachers, and those who decide: hashing passwords is what takes the time. */
export function smallSchool(sample: SampleSchool): SampleSchool {
  const usernames: readonly string[] = Object.values(CAST);
  const head = sample.accounts.find(({ duties }) =>
    duties.some(({ duty, scope }) => duty === 'departmentHead' && scope?.department === 'Toan'),
  );
  if (!head) throw new Error('the sample school has no head of mathematics');
  const accounts = sample.accounts.filter(({ username }) => usernames.includes(username));
  return {
    ...sample,
    accounts: [...accounts, { ...head, username: CAST.head }],
    classes: sample.classes
      .filter(({ code }) => CLASSES.includes(code))
      .map((each) => ({ ...each, homeroomTeacher: CAST.teacher })),
    teachingAssignments: sample.teachingAssignments.filter(
      (each) => CLASSES.includes(each.class) && usernames.includes(each.teacher),
    ),
    students: sample.students.filter(({ class: of }) => CLASSES.includes(of)).slice(0, 3),
  };
}

/** One person who may do everything: whatever another school's id gives them is not for want of a duty. */
export const EVERY_DUTY: SampleAccount = {
  username: 'mochucvu',
  fullName: 'Bùi Mọi Chức Vụ',
  gender: 'nữ',
  email: 'mochucvu@thpt-buithixuan.example',
  title: 'Hiệu trưởng',
  external: false,
  duties: DUTIES.map((duty) => ({
    duty: duty,
    from: '2026-08-01',
    ...(duty === 'inspector' && { until: '2027-07-31' }),
  })),
};
