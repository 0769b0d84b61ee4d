/** A date without time, `YYYY-MM-DD`, in the school's own time zone. */
export type IsoDate = string;

export type TermCode = 'HK1' | 'HK2';
export type Grade = 10 | 11 | 12;

export type DutyName =
  | 'principal'
  | 'vicePrincipal'
  | 'departmentHead'
  | 'subjectTeacher'
  | 'homeroomTeacher'
  | 'recordsClerk'
  | 'registrar'
  | 'admin'
  | 'officeStaff'
  | 'inspector';

export interface SampleWeek {
  /** 1 to 35, counted through the year. */
  readonly number: number;
  /** A Monday. */
  readonly startsOn: IsoDate;
  /** The Sunday after it. */
  readonly endsOn: IsoDate;
  readonly term: TermCode;
}

export interface SampleTerm {
  readonly code: TermCode;
  readonly name: string;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly weeks: readonly SampleWeek[];
}

export interface SampleHoliday {
  readonly name: string;
  readonly startsOn: IsoDate;
  /** The last day off. */
  readonly endsOn: IsoDate;
}

export interface SampleYear {
  /** `2026-2027`. */
  readonly code: string;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly terms: readonly SampleTerm[];
  readonly weeks: readonly SampleWeek[];
}

export interface SampleDepartment {
  /** ASCII, PascalCase: `Toan`, `VanPhong`. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: 'academic' | 'office';
}

export interface SampleSubject {
  /** ASCII, PascalCase, as used in file names: `Toan`, `NguVan`. */
  readonly code: string;
  readonly name: string;
  /** Code of the department that teaches it. */
  readonly department: string;
  readonly periodsPerWeek: number;
  /** `comment` subjects are judged Đạt / Chưa đạt (Circular 22/2021), not by marks. */
  readonly assessedBy: 'marks' | 'comment';
}

export interface SampleClass {
  /** `10A1`. */
  readonly code: string;
  readonly grade: Grade;
  /** Username. */
  readonly homeroomTeacher: string;
  /** The 12 subject codes the class takes. */
  readonly subjects: readonly string[];
  readonly room: string;
}

export interface DutyScope {
  readonly department?: string;
  readonly class?: string;
  readonly subject?: string;
}

export interface SampleDuty {
  readonly duty: DutyName;
  readonly scope?: DutyScope;
  readonly from: IsoDate;
  /** The last day; absent: until further notice. */
  readonly until?: IsoDate;
}

export interface SampleAccount {
  /** ASCII, unique in the school. */
  readonly username: string;
  readonly fullName: string;
  readonly gender: Gender;
  readonly email: string;
  /** What stands under the signature: `Tổ trưởng tổ Toán`. */
  readonly title: string;
  /** Code of the department the person belongs to; absent for the leadership and for people from outside. */
  readonly department?: string;
  /** From outside the school (an inspector); not one of its 84 accounts. */
  readonly external: boolean;
  readonly duties: readonly SampleDuty[];
}

export interface SampleTeachingAssignment {
  /** Username. */
  readonly teacher: string;
  readonly class: string;
  readonly subject: string;
  readonly from: IsoDate;
  readonly until?: IsoDate;
}

export type Gender = 'nam' | 'nữ';

export interface SampleStudent {
  /** `HS000001`. */
  readonly code: string;
  readonly fullName: string;
  readonly gender: Gender;
  readonly birthDate: IsoDate;
  readonly birthPlace: string;
  readonly ethnicity: string;
  readonly address: string;
  readonly guardian: string;
  /** Code of the class. */
  readonly class: string;
  /** First day at this school. */
  readonly enrolledOn: IsoDate;
}

export interface SampleSchool {
  readonly school: {
    readonly code: string;
    readonly name: string;
    readonly shortName: string;
    readonly level: 'THPT';
    readonly governingBody: string;
    readonly place: string;
    readonly address: string;
    readonly timeZone: string;
    readonly emailDomain: string;
  };
  readonly year: SampleYear;
  readonly holidays: readonly SampleHoliday[];
  readonly departments: readonly SampleDepartment[];
  readonly subjects: readonly SampleSubject[];
  readonly classes: readonly SampleClass[];
  /** The school's 84 accounts, and last the inspector from outside as the 85th. */
  readonly accounts: readonly SampleAccount[];
  readonly teachingAssignments: readonly SampleTeachingAssignment[];
  readonly students: readonly SampleStudent[];
}

export interface SampleSchoolOptions {
  /** Same seed, same school; default 1. */
  readonly seed?: number;
  /** Monday of week 1; default 2026-09-07, which puts week 12 on 2026-11-23. */
  readonly firstWeekStartsOn?: IsoDate;
  /** Code of the year; default: the year `firstWeekStartsOn` falls in (July to June). */
  readonly schoolYear?: string;
  /** When the inspector may look; default: from week 1 to 14 days after the first term. */
  readonly inspectorAccess?: { readonly from: IsoDate; readonly until: IsoDate };
}
