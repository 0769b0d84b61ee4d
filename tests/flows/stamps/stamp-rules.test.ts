import { mannerOf } from '../../../src/approvals/index.ts';
import { describe, expect, it } from 'vitest';
import { dutyField } from '../../../src/flows/signing/stamps/duty-field.ts';
import { initialsOf } from '../../../src/flows/signing/stamps/initials.ts';
import { planStamp } from '../../../src/flows/signing/stamps/plan-stamp.ts';
import { bandOf, type Box, type Column, rowOf } from '../../../src/flows/signing/stamps/stamp-row.ts';
import { stampContents } from '../../../src/flows/signing/stamps/stamp-contents.ts';
import { stampSubject } from '../../../src/flows/signing/stamps/stamp-subject.ts';
import { a4 } from '../../signing/appearance/page-with-stamps.ts';

describe('the initials of a name', () => {
  it.each([
    ['Nguyễn Văn An', 'NVA'],
    ['Đặng Hữu Ước', 'ĐHƯ'],
    ['đỗ thị ánh', 'ĐTA'],
    ['Lê Ẩn', 'LÂ'],
    ['Ngô Ộp Ễ', 'NÔÊ'],
    ['H’Hen Niê', 'HN'],
    ['  Y  Moan ', 'YM'],
    ['Trần Thị Ái'.normalize('NFD'), 'TTA'],
    ['007', '007'],
  ])('of %s are %s: letters with their own marks, without tones', (name, letters) => {
    expect(initialsOf(name)).toBe(letters);
  });
});

describe('the field that a document keeps for a step', () => {
  const field = (name: string, more: { signed?: boolean; locks?: boolean } = {}) => ({
    name,
    signed: false,
    locks: false,
    ...more,
  });
  const principal = { duty: 'principal', kind: 'sign' } as const;

  it.each(['principal', 'Principal', 'Sig_principal', 'SIG_PRINCIPAL'])('may be called %s', (name) => {
    expect(dutyField([field('owner'), field(name)], principal)?.name).toBe(name);
  });

  it.each(['vicePrincipal', 'principal2', 'form.principal', 'Sig-principal', 'Signature1'])('is not %s', (name) => {
    expect(dutyField([field(name)], principal)).toBeUndefined();
  });

  it('is neither one that is signed, nor one that would lock what the next ones need', () => {
    expect(dutyField([field('principal', { signed: true })], principal)).toBeUndefined();
    expect(dutyField([field('principal', { locks: true })], principal)).toBeUndefined();
    expect(dutyField([field('principal', { signed: true }), field('Sig_principal')], principal)?.name).toBe(
      'Sig_principal',
    );
  });

  it('is for the seal its own, else its clerk’s', () => {
    const seal = { duty: 'recordsClerk', kind: 'seal' } as const;
    expect(dutyField([field('recordsClerk'), field('Sig_Seal')], seal)?.name).toBe('Sig_Seal');
    expect(dutyField([field('recordsClerk')], seal)?.name).toBe('recordsClerk');
    expect(dutyField([field('seal')], { ...seal, kind: 'sign' })).toBeUndefined();
  });
});

