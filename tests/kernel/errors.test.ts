import { describe, expect, it } from 'vitest';
import { defineErrors, HosoError, isHosoError } from '../../src/kernel/errors.ts';

const errors = defineErrors({
  WEEK_UNKNOWN: { kind: 'contradiction', vi: 'Không có tuần {week} ({why}).', en: 'There is no week {week} ({why}).' },
});

describe('a coded error', () => {
  it('fills its sentences in both languages and keeps what caused it', () => {
    const cause = new Error('below');
    const error = errors.WEEK_UNKNOWN({ week: 36, why: ['a', 'b'] }, cause);
    expect(error).toBeInstanceOf(HosoError);
    expect(error).toMatchObject({
      code: 'WEEK_UNKNOWN',
      kind: 'contradiction',
      vi: 'Không có tuần 36 (["a","b"]).',
      cause,
    });
    expect(error.message).toBe('There is no week 36 (["a","b"]).');
  });

  it('says a detail that is given in both languages in that of the sentence, several one after the other', () => {
    const early = { vi: 'Chưa đến.', en: 'Too early.' };
    const closed = { vi: 'Đã khóa.', en: 'Closed.', more: 1 };
    const one = errors.WEEK_UNKNOWN({ week: 36, why: early });
    expect([one.vi, one.en]).toEqual(['Không có tuần 36 (Chưa đến.).', 'There is no week 36 (Too early.).']);
    const two = errors.WEEK_UNKNOWN({ week: 36, why: [early, closed] });
    expect([two.vi, two.en]).toEqual([
      'Không có tuần 36 (Chưa đến. Đã khóa.).',
      'There is no week 36 (Too early. Closed.).',
    ]);
    expect(errors.WEEK_UNKNOWN({ week: 36, why: [] }).en).toBe('There is no week 36 ().');
    expect(errors.WEEK_UNKNOWN({ week: 36, why: { vi: 'một nửa' } }).en).toContain('{"vi":"một nửa"}');
  });

  it('leaves a place open for which no detail was given', () => {
    expect(errors.WEEK_UNKNOWN().vi).toBe('Không có tuần {week} ({why}).');
  });

  it('is known by its code, and no other error is', () => {
    expect(isHosoError(errors.WEEK_UNKNOWN(), 'WEEK_UNKNOWN')).toBe(true);
    expect(isHosoError(errors.WEEK_UNKNOWN(), 'OTHER')).toBe(false);
    expect(isHosoError(new Error('WEEK_UNKNOWN'))).toBe(false);
  });
});
