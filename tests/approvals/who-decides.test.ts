import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRandom } from '../../samples/school/random.ts';
import { type DelegationDocument, inboxFilter, standingAt } from '../../src/approvals/index.ts';
import { type Actor, type ActiveDuty, type Duty, type DutyScope } from '../../src/kernel/actor.ts';
import { type Database } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import {
  decide,
  maySee,
  type PlannedStep,
  raised,
  type RecordDocument,
  RecordRepository,
  visibleTo,
} from '../../src/records/index.ts';
import { recordsCollection } from '../../src/records/model.ts';
import { connectTestDatabase } from '../support/database.ts';

const random = makeRandom('who decides');
const PEOPLE = ['an', 'binh', 'chi', 'dung', 'em'];
const DUTY_NAMES: readonly Duty[] = ['departmentHead', 'vicePrincipal', 'principal', 'homeroomTeacher', 'recordsClerk'];
const AT = new Date('2026-11-20T01:00:00Z');
const school = scopeOfSchool(newId());

let db: Database;
let records: RecordRepository;
let made: RecordDocument[];

const place = (): DutyScope => ({
  ...(random.chance(0.5) && { department: random.pick(['Toan', 'NguVan']) }),
  ...(random.chance(0.4) && { class: random.pick(['10A1', '10A2']) }),
  ...(random.chance(0.2) && { subject: random.pick(['Toan', 'TinHoc']) }),
  ...(random.chance(0.2) && { grade: random.pick([10, 11]) }),
});

const held = (): ActiveDuty => ({
  duty: random.pick(DUTY_NAMES),
  scope: random.chance(0.4)
    ? {}
    : { ...place(), ...(random.chance(0.2) && { year: random.pick(['2026-2027', '2027-2028']) }) },
});

function plannedStep(owner: string): PlannedStep {
  if (random.chance(0.2)) return { kind: 'sign', duty: 'owner', account: owner, accountName: owner };
  const duty = random.pick(DUTY_NAMES);
  return {
    kind: duty === 'recordsClerk' ? 'seal' : 'sign',
    duty,
    ...(random.chance(0.4) && { scope: place() }),
    ...(random.chance(0.2) && { samePersonMay: true }),
  };
}

/** A record that has gone some steps of its way. */
function someRecord(): RecordDocument {
  const owner = random.pick(PEOPLE);
  const chain = Array.from({ length: random.between(1, 4) }, () => plannedStep(owner));
  let life = { state: 'draft', revision: 1, steps: [], waiting: undefined } as ReturnType<typeof decide>;
  const submitted = random.chance(0.9);
  if (submitted) life = decide(life, { type: 'submit', chain });
  for (let left = random.between(0, 3); left > 0 && life.waiting; left -= 1) {
    const { step, kind } = life.waiting;
    const account = random.pick(PEOPLE);
    const delegateOf = random.pick(PEOPLE);
    const by = { step, account, accountName: account, at: AT, ...(random.chance(0.3) && { delegateOf }) };
    life = decide(life, { type: 'complete', kind, ...by });
  }
  if (life.waiting && life.waiting.account === undefined && random.chance(0.3)) {
    life = raised(life, { raisedTo: random.pick(DUTY_NAMES), unattended: false });
  }
  const _id = newId();
  const { waiting, ...rest } = life;
  return {
    ...{ _id, school: school.school, __v: 0, code: 'X', title: _id, folder: 'f', fileName: _id, placeKey: _id },
    ...{ year: random.pick(['2026-2027', '2027-2028']), type: random.pick(['lessonPlan', 'transcript']) },
    ...{ owner, ownerName: owner, scope: place(), createdAt: AT, versions: [], searchKeys: [], outbox: [] },
    retention: { class: 'x', hold: [] },
    ...(submitted && { submittedAt: AT }),
    ...rest,
    ...(waiting && { waiting }),
  } as RecordDocument;
}

const someActor = (): Actor => {
  const account = random.pick(PEOPLE);
  const duties = Array.from({ length: random.between(0, 2) }, held);
  return { account, school: school.school, username: account, fullName: account, duties };
};

function someDelegation(to: string): DelegationDocument {
  const from = random.pick(PEOPLE.filter((each) => each !== to));
  const types = random.chance(0.3) ? ['lessonPlan'] : [];
  return { ...held(), from, fromName: from, to, types } as unknown as DelegationDocument;
}

beforeAll(async () => {
  db = await connectTestDatabase();
  records = new RecordRepository(recordsCollection(db));
  made = Array.from({ length: 400 }, someRecord);
  for (const record of made) await records.insert(school, record);
});

afterAll(async () => {
  await db.connection.dropDatabase();
  await db.close();
});

const idsOf = (found: readonly { readonly _id: string }[]) => found.map(({ _id }) => _id).sort();

describe('the rule and its filter', () => {
  it('agree on whose turn it is', async () => {
    let turns = 0;
    for (let round = 0; round < 120; round += 1) {
      const actor = someActor();
      const delegations = Array.from({ length: random.between(0, 2) }, () => someDelegation(actor.account));
      const found = await records.find(school, inboxFilter(actor, delegations, {}));
      const expected = made.filter((record) => standingAt(record, actor, delegations) !== undefined);
      expect(idsOf(found)).toEqual(idsOf(expected));
      turns += expected.length;
    }
    expect(turns).toBeGreaterThan(500);
  });

  it('agree on who may see what', async () => {
    for (let round = 0; round < 60; round += 1) {
      const actor = someActor();
      const found = await records.find(school, visibleTo(actor));
      expect(idsOf(found)).toEqual(idsOf(made.filter((record) => maySee(actor, record))));
    }
  });
});
