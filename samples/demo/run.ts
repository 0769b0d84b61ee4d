import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { projectDir } from '../../services/paths.ts';
import { prepareServices } from '../../services/services.ts';
import { runCommand } from '../../src/cli/run.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { DemoFailure, isPrefix, must, step } from './checks.ts';
import { refuseBadInput, refuseWrongPin } from './steps/bad-input.ts';
import { BATCH, signBatch } from './steps/batch.ts';
import { mustBeValid, signChain, uploadLatePlan, uploadPlan } from './steps/chain.ts';
import { signSchoolPlan, storePictures } from './steps/decree.ts';
import { findRecord, readHistory } from './steps/inspect.ts';
import { returnAndRevise } from './steps/return.ts';
import { enterCast, issueCertificates, openStage, type Stage, type World } from './world.ts';

const run = promisify(execFile);
const VERSIONS_WHEN_SEALED = 5;
const AUTHORITIES = ['root', 'issuing'];

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out === undefined ? await mkdtemp(join(tmpdir(), 'hoso-demo-')) : resolve(values.out);

try {
  await mkdir(out, { recursive: true });
  await prepareServices((line) => console.log(line));
  const stage = await step('a fresh installation starts', async () => {
    const opened = await openStage();
    return { result: opened, found: `${opened.url}, school ${opened.sample.school.name}` };
  });
  try {
    await tellStory(stage);
  } finally {
    await stage.close();
  }
  console.log(values.out === undefined ? 'all of it held' : `all of it held; the sealed files are in ${values.out}`);
} catch (error) {
  console.error(error instanceof DemoFailure ? `✗ ${error.message}` : error);
  process.exitCode = 1;
} finally {
  if (values.out === undefined) await rm(out, { recursive: true, force: true });
}

async function tellStory(stage: Stage): Promise<void> {
  const world = await step('seven people sign in, change their passwords and make their certificates', async () => {
    const entered = await enterCast(stage);
    await issueCertificates(entered);
    return {
      result: entered,
      found: Object.values(entered.people)
        .map((person) => person.fullName)
        .join(', '),
    };
  });
  const plan = await step('the teacher uploads the plan for week 12', async () => {
    const record = await uploadPlan(world);
    return {
      result: record,
      found: `${record.folder}/${record.fileName}, ${record.timeliness ?? ''}, due ${record.judged?.dueAt ?? ''}`,
    };
  });
  await step('a plan that comes late is called late', async () => {
    const late = await uploadLatePlan(world);
    return {
      result: late,
      found: late ? `${late.fileName} was due ${late.judged?.dueAt ?? ''}` : 'no week of this calendar is late today',
    };
  });
  const versions = await step(
    'teacher, head, vice-principal and the school’s seal, each valid after the next',
    async () => {
      const signed = await signChain(world, plan.id);
      return { result: signed, found: signed.map((bytes, n) => `version ${n + 1}: ${bytes.length} bytes`).join(', ') };
    },
  );
  const decree = await step('the school’s plan is signed and sealed by Decree 30, with pictures', async () => {
    await storePictures(world);
    const { record, bytes } = await signSchoolPlan(world);
    const file = join(out, record.fileName);
    await writeFile(file, bytes);
    return {
      result: file,
      found: `${record.fileName}: signature of the principal in its field, seal over its left third`,
    };
  });
  await step('the head returns a plan with a reason, the teacher revises it', async () => {
    const record = await returnAndRevise(world);
    await refuseWrongPin(world, record.id);
    return {
      result: record,
      found: `${record.fileName}: revision ${record.revision}, ${record.versions.length} versions kept`,
    };
  });
  const batch = await step(`${BATCH} plans are signed by four people with one PIN each`, async () => {
    const outcome = await signBatch(world);
    const times = Object.entries(outcome.signMs).map(([who, ms]) => `${who} ${(ms / 1000).toFixed(1)} s`);
    return { result: outcome.records, found: `uploads ${(outcome.uploadMs / 1000).toFixed(1)} s, ${times.join(', ')}` };
  });
  await step('bad input is refused', async () => {
    const refused = await refuseBadInput(world, versions.at(-1) ?? new Uint8Array());
    return { result: undefined, found: refused.join('\n') };
  });
  await inspect(world, [plan.id, ...batch], [decree]);
}

