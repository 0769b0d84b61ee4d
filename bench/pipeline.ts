import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Session } from '../samples/client/session.ts';
import { classesOf, makePlan, type Plan } from '../samples/demo/plans.ts';
import { castOf } from '../samples/demo/cast.ts';
import { type SampleSchool } from '../samples/school/index.ts';
import {
  enter,
  enterCast,
  issueCertificates,
  openStage,
  type Person,
  type Stage,
  type World,
} from '../samples/demo/world.ts';
import { type Bench, type BenchReport, type BenchRow } from './report.ts';

const SUBJECT = 'Toan';
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
 * sealed with four signatures each; batches of fifty are confirmed by each person, several at once. `--stamps none` leaves out
 * the compact stamps that the type of lesson plans asks for.
 */
export const bench: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      records: { type: 'string', default: '200' },
      workers: { type: 'string', default: '1' },
      stamps: { type: 'string', default: 'by type' },
    },
  });
  const workers = Number(values.workers);
  const stage = await openStage({ workers, env: { HOSO_SWEEP_MS: '15000' } });
  try {
    const world = await enterCast(stage);
    await issueCertificates(world);
    const teachers = await enterTeachers(stage);
    const lessons = await makeLessons(stage.sample, teachers, Number(values.records));
    const wishes = values.stamps === 'none' ? { appearance: { invisible: true } } : {};
    return report(await runPhases(stage, world, { lessons, wishes }), { workers, lessons, stamps: values.stamps });
  } finally {
    await stage.close();
  }
};

/** A plan and the teacher whose it is. */
interface Lesson {
  readonly teacher: Person;
  readonly plan: Plan;
}

/** A record and who uploaded it. */
interface Uploaded {
  readonly id: string;
  readonly teacher: Person;
}

async function runPhases(
  stage: Stage,
  world: World,
  { lessons, wishes }: { readonly lessons: readonly Lesson[]; readonly wishes: Record<string, unknown> },
): Promise<Phase[]> {
  const signing = (person: Person, pin: string, ids: readonly string[]) =>
    signAll(person.session, ids, { pin, wishes });
  const { head, vicePrincipal, clerk } = world.people;
  const uploaded: Uploaded[] = [];
  const phases: Phase[] = [];
  const measure = async (name: string, work: () => Promise<unknown>) => {
    const before = cpuOf(stage);
    const started = performance.now();
    await work();
    const seconds = (performance.now() - started) / 1000;
    const after = cpuOf(stage);
    const cpu = Object.fromEntries(Object.entries(after).map(([key, value]) => [key, value - (before[key] ?? 0)]));
    phases.push({ name, seconds, cpu });
    console.error(`${name}: ${seconds.toFixed(1)} s`);
  };
  await measure('upload and submit', () => uploadAll(lessons, uploaded));
  await measure('sign: teachers', () =>
    Promise.all(byTeacher(uploaded).map(([teacher, ids]) => signing(teacher, teacher.pin, ids))),
  );
  const ids = uploaded.map(({ id }) => id);
  const rest: [string, Person, string][] = [
    ['sign: head', head, head.pin],
    ['sign: vice-principal', vicePrincipal, vicePrincipal.pin],
    ['seal: clerk', clerk, clerk.sealPin],
  ];
  for (const [name, person, pin] of rest) await measure(name, () => signing(person, pin, ids));
  return phases;
}

async function uploadAll(lessons: readonly Lesson[], uploaded: Uploaded[]): Promise<void> {
  const waiting = [...lessons];
  const lane = async () => {
    for (let lesson = waiting.pop(); lesson; lesson = waiting.pop()) {
      const { teacher, plan } = lesson;
      uploaded.push({ id: (await teacher.session.submitRecord(plan.metadata, plan)).id, teacher });
    }
  };
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, lane));
}

function byTeacher(uploaded: readonly Uploaded[]): [Person, string[]][] {
  const found = new Map<Person, string[]>();
  for (const { teacher, id } of uploaded) found.set(teacher, [...(found.get(teacher) ?? []), id]);
  return [...found];
}

/** All batches of one person at once: each is one request and one confirmation. */
async function signAll(
  session: Session,
  ids: readonly string[],
  { pin, wishes }: { readonly pin: string; readonly wishes: Record<string, unknown> },
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, i) =>
    ids.slice(i * BATCH, (i + 1) * BATCH),
  );
  const done = await Promise.all(batches.map((batch) => session.sign(batch, pin, wishes)));
  const bad = done.filter((request) => request.state !== 'done');
  if (bad.length > 0) throw new Error(`not signed: ${JSON.stringify(bad).slice(0, 2000)}`);
}

/** The teachers of mathematics, whose plans go to one department head. */
async function enterTeachers(stage: Stage): Promise<Person[]> {
  const { sample } = stage;
  const usernames = new Set(
    sample.teachingAssignments.filter((each) => each.subject === SUBJECT).map((each) => each.teacher),
  );
  const { head, teacher } = castOf(sample);
  const others = [...usernames].filter((username) => username !== head && username !== teacher);
  const people = await Promise.all(others.map((username) => enter(stage, username)));
  await Promise.all(people.map(({ session, pin }) => session.post('/me/certificate', { pin })));
  return people;
}

async function makeLessons(sample: SampleSchool, teachers: readonly Person[], count: number): Promise<Lesson[]> {
  const wanted = sample.year.weeks.flatMap((week) =>
    teachers.flatMap((teacher) =>
      classesOf(sample, teacher.username, SUBJECT).map((of) => ({ teacher, class: of, week: week.number })),
    ),
  );
  if (wanted.length < count) throw new Error(`the sample school has only ${wanted.length} lessons for this bench`);
  const lessons: Lesson[] = [];
  for (const { teacher, ...what } of wanted.slice(0, count)) {
    lessons.push({ teacher, plan: await makePlan(sample, { ...what, teacher: teacher.username, subject: SUBJECT }) });
  }
  return lessons;
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
  run: { workers: number; lessons: readonly Lesson[]; stamps: string },
): BenchReport {
  const { workers, lessons, stamps } = run;
  const count = lessons.length;
  const total = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const signing = phases.slice(1).reduce((sum, phase) => sum + phase.seconds, 0);
  const bytes = lessons.reduce((sum, { plan }) => sum + plan.bytes.length, 0);
  const rows = phases.map((phase, i): BenchRow => {
    const cpu = Object.entries(phase.cpu).map(([name, seconds]) => [`cpu ${name}`, Number(seconds.toFixed(2))]);
    const what = i === 0 ? 'records/s' : 'signatures/s';
    const used = Object.fromEntries(cpu) as Record<string, number>;
    return { phase: phase.name, seconds: phase.seconds, [what]: count / phase.seconds, ...used };
  });
  return {
    name: 'pipeline',
    facts: {
      records: count,
      'web processes': 1,
      workers,
      stamps,
      'mean bytes': Math.round(bytes / count),
      'records/s from upload to sealed': count / total,
      'signatures/s while signing': (4 * count) / signing,
      'signatures/s from upload to sealed': (4 * count) / total,
    },
    rows,
  };
}
