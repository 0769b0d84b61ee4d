import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isHosoError } from '../../src/kernel/errors.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { judge, loadRecordTypes, planChain, RECORD_TYPES_FOLDER } from '../../src/records/index.ts';
import { nameRecord } from '../../src/records/naming.ts';

const scope = scopeOfSchool('s');

const LOGBOOK = {
  id: 'classLogbook',
  code: 'SDBAI',
  name: { vi: 'Sổ ghi đầu bài', en: 'Class logbook' },
  group: 'class',
  basis: [{ document: 'Thông tư 15/2026/TT-BGDĐT', clause: 'Điều 21.1.e', source: 'domain.md', from: '2026-05-10' }],
  frequency: 'month',
  scope: { required: ['class', 'month'] },
  uploaders: [{ duty: 'homeroomTeacher', within: ['class'] }],
  folder: '{year}/04_Lop/{class}/SoDauBai',
  fileName: 'SDBAI_{class}_Thang{month}',
  title: 'Sổ ghi đầu bài lớp {class}, tháng {month}',
  chain: [
    { kind: 'sign', duty: 'owner' },
    { kind: 'approve', duty: 'vicePrincipal' },
  ],
  deadline: {
    due: { anchor: 'monthEnd', offsetDays: 5, until: '17:00' },
    holidays: 'later',
    basis: { document: 'Quy chế', source: '[002]', from: '2020-11-11' },
  },
  retention: {
    class: '5 năm',
    period: 5,
    startsAt: 'yearEnd',
    basis: { document: 'x', source: 'x', from: '2025-05-12' },
  },
  print: { required: false, basis: { document: 'x', source: 'x', from: '2024-11-04' } },
  appearance: 'compactStamp',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoso-types-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function withType(changes: object) {
  writeFileSync(join(folder, 'type.json'), JSON.stringify({ ...LOGBOOK, ...changes }));
  return () => loadRecordTypes(RECORD_TYPES_FOLDER, folder);
}

describe('a record type is refused at the start', () => {
  for (const [why, changes, message] of [
    ['without a name', { name: undefined }, /name/],
    ['with a field nobody knows', { colour: 'red' }, /colour/],
    ['without a basis', { basis: [] }, /basis/],
    ['with a folder of an unknown field', { folder: '{year}/{teacherName}' }, /unknown field \{teacherName\}/],
    ['with a name that needs what the scope does not require', { fileName: 'SDBAI_{week}' }, /does not require/],
    ['with braces that do not pair', { fileName: 'SDBAI_{class' }, /template/],
    [
      'with the seal before a signature',
      {
        chain: [
          { kind: 'seal', duty: 'recordsClerk' },
          { kind: 'sign', duty: 'owner' },
        ],
      },
      /seal/,
    ],
    ['with a duty nobody holds', { chain: [{ kind: 'sign', duty: 'king' }] }, /chain/],
    ['with a band for stamps on no page', { placement: { page: 0, x: 0, y: 0, width: 99, height: 40 } }, /placement/],
    ['with a code that is taken', { code: 'KHBD' }, /KHBD/],
    ['with an id that is taken', { id: 'lessonPlan' }, /lessonPlan/],
    [
      'with a weekday its anchor does not use',
      { deadline: { ...LOGBOOK.deadline, due: { anchor: 'weekStart', weekday: 3, until: 'dayEnds' } } },
      /weekday/,
    ],
    [
      'with an impossible time',
      { deadline: { ...LOGBOOK.deadline, due: { anchor: 'yearEnd', until: '24:00' } } },
      /until/,
    ],
  ] as const) {
    it(why, () => {
      expect(withType(changes)).toThrow(message);
    });
  }
});

describe('adding a type is adding a file', () => {
  it('a ninth type is named, judged and given its chain without a line of code', () => {
    const type = withType({})().get(scope, 'SDBAI');
    const owner = { fullName: 'Trần Thị Bình', username: 'tranthibinh' };
    expect(nameRecord(type, { year: '2026-2027', scope: { class: '10A1', month: 9 }, owner })).toEqual({
      folder: '2026-2027/04_Lop/10A1/SoDauBai',
      fileName: 'SDBAI_10A1_Thang09.pdf',
      title: 'Sổ ghi đầu bài lớp 10A1, tháng 9',
    });
    const year = {
      code: '2026-2027',
      startsOn: '2026-09-07',
      endsOn: '2027-05-30',
      terms: [],
      weeks: [],
      holidays: [],
    };
    const facts = { year, scope: { class: '10A1', month: 9 }, extensions: [] };
    expect(judge(type.deadline, facts, new Date('2026-10-05T10:00:00Z'))).toEqual({
      timeliness: 'onTime',
      dueAt: new Date('2026-10-05T10:00:00Z'),
    });
    expect(judge(type.deadline, facts, new Date('2026-10-05T10:00:00.001Z')).timeliness).toBe('late');
    const record = { owner: 'a', ownerName: 'Trần Thị Bình', scope: { class: '10A1', month: 9 } };
    expect(planChain(type, record, [])).toEqual([
      { kind: 'sign', duty: 'owner', account: 'a', accountName: 'Trần Thị Bình' },
      { kind: 'approve', duty: 'vicePrincipal' },
    ]);
  });
});

describe("the installation's own types", () => {
  const types = loadRecordTypes();

  it('are at least the eight of the regulation, each with its basis', () => {
    const codes = types.list(scope).map(({ code }) => code);
    for (const code of ['SDB', 'HB', 'STD-L', 'KHNT', 'KHT1', 'KHGV', 'KHBD', 'SCN']) expect(codes).toContain(code);
    for (const type of types.list(scope)) {
      expect(type.basis.length).toBeGreaterThan(0);
      expect(type.deadline?.basis.source).toBeTruthy();
    }
  });

  it('say which must be printed and which are kept for good', () => {
    const listed = types.list(scope);
    const codesOf = (some: typeof listed) => some.map(({ code }) => code).sort();
    expect(codesOf(listed.filter(({ print }) => print.required))).toEqual(['HB', 'KHGV', 'KHT1', 'SDB', 'STD-L']);
    expect(codesOf(listed.filter(({ retention }) => retention.period === 'permanent'))).toEqual(['HB', 'SDB', 'STD-L']);
  });

  it('take a lesson plan from its teacher over the head and the vice-principal to the seal', () => {
    const scoped = { owner: 'a', ownerName: 'A', scope: { department: 'Toan', week: 12 } };
    const plan = types.get(scope, 'KHBD');
    expect(planChain(plan, scoped, []).map(({ kind, duty }) => `${kind} ${duty}`)).toEqual([
      'sign owner',
      'sign departmentHead',
      'sign vicePrincipal',
      'seal recordsClerk',
    ]);
    expect(planChain(plan, scoped, [])[1]?.scope).toEqual({ department: 'Toan' });
  });

  it("pass over the head's step when the head is the author, but not when heading another department", () => {
    const scoped = { owner: 'a', ownerName: 'A', scope: { department: 'Toan', week: 12 } };
    const plan = types.get(scope, 'KHBD');
    const skipped = (department: string) =>
      planChain(plan, scoped, [{ duty: 'departmentHead', scope: { department } }])[1]?.skip ?? false;
    expect(skipped('Toan')).toBe(true);
    expect(skipped('NguVan')).toBe(false);
  });

  it('are known by id and by code, and an unknown one is named', () => {
    expect(types.get(scope, 'KHBD')).toBe(types.get(scope, 'lessonPlan'));
    try {
      types.get(scope, 'novel');
      expect.unreachable();
    } catch (error) {
      expect(isHosoError(error, 'TYPE_UNKNOWN')).toBe(true);
    }
  });
});
