import { describe, expect, it } from 'vitest';
import { type ActiveDuty, type Actor } from '../../src/kernel/actor.ts';
import { maySee, type RecordDocument } from '../../src/records/index.ts';

const record = {
  owner: 'owner',
  steps: [],
  year: '2026-2027',
  scope: { department: 'Toan', class: '10A1', subject: 'Toan', week: 12 },
  submittedAt: new Date('2026-11-20T01:00:00Z'),
} as unknown as RecordDocument;

function holderOf(duty: ActiveDuty['duty'], scope: ActiveDuty['scope'] = {}): Actor {
  return { account: 'reader', school: 's1', username: 'reader', fullName: 'Reader', duties: [{ duty, scope }] };
}

describe('a duty that is limited to a part of the school', () => {
  it.each([
    ['an inspector let in for another department', holderOf('inspector', { department: 'NguVan' })],
    ['an inspector let in for another year', holderOf('inspector', { year: '2025-2026' })],
    [
      'the homeroom teacher of a class of the same name in another year',
      holderOf('homeroomTeacher', { class: '10A1', year: '2025-2026' }),
    ],
    ['a homeroom teacher without a class', holderOf('homeroomTeacher')],
    ['the head of a department in another year', holderOf('departmentHead', { department: 'Toan', year: '2025-2026' })],
    ['a subject teacher', holderOf('subjectTeacher', { subject: 'Toan' })],
  ])('does not open a record of another part to %s', (_, actor) => {
    expect(maySee(actor, record)).toBe(false);
  });

  it.each(['draft', 'inApproval', 'approved', 'returned', 'withdrawn'] as const)(
    'does not open to an inspector what is %s, for it is not finished',
    (state) => {
      expect(maySee(holderOf('inspector'), { ...record, state })).toBe(false);
    },
  );

  it.each([
    ['an inspector', holderOf('inspector', { department: 'Toan', year: '2026-2027' })],
    ['the homeroom teacher', holderOf('homeroomTeacher', { class: '10A1' })],
    ['the head of the department', holderOf('departmentHead', { department: 'Toan' })],
  ])('opens a finished record of its part to %s', (_, actor) => {
    expect(maySee(actor, { ...record, state: 'archived' })).toBe(true);
  });

  it.each([
    ['the principal', holderOf('principal')],
    ['the head of the department', holderOf('departmentHead', { department: 'Toan' })],
    ['the clerk', holderOf('recordsClerk')],
    ['the registrar', holderOf('registrar')],
  ])('does not open to %s what was never handed in', (_, actor) => {
    const { submittedAt: _at, ...draft } = record;
    expect(maySee(actor, { ...draft, state: 'draft' })).toBe(false);
    expect(maySee(actor, { ...record, state: 'returned' })).toBe(true);
  });

  it('opens no record to an administrator, nor to a head of no department', () => {
    expect(maySee(holderOf('admin'), { ...record, state: 'archived' })).toBe(false);
    expect(maySee(holderOf('departmentHead'), { ...record, state: 'archived' })).toBe(false);
  });
});
