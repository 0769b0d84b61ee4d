import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SchemaTypes } from '../../schemas/index.ts';
import { type Answer } from '../../samples/client/http.ts';
import { type FileToUpload, type RecordView, type Session } from '../../samples/client/session.ts';
import { PIN, type Problem, startTestApp, type TestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';

const shared = resolve(import.meta.dirname, '../../../shared');
const documents = join(shared, 'documents', 'pdf');
const pdfs = join(shared, 'pdfs');

/** What teachers really hand in, and the week its own name tells of. */
const plans = namesIn(documents).map((name) => ({ name, week: weekIn(name) }));

/** Files of other people's test suites that are not taken, and why; every other one must be signed. */
const refused: Readonly<Record<string, string>> = {
  'REDHAT-1531897-0.pdf': 'PDF_BROKEN',
  'auth-event-ef-open.pdf': 'PDF_PASSWORD_REQUIRED',
  'bug1020226.pdf': 'PDF_NO_PAGES',
  'bug1606566.pdf': 'UPLOAD_NOT_PDF',
  'bug854315.pdf': 'SIGNATURE_NOT_VALID',
  'issue15053.pdf': 'PDF_ACTIVE_CONTENT',
  'issue18561.pdf': 'PDF_ACTIVE_CONTENT',
  'issue21579.pdf': 'PDF_PASSWORD_REQUIRED',
  'issue3371.pdf': 'PDF_PASSWORD_REQUIRED',
  'issue6069.pdf': 'PDF_ACTIVE_CONTENT',
  'listbox_actions.pdf': 'PDF_ACTIVE_CONTENT',
  'poppler-395-0-fuzzed.pdf': 'SIGNATURE_NOT_VALID',
  'poppler-85140-0.pdf': 'PDF_NO_PAGES',
  'poppler-937-0-fuzzed.pdf': 'PDF_NO_PAGES',
};
const others = namesIn(pdfs);

let app: TestApp;
let teacher: Session;

beforeAll(async () => {
  if (plans.length === 0) return;
  app = await startTestApp();
  ({ session: teacher } = await app.enterWithKey('teacher'));
});
afterAll(() => plans.length > 0 && app.close());

function namesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.pdf'))
        .sort()
    : [];
}

function weekIn(name: string): number | undefined {
  const week = /tu[aầ]n\s*(\d+)/iu.exec(name.normalize('NFC'))?.[1];
  return week === undefined ? undefined : Number(week);
}

async function uploadAs(file: FileToUpload, metadata: object = {}): Promise<Answer<RecordView>> {
  const plan = await app.plan();
  return teacher.upload('/records', { metadata: { ...plan.metadata, ...metadata }, file });
}

/** For all classes of the grade: those places are nobody else's here. */
function uploadPlan(file: FileToUpload, week: number): Promise<Answer<RecordView>> {
  return uploadAs(file, { class: undefined, grade: 10, week });
}

it.skipIf(plans.length > 0)('real documents (../shared) are not here: skipped', () => expect(plans).toEqual([]));

describe.skipIf(plans.length === 0)('a real lesson plan', () => {
  it('of grade 5 is not taken for a class of grade 10 under its own name', async () => {
    const name = plans.find((plan) => plan.name.includes('Lop 5'))?.name ?? '';
    const bytes = readFileSync(join(documents, name));
    const { details } = expectProblem(await uploadPlan({ name, bytes }, 13), 422, 'NAME_CONTRADICTS');
    expect(details?.['differs']).toEqual([{ field: 'grade', given: '5', expected: '10' }]);
  });

  it.each(plans.filter(({ week }) => week !== undefined))(
    '$name is not taken for another week',
    async ({ name, week }) => {
      const bytes = readFileSync(join(documents, name));
      const answer = await uploadPlan({ name, bytes }, Number(week) + 1);
      const { details } = expectProblem(answer, 422, 'NAME_CONTRADICTS');
      expect(details?.['differs']).toContainEqual({
        field: 'week',
        given: String(week),
        expected: String(Number(week) + 1),
      });
    },
  );

  it('goes through the whole chain: four signatures, all valid, each version the beginning of the next', async () => {
    const records: RecordView[] = [];
    for (const { name, week } of plans) {
      const file = { name: name.includes('Lop 5') ? 'giáo án.pdf' : name, bytes: readFileSync(join(documents, name)) };
      const { status, body } = await uploadPlan(file, week ?? 30);
      expect(status, `${name}: ${JSON.stringify(body)}`).toBe(201);
      records.push(await teacher.post<RecordView>(`/records/${body.id}/submit`));
    }
    const ids = records.map(({ id }) => id);
    for (const role of ['teacher', 'head', 'vicePrincipal', 'clerk'] as const) await signAll(role, ids);
    for (const [index, { name }] of plans.entries()) {
      await expectWhole(ids[index] ?? '', readFileSync(join(documents, name)));
    }
  }, 40_000);
});

