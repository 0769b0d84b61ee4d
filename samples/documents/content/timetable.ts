import { type Grade, makeRandom } from '../../school/index.ts';
import { chaptersOf } from './curricula.ts';
import { generalContent } from './general.ts';
import { type LessonContent } from './types.ts';

/** One row of the curriculum distribution (phân phối chương trình). */
export interface DistributedLesson {
  readonly chapter: string;
  readonly lesson: string;
  readonly fromWeek: number;
  readonly untilWeek: number;
}

const WEEKS = 35;

/** Weeks of the mid-term and final tests of both terms. */
const TESTS: Readonly<Record<number, string>> = {
  9: 'Ôn tập và kiểm tra giữa học kì I',
  18: 'Ôn tập và kiểm tra cuối học kì I',
  27: 'Ôn tập và kiểm tra giữa học kì II',
  35: 'Ôn tập và kiểm tra cuối năm học',
};

/** Spreads the lessons of a subject over the 35 weeks, tests in their weeks. */
export function distribute(subject: string, grade: Grade): readonly DistributedLesson[] {
  const lessons = chaptersOf(subject, grade).flatMap(({ title, lessons: own }) =>
    own.map((lesson) => ({ chapter: title, lesson })),
  );
  const teachingWeeks = Array.from({ length: WEEKS }, (_, index) => index + 1).filter((week) => !(week in TESTS));
  const rows =
    teachingWeeks.length >= lessons.length ? byWeek(lessons, teachingWeeks) : byLesson(lessons, teachingWeeks);
  const tests = Object.entries(TESTS).map(([week, lesson]) => ({
    chapter: 'Kiểm tra, đánh giá',
    lesson,
    fromWeek: Number(week),
    untilWeek: Number(week),
  }));
  return [...rows, ...tests].sort((left, right) => left.fromWeek - right.fromWeek);
}

interface Named {
  readonly chapter: string;
  readonly lesson: string;
}

/** More weeks than lessons: a lesson takes one or several weeks. */
function byWeek(lessons: readonly Named[], weeks: readonly number[]): DistributedLesson[] {
  return lessons.flatMap((named, index) => {
    const from = Math.floor((index * weeks.length) / lessons.length);
    const until = Math.floor(((index + 1) * weeks.length) / lessons.length) - 1;
    return [{ ...named, fromWeek: weeks[from] ?? 1, untilWeek: weeks[until] ?? WEEKS }];
  });
}

/** More lessons than weeks: some weeks hold two. */
function byLesson(lessons: readonly Named[], weeks: readonly number[]): DistributedLesson[] {
  return lessons.map((named, index) => {
    const week = weeks[Math.floor((index * weeks.length) / lessons.length)] ?? 1;
    return { ...named, fromWeek: week, untilWeek: week };
  });
}

/** The lesson of a week and what is taught in it; the numbers of the exercises come from the seed. */
export function contentOf(of: { subject: string; grade: Grade; week: number; seed: number | string }): {
  row: DistributedLesson;
  content: LessonContent;
} {
  const { subject, grade, week, seed } = of;
  const row = distribute(subject, grade).findLast(({ fromWeek, untilWeek }) => fromWeek <= week && week <= untilWeek);
  if (!row) throw new RangeError(`week ${week} is not one of the ${WEEKS} weeks`);
  const random = makeRandom(`lesson/${seed}/${subject}/${grade}/${week}`);
  const make = chaptersOf(subject, grade).find(({ title }) => title === row.chapter)?.make ?? generalContent;
  return { row, content: make(random, row.lesson) };
}
