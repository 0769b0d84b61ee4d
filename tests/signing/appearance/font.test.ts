import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadFace } from '../../../src/signing/pdf/appearance/font-face.ts';
import { subsetFor } from '../../../src/signing/pdf/appearance/font-subset.ts';
import { RecentResults } from '../../../src/signing/pdf/appearance/recent-results.ts';

describe('a character that the font lacks', () => {
  it('is shown as its base letter where the font has that', () => {
    const face = loadFace('regular');
    expect(face.font.hasGlyphForCodePoint('≮'.codePointAt(0) ?? 0)).toBe(false);
    expect(face.glyphsOf('≮')).toEqual(face.glyphsOf('<'));
  });

  it('shares the glyph of the question mark with every other one', () => {
    const subset = subsetFor('regular', ['漢字?']);
    expect(subset.encode('漢')).toBe(subset.encode('?'));
    expect(
      inflateSync(subset.toUnicode)
        .toString()
        .match(/<003F>/g),
    ).toHaveLength(1);
  });
});

describe('a subset', () => {
  it('says that italics are slanted, and bold is heavy', () => {
    const [regular, bold, italic] = (['regular', 'bold', 'italic'] as const).map(
      (name) => subsetFor(name, ['An']).descriptor,
    );
    expect([regular?.flags, bold?.flags, italic?.flags]).toEqual([34, 34, 98]);
    expect(italic?.italicAngle).toBeLessThan(0);
    expect(bold?.stemV).toBeGreaterThan(regular?.stemV ?? Infinity);
  });

  it('is named by a tag of six capital letters that its bytes make', () => {
    const name = subsetFor('regular', ['Nguyễn']).baseName;
    expect(name).toMatch(/^[A-Z]{6}\+Tinos-Regular$/);
    expect(subsetFor('regular', ['Trần']).baseName).not.toBe(name);
  });

  it('shows the missing glyph for a letter that was not put into it', () => {
    expect(subsetFor('regular', ['An']).encode('Ω')).toBe('0000');
  });

  it.each(['Ấ', 'b', 'bc', 'bcd', 'bcde', 'bcdef', 'bcdefg', 'bcdefgh', 'bcdefghi'])(
    'names every glyph that is in its file, parts of composed letters included: %s',
    (text) => {
      const { file, cidSet, widths } = subsetFor('regular', [text]);
      const font = inflateSync(file);
      const count = font.readUInt16BE(font.readUInt32BE(font.indexOf('maxp') + 8) + 4);
      const bits = [...inflateSync(cidSet)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      expect(bits).toBe('1'.repeat(count).padEnd(Math.ceil(count / 8) * 8, '0'));
      expect(widths.length).toBeLessThanOrEqual(count);
    },
  );
});

describe('recent results', () => {
  it('are made once and forgotten, the one longest unused first', () => {
    const results = new RecentResults<number>(2);
    let made = 0;
    const get = (key: string): number => results.get(key, () => (made += 1));
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual([1, 2, 1, 3, 1, 4]);
  });
});
