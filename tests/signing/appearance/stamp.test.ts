import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type PdfRectangle, type SignatureAppearance } from '../../../src/signing/pdf/appearance-objects.ts';
import { formatStampTime, type StampContent, stampMaker } from '../../../src/signing/pdf/appearance/index.ts';
import { loadFace } from '../../../src/signing/pdf/appearance/font-face.ts';
import { subsetFor } from '../../../src/signing/pdf/appearance/font-subset.ts';
import { inspectStampImage, readStampImage } from '../../../src/signing/pdf/appearance/stamp-image.ts';
import { a4 } from './page-with-stamps.ts';
import { handwriting, seal } from './pictures.ts';

const time = new Date('2026-03-12T17:02:03Z');
const marks = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const alphabet = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'].flatMap((vowel) =>
  marks.map((mark) => (vowel + mark).normalize('NFC')),
);
const place = { at: 'box', x: 10, y: 10, width: 200, height: 80 } as const;

function entriesOf(appearance: SignatureAppearance): string {
  return appearance.objects
    .flatMap(({ entries }) => entries)
    .map((piece) => (typeof piece === 'string' ? piece : 'ref' in piece ? `${piece.ref} R` : '(text)'))
    .join('');
}

function drawn(appearance: SignatureAppearance): string {
  return Buffer.from(appearance.objects[appearance.form]?.stream ?? []).toString('latin1');
}

