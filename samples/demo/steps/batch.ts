import { must, mustBe } from '../checks.ts';
import { classesOf, makePlan } from '../plans.ts';
import { type Person, type World } from '../world.ts';

export const BATCH = 50;
const FIRST_WEEK = 14;

/** What the batch took, in milliseconds, from the first upload to the last seal. */
export interface BatchOutcome {
  readonly records: readonly string[];
  readonly uploadMs: number;
  readonly signMs: Readonly<Record<string, number>>;
}

/** Fifty plans of one teacher go through the chain; each person confirms all fifty with one PIN. */
export async function signBatch(world: World): Promise<BatchOutcome> {
  const { teacher, head, vicePrincipal, clerk } = world.people;
  const started = performance.now();
  const records = await uploadMany(world);
  const uploadMs = performance.now() - started;
  const signMs: Record<string, number> = {};
  const order: [string, Person, string][] = [
    ['teacher', teacher, teacher.pin],
    ['head', head, head.pin],
    ['vicePrincipal', vicePrincipal, vicePrincipal.pin],
    ['seal', clerk, clerk.sealPin],
  ];
  for (const [name, person, pin] of order) {
    const since = performance.now();
    const done = await person.session.sign(records, pin);
    signMs[name] = performance.now() - since;
    mustBe(`the batch of ${person.fullName}`, done.state, 'done');
    must(done.items.length === BATCH && done.refused.length === 0, `${person.fullName} did not sign all ${BATCH}`);
  }
  return { records, uploadMs, signMs };
}

async function uploadMany({ people, sample }: World): Promise<string[]> {
  const { session, username } = people.teacher;
  const classes = classesOf(sample, username, 'Toan');
  const wanted = sample.year.weeks
    .filter((week) => week.number >= FIRST_WEEK)
    .flatMap((week) => classes.map((of) => ({ teacher: username, subject: 'Toan', class: of, week: week.number })))
    .slice(0, BATCH);
  must(wanted.length === BATCH, `the sample school has too few lessons for ${BATCH} plans`);
  const ids: string[] = [];
  for (const what of wanted) {
    const plan = await makePlan(sample, what);
    ids.push((await session.submitRecord(plan.metadata, plan)).id);
  }
  return ids;
}
