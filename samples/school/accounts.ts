import { type Teaching } from './assignments.ts';
import { addDays } from './calendar.ts';
import { DEPARTMENTS } from './departments.ts';
import { type Person, type Staff } from './staff.ts';
import { type IsoDate, type SampleAccount, type SampleDuty } from './types.ts';

export const EMAIL_DOMAIN = 'thpt-tranhungdao.example';

/** What the duties of the staff follow from. */
export interface Posting {
  readonly staff: Staff;
  readonly teachings: readonly Teaching[];
  /** Class code to username. */
  readonly homerooms: ReadonlyMap<string, string>;
  readonly from: IsoDate;
  readonly inspectorAccess: { readonly from: IsoDate; readonly until: IsoDate };
}

/** Usernames of the 11 department heads: in each academic department the last teacher, who teaches the upper grade. */
export function headsOf(teachers: readonly Person[]): ReadonlyMap<string, string> {
  return new Map(teachers.map(({ department, username }) => [department ?? '', username]));
}

/** The school's 84 accounts with their duties, and the inspector last. */
export function makeAccounts(posting: Posting): readonly SampleAccount[] {
  const { staff, from } = posting;
  const heads = headsOf(staff.teachers);
  const post = (person: Person): SampleDuty[] => person.posts.map((duty) => ({ duty, from }));
  return [
    ...staff.leaders.map((person) => account(person, post(person))),
    ...staff.teachers.map((person) => {
      const isHead = heads.get(person.department ?? '') === person.username;
      const named = isHead
        ? { ...person, title: `Tổ trưởng ${lowerFirst(departmentName(person.department))}` }
        : person;
      return account(named, teacherDuties(posting, person, isHead));
    }),
    ...staff.office.map((person) =>
      account(person, [...post(person), { duty: 'officeStaff', scope: { department: 'VanPhong' }, from }]),
    ),
    {
      ...account(staff.inspector, [{ duty: 'inspector', ...posting.inspectorAccess }]),
      email: 'thanhtra@sogddt.example',
      external: true,
    },
  ];
}

function teacherDuties(posting: Posting, { username, department }: Person, isHead: boolean): SampleDuty[] {
  const { from } = posting;
  const taught = posting.teachings.filter(({ teacher }) => teacher === username);
  const subjects = [...new Set(taught.map(({ subject }) => subject))];
  const homeroom = [...posting.homerooms].find(([, teacher]) => teacher === username)?.[0];
  return [
    ...(isHead && department ? [{ duty: 'departmentHead' as const, scope: { department }, from }] : []),
    ...subjects.map((subject): SampleDuty => ({
      duty: 'subjectTeacher',
      scope: { subject, ...(department && { department }) },
      from,
    })),
    ...(homeroom === undefined ? [] : [{ duty: 'homeroomTeacher' as const, scope: { class: homeroom }, from }]),
  ];
}

function account(person: Person, duties: readonly SampleDuty[]): SampleAccount {
  const { username, fullName, gender, title, department } = person;
  return {
    username,
    fullName,
    gender,
    email: `${username}@${EMAIL_DOMAIN}`,
    title,
    ...(department !== undefined && { department }),
    external: false,
    duties,
  };
}

function departmentName(code: string | undefined): string {
  return DEPARTMENTS.find((department) => department.code === code)?.name ?? '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Duties of the staff begin with August, a month before the first week. */
export function dutiesFrom(yearStartsOn: IsoDate): IsoDate {
  return addDays(yearStartsOn, -37);
}