describe('a stamp', () => {
  it('refuses a picture that is not a PNG', () => {
    for (const image of [Buffer.from('GIF89a'), Buffer.alloc(100), handwriting().subarray(0, 200)]) {
      const draw = stampMaker({ content: { kind: 'initials', letters: 'A', image }, placement: place });
      expect(() => draw(a4)).toThrow(expect.objectContaining({ code: 'STAMP_IMAGE_UNREADABLE' }));
    }
  });

  it('refuses a picture of more pixels than the limit before it unpacks it', () => {
    const bomb = Buffer.from(handwriting());
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect(() => readStampImage(bomb)).toThrow(expect.objectContaining({ code: 'STAMP_IMAGE_TOO_LARGE' }));
  });

  it('refuses a box in which its text could not be read', () => {
    const content: StampContent = { kind: 'person', name: 'Nguyễn Thị Ngọc Ẩn', duty: 'Hiệu trưởng', time };
    const draw = stampMaker({ content, placement: { ...place, width: 30, height: 9 } });
    expect(() => draw(a4)).toThrow(expect.objectContaining({ code: 'STAMP_BOX_TOO_SMALL' }));
  });

  it('shows the time of the school with seconds and zone, past midnight on the next day', () => {
    expect(formatStampTime(time)).toBe('13/03/2026 00:02:03 +07:00');
  });

  it.each(['regular', 'bold', 'italic'] as const)('has every Vietnamese letter in its %s face', (name) => {
    const face = loadFace(name);
    for (const letter of [...alphabet, 'đ', 'Đ', '₫', '–']) {
      expect(face.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0), letter).toBe(true);
    }
  });

  it('sets decomposed text with the same glyphs as composed text', () => {
    const face = loadFace('regular');
    const text = alphabet.join('');
    expect(face.glyphsOf(text.normalize('NFD'))).toEqual(face.glyphsOf(text));
    expect(face.glyphsOf(text)).toHaveLength(alphabet.length);
  });

  it('shows a base letter or a question mark for what the font lacks, and never fails for it', () => {
    const face = loadFace('regular');
    expect(face.glyphsOf('漢\u{1F600}').map(({ codePoint }) => codePoint)).toEqual([63, 63]);
    expect(face.glyphsOf('x\u030A')[0]?.codePoint).toBe('x'.codePointAt(0));
  });

  it('maps each glyph of its font back to its letter', () => {
    const subset = subsetFor('regular', [alphabet.join('')]);
    const map = inflateSync(subset.toUnicode).toString();
    for (const letter of alphabet) {
      const unicode = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      expect(map).toContain(`<${subset.encode(letter)}> <${unicode}>`);
    }
  });

  it('uses one font for stamps that differ only in their time', () => {
    const at = (moment: Date) => subsetFor('regular', [`Nguyễn ${formatStampTime(moment)}`]);
    expect(at(time)).toBe(at(new Date(1_700_000_000_000)));
  });

  it.each<StampContent>([
    { kind: 'person', name: 'Nguyễn Thị Ngọc Ẩn', duty: 'Hiệu trưởng', time, image: handwriting() },
    { kind: 'initials', letters: 'NA', image: handwriting() },
    { kind: 'seal', image: seal(), organisation: 'TRƯỜNG THPT TRẦN HƯNG ĐẠO', time },
  ])('shows a transparent $kind picture with a soft mask', (content) => {
    const text = entriesOf(stampMaker({ content, placement: place })(a4));
    expect(text).toMatch(/\/Subtype \/Image[^>]*\/ColorSpace \[\/CalRGB.*\/SMask \d+ R/s);
  });

  it('holds no transparency when it is to be flat, and puts the picture on white', () => {
    const content: StampContent = { kind: 'initials', letters: 'NA', image: handwriting() };
    const appearance = stampMaker({ content, placement: place, flatten: true })(a4);
    expect(entriesOf(appearance)).not.toMatch(/Mask/);
    const image = readStampImage(handwriting(), 'none');
    expect([...inflateSync(image.rgb).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it('needs no output intent: it names no device colour space but that of a soft mask', () => {
    const content: StampContent = { kind: 'person', name: 'An', duty: 'Giáo viên', time, image: handwriting() };
    const appearance = stampMaker({ content, placement: place })(a4);
    expect(entriesOf(appearance).match(/Device\w+/g)).toEqual(['DeviceGray']);
    expect(drawn(appearance)).not.toMatch(/\b(rg|RG|g|G|k|K)\n/);
  });

  it('keeps the seal at its actual size whatever box is given', () => {
    const content: StampContent = { kind: 'seal', image: seal(), widthMm: 36 };
    const { rect } = stampMaker({ content, placement: { ...place, width: 300 } })(a4);
    expect(rect[2] - rect[0]).toBeCloseTo((36 * 72) / 25.4, 6);
    expect(rect[3] - rect[1]).toBeCloseTo((36 * 72) / 25.4, 6);
  });

  it('sets the text stamp at 10 points in the upright face, without a picture', () => {
    const content: StampContent = { kind: 'text', lines: ['Số: 12/KH-THPT'], time };
    const appearance = stampMaker({ content, placement: { at: 'top-right' } })(a4);
    expect(drawn(appearance)).toMatch(/\/F0 10 Tf/);
    expect(entriesOf(appearance)).toContain('+Tinos-Regular');
    expect(entriesOf(appearance)).not.toContain('/Image');
  });

  it('fills the field that it signs, turned with the page', () => {
    const content: StampContent = { kind: 'compact', name: 'An' };
    const page = { ...a4, rotate: 90, fieldRect: [100, 100, 140, 300] } as const;
    const appearance = stampMaker({ content, placement: { at: 'field' } })(page);
    expect(appearance.rect).toEqual([100, 100, 140, 300]);
    expect(entriesOf(appearance)).toContain('/BBox [0 0 200 40] /Matrix [0 1 -1 0 40 0]');
    expect(() => stampMaker({ content, placement: { at: 'field' } })(a4)).toThrow(
      expect.objectContaining({ code: 'STAMP_WITHOUT_FIELD' }),
    );
  });

  it('puts the seal in the middle of the field that it fills, at its actual size, and into none that is too small', () => {
    const content: StampContent = { kind: 'seal', image: seal(), widthMm: 25.4 };
    const inField = (fieldRect: PdfRectangle) =>
      stampMaker({ content, placement: { at: 'field' } })({ ...a4, fieldRect });
    const appearance = inField([100, 100, 300, 200]);
    expect(appearance.rect).toEqual([100, 100, 300, 200]);
    expect(drawn(appearance)).toContain('q 72 0 0 72 64 14 cm');
    for (const small of [
      [100, 100, 171, 200],
      [100, 100, 200, 171],
    ] as const) {
      expect(() => inField(small)).toThrow(expect.objectContaining({ code: 'STAMP_BOX_TOO_SMALL' }));
    }
  });

  it('frames the compact stamp and shortens no name', () => {
    const content: StampContent = { kind: 'compact', name: 'Nguyễn Hoàng Phương Thảo Nguyên', duty: 'Văn thư', time };
    const text = drawn(stampMaker({ content, placement: { ...place, width: 150, height: 36 } })(a4));
    expect(text).toContain(' re S');
    expect(text).toContain(subsetFor('bold', [`Ký bởi: ${content.name}`]).encode(content.name));
  });

  it('puts no string literal into a dictionary piece, which an encrypted file would have to encrypt', () => {
    const content: StampContent = { kind: 'person', name: 'An', duty: 'Giáo viên', time, image: handwriting() };
    const { objects } = stampMaker({ content, placement: place })(a4);
    for (const piece of objects.flatMap(({ entries }) => entries)) {
      if (typeof piece === 'string') expect(piece).not.toContain('(');
    }
  });

  it('tells of a picture, before it is used, its size and what it adds to a file; a broken or huge one is refused', () => {
    const facts = inspectStampImage(handwriting(30, 20));
    expect(facts).toMatchObject({ width: 30, height: 20 });
    const { rgb, mask } = readStampImage(handwriting(30, 20));
    expect(facts.drawnBytes).toBe(rgb.length + (mask?.data.length ?? 0));
    expect(() => inspectStampImage(handwriting(30, 20), 599)).toThrow(
      expect.objectContaining({ code: 'STAMP_IMAGE_TOO_LARGE' }),
    );
    expect(() => inspectStampImage(handwriting(30, 20).subarray(0, 60))).toThrow(
      expect.objectContaining({ code: 'STAMP_IMAGE_UNREADABLE' }),
    );
    const opaque = new PNG({ width: 1, height: 1 });
    opaque.data.set([1, 2, 3, 255]);
    expect(inspectStampImage(PNG.sync.write(opaque)).drawnBytes).toBeLessThan(20);
  });

  it('writes no soft mask for a picture without transparency', () => {
    const png = new PNG({ width: 2, height: 1 });
    png.data.set([255, 0, 0, 255, 255, 0, 0, 255]);
    for (const colorType of [2, 6] as const) {
      const image = readStampImage(PNG.sync.write(png, { colorType }));
      expect([...inflateSync(image.rgb)]).toEqual([255, 0, 0, 255, 0, 0]);
      expect(image.mask).toBeUndefined();
    }
  });
});
