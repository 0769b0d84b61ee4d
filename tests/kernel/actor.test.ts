import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../samples/school/random.ts';
import { coverFilter, covers, type DutyScope } from '../../src/kernel/actor.ts';

const random = makeRandom('reach of duties');
const some = <T>(values: readonly T[]) => (random.chance(0.4) ? random.pick(values) : undefined);
const scope = (): DutyScope => ({
  department: some(['Toan', 'NguVan']),
  class: some(['10A1', '10A2']),
  subject: some(['Toan', 'TinHoc']),
  grade: some([10, 11]),
  year: some(['2026-2027', '2027-2028']),
});

describe('the reach of a duty', () => {
  it('is the same as a rule and as a filter', () => {
    const pairs = Array.from({ length: 2_000 }, () => [scope(), scope()] as const);
    const reached = pairs.filter(([held, place]) => covers(held, place));
    expect(reached.length).toBeGreaterThan(100);
    for (const [held, place] of pairs) {
      const conditions = coverFilter(held, (limit, value) => place[limit] === value);
      expect(conditions.every(Boolean)).toBe(covers(held, place));
    }
  });
});