async function inspect(world: World, sealed: readonly string[], written: readonly string[]): Promise<void> {
  const [first] = sealed as [string, ...string[]];
  await step('the inspector finds the plan', async () => ({
    result: undefined,
    found: (await findRecord(world, first)).join(', '),
  }));
  await step('the inspector reads its history', async () => ({
    result: undefined,
    found: (await readHistory(world, first)).join('\n'),
  }));
  const files = await step('the inspector downloads the sealed plans and checks each', async () => {
    const downloaded = await downloadAll(world, sealed);
    return {
      result: downloaded,
      found: `${downloaded.length} files, each with 4 valid signatures, each revision the beginning of the next`,
    };
  });
  await step('hoso verify agrees, trusting the root alone and knowing the lists', async () => {
    await writeTrust(world);
    const lists = AUTHORITIES.flatMap((authority) => ['--crl', join(out, `${authority}.crl`)]);
    const trust = ['--trust', join(out, 'trust.pem'), ...lists];
    await hoso('verify', files[0] ?? '', ...trust);
    for (const file of [...files.slice(1), ...written]) await hosoHere('verify', file, ...trust);
    return { result: undefined, found: `${files.length + written.length} files valid` };
  });
  await step('the audit chain is whole', async () => ({
    result: undefined,
    found: await hoso('audit', 'verify', '--school', world.sample.school.code, world.env),
  }));
}

/** Downloads through the archive, as an inspector does. */
async function downloadAll(world: World, ids: readonly string[]): Promise<string[]> {
  const { session } = world.people.inspector;
  const files: string[] = [];
  for (const id of ids) {
    const versions: Uint8Array[] = [];
    for (let n = 1; n <= VERSIONS_WHEN_SEALED; n++) versions.push(await session.download(id, n));
    versions.slice(1).forEach((version, i) => {
      must(isPrefix(versions[i] ?? version, version), `version ${i + 2} of ${id} does not begin with the one before`);
    });
    const bytes = versions.at(-1) ?? new Uint8Array();
    await mustBeValid(world, bytes, VERSIONS_WHEN_SEALED - 1);
    const { fileName } = await session.get<{ fileName: string }>(`/archive/${id}`);
    const file = join(out, fileName);
    await writeFile(file, bytes);
    files.push(file);
  }
  return files;
}

/** What an outside validator needs: the root, and each authority's list. */
async function writeTrust({ url, sample }: World): Promise<void> {
  const pki = `${url}/api/v1/pki/${sample.school.code}`;
  await writeFile(join(out, 'trust.pem'), await fetched(`${pki}/root.pem`));
  for (const authority of AUTHORITIES)
    await writeFile(join(out, `${authority}.crl`), await fetched(`${pki}/${authority}.crl`));
}

async function fetched(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  must(response.ok, `${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The same command without a process of its own, so that many files do not take minutes. */
async function hosoHere(...words: readonly string[]): Promise<void> {
  const said: string[] = [];
  const tell = (line: string) => void said.push(line);
  const code = await runCommand(words, { env: {}, clock: systemClock, out: tell, err: tell });
  must(code === 0, `hoso ${words.join(' ')} ended with ${code}: ${said.join('\n')}`);
}

/** Runs the command line; it fails where the command does. */
async function hoso(...words: readonly (string | Readonly<Record<string, string>>)[]): Promise<string> {
  const args = words.filter((word) => typeof word === 'string');
  const env = words.find((word) => typeof word === 'object') ?? {};
  const main = join(projectDir, 'src', 'cli', 'main.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}
