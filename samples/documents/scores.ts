import {
  makeRandom,
  type SampleSchool,
  type SampleStudent,
  type SampleSubject,
  type TermCode,
} from '../school/index.ts';

/** Marks of one student in one subject and term, as Circular 22/2021 counts them. */
export interface TermMarks {
  readonly regular: readonly number[];
  readonly midterm: number;
  readonly final: number;
  readonly average: number;
}

/** Number of regular marks a term: 2, 3 or 4 by the periods of the year (up to 35, up to 70, above). */
export function regularMarks(subject: SampleSubject): number {
  const periods = subject.periodsPerWeek * 35;
  return periods <= 35 ? 2 : periods <= 70 ? 3 : 4;
}

/** The marks of a student; the same in the gradebook and in the transcript. */
export function marksOf(of: {
  seed: number;
  student: SampleStudent;
  subject: SampleSubject;
  term: TermCode;
}): TermMarks {
  const { seed, student, subject, term } = of;
  const ability = 5.2 + makeRandom(`ability/${seed}/${student.code}`).next() * 4;
  const random = makeRandom(`marks/${seed}/${student.code}/${subject.code}/${term}`);
  const mark = (): number => Math.min(10, Math.max(2, Math.round((ability + (random.next() - 0.5) * 3.4) * 4) / 4));
  const regular = Array.from({ length: regularMarks(subject) }, mark);
  const [midterm, final] = [mark(), mark()];
  const sum = regular.reduce((total, value) => total + value, 0);
  return { regular, midterm, final, average: tenth((sum + 2 * midterm + 3 * final) / (regular.length + 5)) };
}

/** Whether a student passes a subject judged by comment. */
export function passes(of: { seed: number; student: SampleStudent; subject: SampleSubject; term: TermCode }): boolean {
  return !makeRandom(`comment/${of.seed}/${of.student.code}/${of.subject.code}/${of.term}`).chance(0.01);
}

/** Average of the year: the second term counts twice. */
export function yearAverage(first: number, second: number): number {
  return tenth((first + 2 * second) / 3);
}

export type Rating = 'Tốt' | 'Khá' | 'Đạt' | 'Chưa đạt';

/** Learning result of a set of averages (Circular 22/2021, article 9, in short: at least 6 subjects reach the level). */
export function rate(averages: readonly number[], allPassed: boolean): Rating {
  const reach = (mark: number): number => averages.filter((average) => average >= mark).length;
  const lowest = Math.min(...averages);
  if (allPassed && lowest >= 6.5 && reach(8) >= 6) return 'Tốt';
  if (allPassed && lowest >= 5 && reach(6.5) >= 6) return 'Khá';
  return reach(5) >= 6 && lowest >= 3.5 ? 'Đạt' : 'Chưa đạt';
}

/** A mark as written in Vietnamese: `7,5`. */
export function markText(mark: number): string {
  return String(mark).replace('.', ',');
}

/** The subjects a class takes, in the order of the school's list. */
export function subjectsOf(school: SampleSchool, classCode: string): readonly SampleSubject[] {
  const taken = school.classes.find(({ code }) => code === classCode)?.subjects ?? [];
  return school.subjects.filter(({ code }) => taken.includes(code));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
