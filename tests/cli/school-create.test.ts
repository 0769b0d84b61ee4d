import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeSampleSchool } from '../../samples/school/index.ts';
import { runCommand } from '../../src/cli/run.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';

let folder: string;
let data: string;
let accounts: string;
const env = {
  ...inject('services'),
  MONGODB_DATABASE: `t_${newId()}`,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://hoso.example.org',
  HOSO_SERVER_KEY: Buffer.alloc(32, 5).toString('base64'),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-school-'));
  data = join(folder, 'school.json');
  accounts = join(folder, 'accounts.csv');
  const whole = makeSampleSchool();
  const few = new Set(whole.classes.slice(0, 1).map((each) => each.code));
  const teachingAssignments = whole.teachingAssignments.filter((each) => few.has(each.class));
  const needed = new Set([
    ...teachingAssignments.map((each) => each.teacher),
    ...whole.classes.slice(0, 1).map((each) => each.homeroomTeacher),
  ]);
  const small = {
    ...whole,
    classes: whole.classes.filter((each) => few.has(each.code)),
    teachingAssignments,
    accounts: whole.accounts.filter((account) => needed.has(account.username)),
    students: whole.students.filter((student) => few.has(student.class)).slice(0, 2),
  };
  await writeFile(data, JSON.stringify(small));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function create(words: readonly string[], variables: Record<string, string> = env) {
  const said: string[] = [];
  const tell = (line: string) => void said.push(line);
  const code = await runCommand(['school', 'create', ...words], {
    env: variables,
    clock: systemClock,
    out: tell,
    err: tell,
  });
  return { code, said: said.join('\n') };
}

describe('hoso school create', () => {
  it('ends with 2 where a file is not named, cannot be read, or the environment is not whole', async () => {
    expect(await create(['--data', data])).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^CLI_USAGE: /) as unknown,
    });
    expect((await create(['--data', `${data}.no`, '--accounts', accounts])).code).toBe(2);
    const { HOSO_SERVER_KEY: _, ...lacking } = env;
    const answer = await create(['--data', data, '--accounts', accounts], lacking);
    expect(answer).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^CONFIG_MISSING: .*HOSO_SERVER_KEY/) as unknown,
    });
  });

  it('makes the school in production too, and tells each one-time password once, to the owner of the file alone', async () => {
    expect(await create(['--data', data, '--accounts', accounts])).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^created: THPT-001/) as unknown,
    });
    const written = await readFile(accounts, 'utf8');
    expect(written.split('\n')[0]).toBe('school,username,fullName,duties,initialPassword');
    expect((await stat(accounts)).mode & 0o077).toBe(0);
    expect(await create(['--data', data, '--accounts', accounts])).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^there already/) as unknown,
    });
    expect(await readFile(accounts, 'utf8')).toBe(written);
  });
});
