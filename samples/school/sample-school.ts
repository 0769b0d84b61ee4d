import { dutiesFrom, EMAIL_DOMAIN, headsOf, makeAccounts } from './accounts.ts';
import { assignHomerooms, assignTeaching, type Teaching } from './assignments.ts';
import { addDays, defaultFirstWeek, makeHolidays, makeYear } from './calendar.ts';
import { CLASS_PLANS, DEPARTMENTS, SUBJECTS } from './departments.ts';
import { makeRandom } from './random.ts';
import { makeStaff, type Staff } from './staff.ts';
import { makeStudents } from './students.ts';
import { type SampleClass, type SampleSchool, type SampleSchoolOptions } from './types.ts';

const SCHOOL: SampleSchool['school'] = {
  code: 'THPT-001',
  name: 'Trường THPT Trần Hưng Đạo',
  shortName: 'THPT Trần Hưng Đạo',
  level: 'THPT',
  governingBody: 'Sở Giáo dục và Đào tạo Lâm Đồng',
  place: 'Lâm Đồng',
  address: '01 Trần Hưng Đạo, phường Xuân Hương, tỉnh Lâm Đồng',
  timeZone: 'Asia/Ho_Chi_Minh',
  emailDomain: EMAIL_DOMAIN,
};

/**
 * Makes the fictional school all samples, demos and benchmarks share: 30 classes of 40 students, 12 departments, 84
 * accounts and an inspector from outside, 360 teaching assignments, 35 weeks. Pure: same options, same school. It holds
 * no password.
 *
 * @throws RangeError if `firstWeekStartsOn` is no Monday, or the year's lunar days are not known (2026 to 2033 are).
 */
export function makeSampleSchool(options: SampleSchoolOptions = {}): SampleSchool {
  const { seed = 1, schoolYear } = options;
  const firstWeek = options.firstWeekStartsOn ?? defaultFirstWeek(schoolYear ?? '2026-2027');
  const year = makeYear(firstWeek, schoolYear);
  const staff = makeStaff(makeRandom(`staff/${seed}`));
  const teachings = assignTeaching(staff.teachers);
  const homerooms = chooseHomerooms(staff, teachings);
  const from = dutiesFrom(year.startsOn);
  const inspectorAccess = options.inspectorAccess ?? {
    from: year.startsOn,
    until: addDays(year.terms[0]?.endsOn ?? year.endsOn, 14),
  };
  return {
    school: SCHOOL,
    year,
    holidays: makeHolidays(firstWeek),
    departments: DEPARTMENTS,
    subjects: SUBJECTS,
    classes: CLASS_PLANS.map((plan): SampleClass => ({ ...plan, homeroomTeacher: homerooms.get(plan.code) ?? '' })),
    accounts: makeAccounts({ staff, teachings, homerooms, from, inspectorAccess }),
    teachingAssignments: teachings.map((teaching) => ({ ...teaching, from })),
    students: makeStudents(seed, year),
  };
}

function chooseHomerooms(staff: Staff, teachings: readonly Teaching[]): ReadonlyMap<string, string> {
  const heads = new Set(headsOf(staff.teachers).values());
  const free = new Set(staff.teachers.map(({ username }) => username).filter((username) => !heads.has(username)));
  return assignHomerooms(teachings, free, new Map([['10A1', 'nguyenvana']]));
}