describe('the row of a chain’s stamps', () => {
  const full: Column = { kind: 'full', underSeal: false };
  const last: Column = { kind: 'full', underSeal: true };
  const initials: Column = { kind: 'initials', underSeal: false };
  const pages = {
    'A4 upright': { width: 595, height: 842 },
    'A4 across': { width: 842, height: 595 },
    A5: { width: 420, height: 595 },
    A6: { width: 298, height: 420 },
    'A6 across': { width: 420, height: 298 },
  };
  const inOrder = (boxes: readonly Box[]) =>
    boxes.every((box, at) => at === 0 || box.x >= (boxes[at - 1]?.x ?? 0) + (boxes[at - 1]?.width ?? 0));

  it.each(Object.entries(pages))('of five stands side by side in the bottom margin, on %s', (_name, page) => {
    const boxes = rowOf(bandOf(page), [full, full, full, full, full]);
    expect(inOrder(boxes)).toBe(true);
    expect(boxes[0]?.x).toBeGreaterThanOrEqual(0);
    expect((boxes[4]?.x ?? 0) + (boxes[4]?.width ?? 0)).toBeLessThanOrEqual(page.width);
    for (const { y, width, height } of boxes) {
      expect(width).toBeGreaterThan(48);
      expect(height).toBeGreaterThan(25);
      expect(y + height).toBeLessThan(Math.max(56.7, page.height / 8));
    }
  });

  it('ends on the right, at the natural width where there is room', () => {
    const [first, second] = rowOf(bandOf(pages['A4 upright']), [full, full]);
    expect([first?.width, second?.width]).toEqual([122, 122]);
    expect((second?.x ?? 0) + 122).toBeCloseTo(595 - 595 * 0.04, 6);
  });

  it('leaves room for the seal before the stamp it will cover, and less or none where the page is narrow', () => {
    const roomOf = (page: { width: number; height: number }, columns: Column[]) => {
      const boxes = rowOf(bandOf(page), columns);
      expect(inOrder(boxes)).toBe(true);
      return Math.round((boxes.at(-1)?.x ?? 0) - (boxes.at(-2)?.x ?? 0) - (boxes.at(-2)?.width ?? 0));
    };
    expect(roomOf(pages['A4 upright'], [full, full, last])).toBeGreaterThan(180);
    expect(roomOf(pages['A4 upright'], [full, full, full, last])).toBeGreaterThan(85);
    expect(roomOf(pages.A6, [full, full, full, last])).toBeLessThan(5);
  });

  it('has little room for initials', () => {
    const [small, large] = rowOf(bandOf(pages['A4 upright']), [initials, full]);
    expect([small?.width, small?.height, large?.width]).toEqual([54, 28, 122]);
  });

  it('stands where the record’s type says', () => {
    const box = { page: 1, x: 300, y: 200, width: 250, height: 120 };
    const boxes = rowOf(bandOf(pages['A4 upright'], box), [full, full]);
    expect(boxes.map(({ y, height }) => [y, height])).toEqual([
      [200, 85],
      [200, 85],
    ]);
    expect(boxes[0]?.x).toBeGreaterThanOrEqual(300);
    expect((boxes[1]?.x ?? 0) + (boxes[1]?.width ?? 0)).toBe(550);
  });
});

describe('what a stamp is drawn from', () => {
  const step = { index: 0, revision: 2, kind: 'sign', duty: 'principal' } as const;
  const subjectOf = (more: { delegateOf?: { account: string; name: string }; placement?: object } = {}) => {
    const { delegateOf, placement } = more;
    const item = { step, accountName: 'Lê Quang Đạo', ...(delegateOf && { delegateOf }) };
    const steps = [
      { ...step, revision: 1, state: 'returned' },
      { ...step, state: 'open' },
      { ...step, index: 1, kind: 'approve', state: 'waiting' },
      { ...step, index: 2, state: 'skipped' },
    ];
    const given = { item, record: { steps, versions: [{ signatures: [] }] }, school: 'Trường', time: new Date(0) };
    return stampSubject({ ...given, type: { appearance: 'compactStamp', placement } } as never);
  };

  it('names the duty, with TUQ. before it where the person signs by delegation', () => {
    expect(subjectOf().person).toEqual({ name: 'Lê Quang Đạo', duty: 'Hiệu trưởng' });
    expect(subjectOf({ delegateOf: { account: 'a', name: 'B' } }).person.duty).toBe('TUQ. Hiệu trưởng');
    expect(stampContents(subjectOf())).toMatchObject([{ kind: 'compact', name: 'Lê Quang Đạo', duty: 'Hiệu trưởng' }]);
  });

  it.each([
    ['a vice-principal for the principal', 'vicePrincipal', false, 'KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG'],
    ['a head by order, for kinds of records', 'departmentHead', true, 'TL. HIỆU TRƯỞNG\nTỔ TRƯỞNG CHUYÊN MÔN'],
    ['a head who is authorised', 'departmentHead', false, 'TUQ. HIỆU TRƯỞNG\nTỔ TRƯỞNG CHUYÊN MÔN'],
    ['who is as high themselves', 'principal', false, 'HIỆU TRƯỞNG'],
  ] as const)('by Decree 30 is titled in capitals, the own post on its line: %s', (...[, post, byOrder, title]) => {
    const manner = mannerOf('principal', { post, byOrder });
    const item = { step, accountName: 'A', delegateOf: { account: 'a', name: 'B' }, post, ...(manner && { manner }) };
    const given = { item, record: { steps: [], versions: [{ signatures: [] }] }, school: 'T', time: new Date(0) };
    expect(stampSubject({ ...given, type: { appearance: 'nd30' } } as never).person.duty).toBe(title);
  });

  it('stands in the band of the record’s type: of its revision’s steps, without approvals and what is passed over', () => {
    const placement = { page: 1, x: 300, y: 200, width: 250, height: 40 };
    const [{ choosePlace }] = planStamp(subjectOf({ placement }));
    const { page, appearance } = choosePlace([]);
    expect(page).toBe(0);
    expect(appearance?.(a4).rect).toEqual([428, 200, 550, 240]);
  });
});
