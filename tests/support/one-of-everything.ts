import { vi } from 'vitest';
import { makeSignaturePng } from '../../samples/documents/index.ts';
import { type TestApp } from './app.ts';

/** The path under which an id is asked for, and an id of the school that is there. */
export type ForeignIds = Readonly<Record<string, string>>;

/** Makes one of everything that routes know by an id, and takes down all the school's documents as they are then. */
export async function oneOfEverything(app: TestApp): Promise<{ ids: ForeignIds; before: unknown }> {
  const [teacher, head, vice] = await Promise.all([
    app.enter('teacher'),
    app.enter('head'),
    app.enter('vicePrincipal'),
  ]);
  const record = await archived(app);
  const open = await app.submitted();
  const request = await teacher.session.post<WithId>('/signing-requests', { records: [open.id] });
  await teacher.session.waitFor(request.id, (state) => state === 'ready');
  const certificate = await teacher.session.get<WithId>('/me/certificate');
  const { assignments } = await teacher.session.get<{ assignments: WithId[] }>('/structure/assignments');
  const { notifications } = await head.session.get<{ notifications: WithId[] }>('/notifications');
  const times = { startsAt: '2026-11-24T00:00:00.000Z', endsAt: '2026-11-30T00:00:00.000Z' };
  const lent = { to: head.account, duty: 'vicePrincipal', ...times, reason: 'Đi công tác' };
  const picture = { name: 'chữ ký.png', bytes: makeSignaturePng('Nguyễn Văn A') };
  await teacher.session.upload('/me/signature-pictures', { metadata: { kind: 'signature' }, file: picture });
  const delegation = await vice.session.post<WithId>('/delegations', lent);
  const ids = {
    '/records': record,
    '/archive': record,
    '/signing-requests': request.id,
    '/accounts': teacher.account,
    '/certificates': certificate.id,
    '/structure/assignments': idOf(assignments[0]),
    '/notifications': idOf(notifications[0]),
    '/delegations': delegation.id,
  };
  return { ids, before: await allDocuments(app) };
}

interface WithId {
  readonly id: string;
}

function idOf(found: WithId | undefined): string {
  if (!found) throw new Error('one of everything is not there');
  return found.id;
}

/** A plan that went through its whole chain; returns its id. */
async function archived(app: TestApp): Promise<string> {
  const { id } = await app.submitted();
  await app.sign(id, 'teacher', 'head', 'vicePrincipal', 'clerk');
  const { session } = await app.enter('teacher');
  const isArchived = async () => {
    const { state } = await session.get<{ state: string }>(`/records/${id}`);
    if (state !== 'archived') throw new Error(`the record is ${state}`);
  };
  await vi.waitFor(isArchived, { timeout: 15_000, interval: 100 });
  return id;
}

/** Every document of the school, by collection; sessions come and go. */
export async function allDocuments({ app, scope: { school } }: TestApp): Promise<Readonly<Record<string, unknown>>> {
  const { connection } = app.db;
  const names = (await connection.listCollections()).map(({ name }) => name).filter((name) => name !== 'sessions');
  const documents = names.map((name) => connection.collection(name).find({ school }).sort({ _id: 1 }).toArray());
  const found = await Promise.all(documents);
  return Object.fromEntries(names.map((name, index) => [name, found[index]]));
}
