import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Audit, type AuditEntry, createAudit } from '../../src/audit/index.ts';
import { type Database } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { connectTestDatabase } from '../support/database.ts';

let db: Database;
let audit: Audit;

beforeAll(async () => {
  db = await connectTestDatabase();
  audit = createAudit({ db });
  await db.ensureIndexes();
});

afterAll(() => db.close());

function entry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: newId(),
    event: 'record.submitted',
    at: new Date('2026-11-20T03:04:05.678Z'),
    actor: 'teacher',
    subject: { kind: 'record', id: 'r1' },
    details: { tên: 'Giáo án tuần 12', week: 12, nested: { b: [1, 2], a: null } },
    ...overrides,
  };
}

function newSchool() {
  return scopeOfSchool(newId());
}

/** Changes a stored block behind the system's back, as somebody with the database's password could. */
async function tamper(school: string, seq: number, update: Record<string, unknown>): Promise<void> {
  await db.connection.collection('audit_blocks').updateOne({ school, seq }, update);
}

describe('an audit chain', () => {
  it('is found broken at the entry that was changed', async () => {
    const school = newSchool();
    for (let i = 0; i < 5; i++) await audit.append(school, [entry()]);
    await tamper(school.school, 3, { $set: { 'entries.0.actor': 'somebody else' } });
    expect(await audit.verify(school)).toMatchObject({ ok: false, blocks: 2, fault: { seq: 3, what: 'hash' } });
  });

  it('is found broken where a link was taken out', async () => {
    const school = newSchool();
    for (let i = 0; i < 3; i++) await audit.append(school, [entry()]);
    await db.connection.collection('audit_blocks').deleteOne({ school: school.school, seq: 2 });
    expect(await audit.verify(school)).toMatchObject({ ok: false, fault: { seq: 2, what: 'missing' } });
  });

  it('is found broken where a link was made again with a right hash of its own', async () => {
    const [school, other] = [newSchool(), newSchool()];
    await audit.append(school, [entry()]);
    await audit.append(school, [entry()]);
    await audit.append(other, [entry({ id: newId() })]);
    const foreign = await db.connection.collection('audit_blocks').findOne({ school: other.school, seq: 1 });
    await tamper(school.school, 1, {
      $set: { entries: foreign?.['entries'] as unknown, hash: foreign?.['hash'] as unknown },
    });
    expect(await audit.verify(school)).toMatchObject({ ok: false, fault: { seq: 1, what: 'hash' } });
  });

  it('that lost its end is caught by an earlier head, and only by it', async () => {
    const school = newSchool();
    for (let i = 0; i < 3; i++) await audit.append(school, [entry()]);
    const { head } = await audit.verify(school);
    await db.connection.collection('audit_blocks').deleteOne({ school: school.school, seq: 3 });
    expect(await audit.verify(school)).toMatchObject({ ok: true, blocks: 2 });
    expect(await audit.verify(school, head.hash)).toMatchObject({ ok: false, fault: { what: 'headNotFound' } });
  });

  it('holds entries told twice only once, also when both are told at the same moment by two processes', async () => {
    const school = newSchool();
    await using other = await connectTestDatabase(db.connection.name);
    const second = createAudit({ db: other });
    const entries = Array.from({ length: 40 }, () => entry());
    await Promise.all(entries.flatMap((each) => [audit.append(school, [each]), second.append(school, [each])]));
    await audit.append(school, entries);
    const report = await audit.verify(school);
    expect(report).toMatchObject({ ok: true, entries: 40 });
    expect((await audit.history(school, 'r1')).map((each) => each.id).sort()).toEqual(
      entries.map((each) => each.id).sort(),
    );
  });

  it('gives back what was written, oldest first, and only of the subject asked for and the school asked in', async () => {
    const [school, other] = [newSchool(), newSchool()];
    const [first, second] = [
      entry({ subject: { kind: 'record', id: 'mine' } }),
      entry({ subject: { kind: 'record', id: 'mine' } }),
    ];
    await audit.append(school, [first, entry()]);
    await audit.append(school, [second]);
    await audit.append(other, [entry({ subject: { kind: 'record', id: 'mine' } })]);
    const history = await audit.history(school, 'mine');
    expect(history.map((each) => each.id)).toEqual([first.id, second.id]);
    expect(history[0]).toMatchObject({ at: first.at, details: first.details });
  });

  it('of a school where nothing happened is whole and empty', async () => {
    expect(await audit.verify(newSchool())).toMatchObject({ ok: true, blocks: 0, entries: 0 });
  });
});