async function signAll(role: 'teacher' | 'head' | 'vicePrincipal' | 'clerk', ids: readonly string[]): Promise<void> {
  const { session } = await app.enterWithKey(role);
  const done = await session.sign(ids, PIN, { appearance: { page: -1, place: 'bottomRight' } });
  expect([done.state, done.items.filter(({ state }) => state !== 'embedded'), done.refused]).toEqual(['done', [], []]);
}

/** The record is sealed, its first version is what was uploaded, and everybody's signature is valid. */
async function expectWhole(id: string, uploaded: Buffer): Promise<void> {
  const versions = await vi.waitFor(
    async () => {
      const record = await teacher.get<RecordView>(`/records/${id}`);
      expect(record.state).toBe('archived');
      return record.versions;
    },
    { timeout: 10_000, interval: 100 },
  );
  expect(versions).toHaveLength(6);
  const files: Buffer[] = [];
  for (const { n } of versions) files.push(Buffer.from(await teacher.download(id, n)));
  expect(files[0]?.equals(uploaded)).toBe(true);
  files.slice(1).forEach((file, before) => {
    const start = files[before] ?? file;
    expect(file.length).toBeGreaterThan(start.length);
    expect(file.subarray(0, start.length).equals(start)).toBe(true);
  });
  const { body } = await app.verify(files.at(-1) ?? Buffer.alloc(0));
  expect([body.conclusion, body.signatures.map(({ conclusion }) => conclusion)]).toEqual([
    'valid',
    ['valid', 'valid', 'valid', 'valid', 'valid'],
  ]);
}

describe.skipIf(others.length === 0)('a PDF of any kind', () => {
  const taken = new Map<string, string>();

  it.each(others)('%s is taken, or refused with its code', async (name) => {
    const before = await app.traces();
    const bytes = readFileSync(join(pdfs, name));
    const answer = await uploadAs({ name: 'giáo án.pdf', bytes });
    if (answer.status === 201) {
      expect(refused[name]).toBeUndefined();
      taken.set(answer.body.id, name);
      await teacher.post(`/records/${answer.body.id}/submit`);
      return;
    }
    const { code } = answer.body as unknown as Problem;
    expect(code, `${name}: ${JSON.stringify(answer.body)}`).toBe(refused[name]);
    expectProblem(answer, answer.status, code);
    expect(await app.traces()).toEqual(before);
  });

  it('that was taken is signed with all the others under one PIN, and its signature is valid', async () => {
    const request = await teacher.sign([...taken.keys()], PIN);
    expect(request.refused).toEqual([]);
    const failed = request.items.filter(({ state }) => state !== 'embedded');
    expect(failed.map(({ record, failure }) => [taken.get(record), failure?.code])).toEqual([]);
    const judged: Record<string, unknown> = {};
    for (const [id, name] of taken) {
      const signed = await teacher.download(id, 2);
      const { status, body } = await app.verify(signed);
      const { signatures } = body as unknown as SchemaTypes['api/verification-report'];
      const ours = signatures.find(({ signer }) => signer?.subject.includes('Nguyễn Văn A'));
      if (status !== 200 || ours?.conclusion !== 'valid') judged[name] = { status, ours };
    }
    expect(judged).toEqual({});
  }, 60_000);
});
