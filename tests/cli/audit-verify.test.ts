import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { projectDir } from '../../services/paths.ts';
import { runCommand } from '../../src/cli/run.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type SchoolScope } from '../../src/kernel/scope.ts';
import { type Domains, makeSchool, openDomains, SCHOOL } from '../support/school.ts';

let domains: Domains;
let scope: SchoolScope;
let env: Record<string, string>;

beforeAll(async () => {
  domains = await openDomains();
  ({ scope } = await makeSchool(domains));
  for (let i = 0; i < 4; i++) await append(scope);
  env = { MONGODB_URI: inject('services').MONGODB_URI, MONGODB_DATABASE: domains.db.connection.name };
});
afterAll(() => domains.db.close());

async function append(school: SchoolScope): Promise<void> {
  const entry = { id: newId(), event: 'record.signed', at: domains.clock.now(), actor: 'a1' };
  await domains.audit.append(school, [{ ...entry, subject: { kind: 'record', id: 'r1' } }]);
}

async function hoso(words: readonly string[], variables: Record<string, string> = env) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { env: variables, clock: domains.clock, out: (line: string) => void out.push(line) };
  const code = await runCommand(['audit', 'verify', ...words], { ...io, err: (line) => void err.push(line) });
  return { code, out: out.join('\n'), err };
}

const headOf = async () => (await domains.audit.verify(scope)).head.hash;

describe('hoso audit verify could not do it and ends with 2', () => {
  it.each([
    ['no school named', [], 'CLI_USAGE'],
    ['a school there is not', ['--school', 'THPT-999'], 'CLI_SCHOOL_UNKNOWN'],
    ['an option there is not', ['--school', SCHOOL.code, '--nope'], 'CLI_USAGE'],
  ] as const)('with %s', async (_, words, errorCode) => {
    const { code, err, out } = await hoso(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(new RegExp(`^${errorCode}: `));
  });

  it('without the address of the database', async () => {
    const { code, err } = await hoso(['--school', SCHOOL.code], {});
    expect([code, err.length]).toEqual([2, 1]);
    expect(err[0]).toMatch(/^CLI_VARIABLE_MISSING: .*MONGODB_URI/);
  });

  it('where no database answers', async () => {
    const nowhere = 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=300';
    const { code, err } = await hoso(['--school', SCHOOL.code], { MONGODB_URI: nowhere });
    expect([code, err.length]).toEqual([2, 1]);
    expect(err[0]).toMatch(/^DB_UNAVAILABLE: /);
  }, 15_000);
});

describe('hoso audit verify of a whole chain ends with 0', () => {
  it('and tells its head', async () => {
    const { code, out, err } = await hoso(['--school', SCHOOL.code]);
    expect([code, err]).toEqual([0, []]);
    expect(out).toMatch(new RegExp(`^whole: \\d+ blocks, \\d+ entries, head ${await headOf()}$`));
  });

  it('as JSON too, and with an earlier head', async () => {
    const head = await headOf();
    await append(scope);
    const { code, out } = await hoso(['--school', SCHOOL.code, '--head', head, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, head: { hash: await headOf() } });
  });
});

describe('hoso audit verify of a broken chain ends with 1', () => {
  it('where an earlier head is no longer in it', async () => {
    const { code, out, err } = await hoso(['--school', SCHOOL.code, '--head', 'b'.repeat(64)]);
    expect(code).toBe(1);
    expect(out).toMatch(/^BROKEN: /);
    expect(err).toEqual([expect.stringMatching(/^AUDIT_CHAIN_BROKEN: block \d+ \(headNotFound\)$/)]);
  });

  it('where an entry was changed, as the process itself ends', async () => {
    const blocks = domains.db.connection.collection('audit_blocks');
    await blocks.updateOne({ school: scope.school, seq: 2 }, { $set: { 'entries.0.actor': 'kẻ khác' } });
    const args = ['--import', 'tsx', join(projectDir, 'src', 'cli', 'main.ts')];
    const words = ['audit', 'verify', '--school', SCHOOL.code];
    const ended = await new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
      execFile(process.execPath, [...args, ...words], { env: { ...process.env, ...env } }, (error, out, err) => {
        resolve({ code: error?.code ?? 0, out, err });
      });
    });
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/^BROKEN: 1 blocks/);
    expect(ended.err.trim().split('\n')).toContain('AUDIT_CHAIN_BROKEN: block 2 (hash)');
  });
});
