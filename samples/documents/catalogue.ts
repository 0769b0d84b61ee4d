import { type Grade, type SampleSchool, type TermCode, toPascalCase } from '../school/index.ts';
import { makeClassGradebook } from './class-gradebook.ts';
import { type DocumentInput, find } from './directory.ts';
import { makeHomeroomBook } from './homeroom-book.ts';
import { makeLessonPlan } from './lesson-plan.ts';
import { makeSchoolPlan } from './school-plan.ts';
import { makeStudentRegister } from './student-register.ts';
import { makeDepartmentPlan, makeTeacherPlan } from './teaching-plans.ts';
import { makeTranscript } from './transcript.ts';

/** The right name of each type of record (rules of the sample school: type, subject, class, time, author). */
export const fileNames = {
  lessonPlan: (of: { subject: string; class: string; week: number; fullName: string }): string =>
    `KHBD_${of.subject}_${of.class}_Tuan${String(of.week).padStart(2, '0')}_${toPascalCase(of.fullName)}.pdf`,
  teacherPlan: (of: { subject: string; grade: Grade; fullName: string }): string =>
    `KHGV_PL3_${of.subject}_K${of.grade}_${toPascalCase(of.fullName)}.pdf`,
  departmentPlan: (of: { subject: string; grade: Grade }): string => `KHT_PL1_${of.subject}_K${of.grade}.pdf`,
  schoolPlan: (of: { year: string }): string => `KHGDNT_${of.year}.pdf`,
  homeroomBook: (of: { class: string; term: TermCode }): string => `SCN_${of.class}_${of.term}.pdf`,
  classGradebook: (of: { class: string; term: TermCode }): string => `STD_${of.class}_${of.term}.pdf`,
  transcript: (of: { class: string; student: string; year: string }): string =>
    `HB_${of.class}_${of.student}_${of.year}.pdf`,
  studentRegister: (of: { year: string }): string => `SDB_${of.year}.pdf`,
} as const;

export type SampleDocumentType = keyof typeof fileNames;

export interface SampleDocument {
  readonly type: SampleDocumentType;
  readonly fileName: string;
  readonly make: () => Promise<Uint8Array>;
}

/** One document of each of the eight types, all about class 10A1 and its teacher of mathematics. */
export function sampleDocuments(
  school: SampleSchool,
  options: Omit<DocumentInput, 'school'> = {},
): readonly SampleDocument[] {
  const base: DocumentInput = { ...options, school };
  const one = find.class(school, '10A1');
  const teacher = find.account(school, one.homeroomTeacher);
  const { fullName, username } = teacher;
  const student = find.students(school, one.code)[0]?.code ?? '';
  const year = school.year.code;
  const plan = { subject: 'Toan', class: one.code, week: 12 };
  const taught = { subject: 'Toan', grade: one.grade };
  const book = { class: one.code, term: 'HK1' as const };
  return [
    {
      type: 'lessonPlan',
      fileName: fileNames.lessonPlan({ ...plan, fullName }),
      make: () => makeLessonPlan({ ...base, ...plan, teacher: username }),
    },
    {
      type: 'teacherPlan',
      fileName: fileNames.teacherPlan({ ...taught, fullName }),
      make: () => makeTeacherPlan({ ...base, ...taught, teacher: username }),
    },
    {
      type: 'departmentPlan',
      fileName: fileNames.departmentPlan(taught),
      make: () => makeDepartmentPlan({ ...base, ...taught, department: 'Toan' }),
    },
    { type: 'schoolPlan', fileName: fileNames.schoolPlan({ year }), make: () => makeSchoolPlan(base) },
    {
      type: 'homeroomBook',
      fileName: fileNames.homeroomBook(book),
      make: () => makeHomeroomBook({ ...base, ...book }),
    },
    {
      type: 'classGradebook',
      fileName: fileNames.classGradebook(book),
      make: () => makeClassGradebook({ ...base, ...book }),
    },
    {
      type: 'transcript',
      fileName: fileNames.transcript({ class: one.code, student, year }),
      make: () => makeTranscript({ ...base, student }),
    },
    { type: 'studentRegister', fileName: fileNames.studentRegister({ year }), make: () => makeStudentRegister(base) },
  ];
}
