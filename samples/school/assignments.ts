import { CLASS_PLANS, SUBJECTS, specialistsOf, type ClassPlan } from './departments.ts';
import { type Person } from './staff.ts';
import { type SampleSubject } from './types.ts';

/** One subject of one class, and who teaches it. */
export interface Teaching {
  readonly teacher: string;
  readonly class: string;
  readonly subject: string;
}

/**
 * Gives every class × subject to one teacher of the subject's department. The load is balanced in periods a week, and a
 * teacher's classes of a subject follow one another, so that most prepare for one or two grades.
 */
export function assignTeaching(teachers: readonly Person[]): readonly Teaching[] {
  const load = new Map(teachers.map(({ username }) => [username, 0]));
  const bySpecialisation = [...SUBJECTS].sort((left, right) => rank(left) - rank(right));
  return bySpecialisation.flatMap((subject) => {
    const classes = CLASS_PLANS.filter((plan) => plan.subjects.includes(subject.code));
    const colleagues = teachers.filter(({ department }) => department === subject.department);
    const specialists = specialistsOf(subject.code) ?? colleagues.keys();
    const able = [...specialists].flatMap((position) => colleagues[position] ?? []);
    return assignSubject({ subject, classes, able, load });
  });
}

/** Subjects that few can teach are given out first; those for all then level the load. */
function rank(subject: SampleSubject): number {
  return specialistsOf(subject.code)?.length ?? 100 - subject.periodsPerWeek;
}

function assignSubject(work: {
  subject: SampleSubject;
  classes: readonly ClassPlan[];
  able: readonly Person[];
  load: Map<string, number>;
}): Teaching[] {
  const { subject, classes, able, load } = work;
  const shares = new Map(able.map(({ username }) => [username, 0]));
  for (const _ of classes) {
    const lightest = able.reduce((best, next) =>
      (load.get(next.username) ?? 0) < (load.get(best.username) ?? 0) ? next : best,
    );
    load.set(lightest.username, (load.get(lightest.username) ?? 0) + subject.periodsPerWeek);
    shares.set(lightest.username, (shares.get(lightest.username) ?? 0) + 1);
  }
  const queue = [...shares].flatMap(([teacher, share]) => Array<string>(share).fill(teacher));
  return classes.map((plan, index) => ({ teacher: queue[index] ?? '', class: plan.code, subject: subject.code }));
}

/**
 * Gives each class a homeroom teacher who teaches it, is no department head and has no other class: a bipartite matching
 * by augmenting paths. `fixed` pairs are kept.
 *
 * @throws RangeError if no such arrangement exists.
 */
export function assignHomerooms(
  teachings: readonly Teaching[],
  free: ReadonlySet<string>,
  fixed: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const classOf = new Map([...fixed].map(([code, teacher]) => [teacher, code]));
  const place = (code: string, tried: Set<string>): boolean => {
    const candidates = teachings.filter((teaching) => teaching.class === code && free.has(teaching.teacher));
    for (const { teacher } of candidates) {
      const holds = classOf.get(teacher);
      if (tried.has(teacher) || (holds !== undefined && fixed.has(holds))) continue;
      tried.add(teacher);
      if (holds !== undefined && !place(holds, tried)) continue;
      classOf.set(teacher, code);
      return true;
    }
    return false;
  };
  for (const { code } of CLASS_PLANS) {
    if (!fixed.has(code) && !place(code, new Set())) throw new RangeError(`no homeroom teacher for ${code}`);
  }
  return new Map([...classOf].map(([teacher, code]) => [code, teacher]));
}
