import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Session } from '../samples/client/session.ts';
import { classesOf, makePlan, type Plan } from '../samples/demo/plans.ts';
import { enterCast, issueCertificates, openStage, type Person, type Stage, type World } from '../samples/demo/world.ts';
import { type Bench, type BenchReport, type BenchRow } from './report.ts';

const FIRST_WEEK = 12;
const UPLOADS_AT_ONCE = 8;
const BATCH = 50;
const TICKS_PER_SECOND = 100;

/** One phase of the way from upload to sealed. */
interface Phase {
  readonly name: string;
  readonly seconds: number;
  readonly cpu: Readonly<Record<string, number>>;
}

/**
 * A whole installation on this machine (one web process, workers, the stand-ins of the services): lesson plans go from upload to
 * sealed with four signatures each; batches of fifty are confirmed by each person, several at once.
 */
export const bench: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { records: { type: 'string', default: '200' }, workers: { type: 'string', default: '1' } },
  });
  const count = Number(values.records);
  const workers = Number(values.workers);
  const stage = await openStage({ workers, env: { HOSO_SWEEP_MS: '15000' } });
  try {
    const world = await enterCast(stage);
    await issueCertificates(world);
    const plans = await makePlans(world, count);
    return report(await runPhases(stage, world, plans), { count, workers, plans });
  } finally {
    await stage.close();
  }
};

async function runPhases(stage: Stage, world: World, plans: readonly Plan[]): Promise<Phase[]> {
  const { teacher, head, vicePrincipal, clerk } = world.people;
  const ids: string[] = [];
  const phases: Phase[] = [];
  const measure = async (name: string, work: () => Promise<void>) => {
    const before = cpuOf(stage);
    const started = performance.now();
    await work();
    const seconds = (performance.now() - started) / 1000;
    const after = cpuOf(stage);
    const cpu = Object.fromEntries(Object.entries(after).map(([key, value]) => [key, value - (before[key] ?? 0)]));
    phases.push({ name, seconds, cpu });
    console.error(`${name}: ${seconds.toFixed(1)} s`);
  };
  await measure('upload and submit', () => uploadAll(teacher, plans, ids));
  const order: [string, Person, string][] = [
    ['sign: teacher', teacher, teacher.pin],
    ['sign: head', head, head.pin],
    ['sign: vice-principal', vicePrincipal, vicePrincipal.pin],
    ['seal: clerk', clerk, clerk.sealPin],
  ];
  for (const [name, person, pin] of order) await measure(name, () => signAll(person, pin, ids));
  return phases;
}

async function uploadAll({ session }: Person, plans: readonly Plan[], ids: string[]): Promise<void> {
  const waiting = [...plans];
  const lane = async () => {
    for (let plan = waiting.pop(); plan; plan = waiting.pop()) {
      ids.push((await session.submitRecord(plan.metadata, plan)).id);
    }
  };
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, lane));
}

/** All batches of one person at once: each is one request and one confirmation. */
async function signAll({ session }: { session: Session }, pin: string, ids: readonly string[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, i) =>
    ids.slice(i * BATCH, (i + 1) * BATCH),
  );
  const done = await Promise.all(batches.map((batch) => session.sign(batch, pin)));
  const bad = done.filter((request) => request.state !== 'done');
  if (bad.length > 0) throw new Error(`not signed: ${JSON.stringify(bad).slice(0, 2000)}`);
}

async function makePlans({ sample, people }: World, count: number): Promise<Plan[]> {
  const teacher = people.teacher.username;
  const classes = classesOf(sample, teacher, 'Toan');
  const weeks = sample.year.weeks.filter((week) => week.number >= FIRST_WEEK);
  const lessons = weeks.flatMap((week) =>
    classes.map((of) => ({ teacher, subject: 'Toan', class: of, week: week.number })),
  );
  if (lessons.length < count) throw new Error(`the sample school has only ${lessons.length} lessons for this bench`);
  const plans: Plan[] = [];
  for (const lesson of lessons.slice(0, count)) plans.push(await makePlan(sample, lesson));
  return plans;
}

/** Processor seconds of each process so far, by its name. */
function cpuOf(stage: Stage): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { name, pid } of stage.system.processes()) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    found[name] = (found[name] ?? 0) + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }
  return found;
}

function report(
  phases: readonly Phase[],
  run: { count: number; workers: number; plans: readonly Plan[] },
): BenchReport {
  const { count, workers, plans } = run;
  const total = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const signing = phases.slice(1).reduce((sum, phase) => sum + phase.seconds, 0);
  const bytes = plans.reduce((sum, plan) => sum + plan.bytes.length, 0);
  const rows = phases.map((phase, i): BenchRow => {
    const cpu = Object.entries(phase.cpu).map(([name, seconds]) => [`cpu ${name}`, Number(seconds.toFixed(2))]);
    const what = i === 0 ? 'records/s' : 'signatures/s';
    return { phase: phase.name, seconds: phase.seconds, [what]: count / phase.seconds, ...Object.fromEntries(cpu) };
  });
  return {
    name: 'pipeline',
    facts: {
      records: count,
      'web processes': 1,
      workers,
      'mean bytes': Math.round(bytes / count),
      'records/s from upload to sealed': count / total,
      'signatures/s while signing': (4 * count) / signing,
      'signatures/s from upload to sealed': (4 * count) / total,
    },
    rows,
  };
}
