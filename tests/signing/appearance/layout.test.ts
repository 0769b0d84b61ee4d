import { describe, expect, it } from 'vitest';
import { type StampContent } from '../../../src/signing/pdf/appearance/index.ts';
import { layoutStamp } from '../../../src/signing/pdf/appearance/layout-stamp.ts';
import { type StampLayout } from '../../../src/signing/pdf/appearance/stamp-layout.ts';
import { setText, widthOfParagraphs } from '../../../src/signing/pdf/appearance/stamp-text.ts';
import { loadFace } from '../../../src/signing/pdf/appearance/font-face.ts';
import { handwriting, seal } from './pictures.ts';

const time = new Date('2026-03-12T17:02:03Z');
const shown = '13/03/2026 00:02:03 +07:00';
const wordsOf = ({ texts }: StampLayout): string[] => texts.map(({ text }) => text);
const middles = ({ texts }: StampLayout): number[] =>
  texts.map(({ text, face, size, x }) => x + loadFace(face).widthOf(text, size) / 2);

describe('the stamp of a person', () => {
  const room = { width: 120, height: 90 };
  const person: StampContent = { kind: 'person', name: 'Nguyễn An', image: handwriting() };

  it('stands upright in a room that is high: duty above the picture, name and time below, all in the middle', () => {
    const layout = layoutStamp({ ...person, duty: 'Hiệu trưởng', time }, { room });
    const [duty, name] = layout.texts;
    const [picture] = layout.images;
    expect(wordsOf(layout).join(' ')).toBe(`Hiệu trưởng Nguyễn An Thời gian ký: ${shown}`);
    expect(picture?.y).toBeGreaterThan(name?.y ?? Infinity);
    expect((picture?.y ?? Infinity) + (picture?.height ?? 0)).toBeLessThanOrEqual(duty?.y ?? 0);
    for (const middle of middles(layout)) expect(middle).toBeCloseTo(60, 6);
  });

  it('gives the room of a duty that is not there to the picture', () => {
    const high = { room: { width: 400, height: 240 } };
    const [alone, below] = [layoutStamp(person, high), layoutStamp({ ...person, duty: 'Hiệu trưởng' }, high)];
    expect(wordsOf(alone)).toEqual(['Nguyễn An']);
    expect(alone.images[0]?.height).toBeGreaterThan(below.images[0]?.height ?? Infinity);
  });

  it('stands beside the picture in a room that is wide', () => {
    const layout = layoutStamp(person, { room: { width: 200, height: 60 } });
    const [picture] = layout.images;
    expect(layout.texts[0]?.x).toBeGreaterThanOrEqual((picture?.x ?? Infinity) + (picture?.width ?? 0));
  });

  it('says the reason, in the language asked for', () => {
    const content: StampContent = { kind: 'person', name: 'Nguyen An', reason: 'Approved', time, language: 'en' };
    expect(wordsOf(layoutStamp(content))).toEqual(['Signed by: Nguyen An', 'Reason: Approved', `Signed at: ${shown}`]);
    expect(wordsOf(layoutStamp({ ...content, language: 'vi' }))).toContain('Lý do: Approved');
  });
});

describe('initials', () => {
  it('are letters in italics where there is no picture', () => {
    const { texts, images, width, height } = layoutStamp({ kind: 'initials', letters: 'NA' });
    expect(images).toEqual([]);
    expect(texts).toMatchObject([{ text: 'NA', face: 'italic' }]);
    expect([width, height]).toEqual([60, 28]);
  });

  it('have the time below, small', () => {
    const layout = layoutStamp({ kind: 'initials', letters: 'NA', time });
    const [letters, when] = layout.texts;
    expect(when?.text).toBe(shown);
    expect(when?.y).toBeLessThan(letters?.y ?? 0);
    expect(when?.size).toBeLessThanOrEqual(6);
    for (const middle of middles(layout)) expect(middle).toBeCloseTo(30, 6);
  });
});

describe('the seal', () => {
  it('has nothing beside it when nothing is to be said', () => {
    const { width, images, texts } = layoutStamp({ kind: 'seal', image: seal() });
    expect(texts).toEqual([]);
    expect(images[0]).toMatchObject({ x: 0, y: 0, width });
    expect(width).toBeCloseTo((36 * 72) / 25.4, 6);
  });

  it('has its text to the left, set to the right', () => {
    const { images, texts } = layoutStamp({ kind: 'seal', image: seal(), organisation: 'Trường A', time });
    const ends = texts.map(({ text, face, size, x }) => x + loadFace(face).widthOf(text, size));
    expect(texts.map(({ text }) => text)).toEqual(['Trường A', shown]);
    for (const end of ends) expect(end).toBeCloseTo((images[0]?.x ?? 0) - 3, 6);
  });
});

describe('plain text', () => {
  it('fills the room it is given, else takes what it needs', () => {
    const content: StampContent = { kind: 'text', lines: ['Số: 12/KH-THPT', 'Huế'] };
    const natural = layoutStamp(content);
    expect(natural.width).toBeCloseTo(loadFace('regular').widthOf('Số: 12/KH-THPT', 10), 6);
    const narrow = layoutStamp(content, { room: { width: natural.width / 2, height: 60 } });
    expect(wordsOf(narrow)).toEqual(['Số:', '12/KH-THPT', 'Huế']);
    expect(narrow.texts.every(({ size }) => size < 10)).toBe(true);
  });

  it('leaves out a line without words', () => {
    expect(wordsOf(layoutStamp({ kind: 'text', lines: ['Huế', ' \t'] }))).toEqual(['Huế']);
  });

  it('breaks at spaces and keeps together what must not be broken', () => {
    const width = widthOfParagraphs([{ text: 'một hai', face: 'regular' }], 10);
    const area = { x: 0, y: 0, width, height: 100 };
    const set = (text: string): string[] =>
      setText([{ text, face: 'regular' }], area, { maxSize: 10 }).map((t) => t.text);
    expect(set('một hai ba')).toEqual(['một hai', 'ba']);
    expect(set('một\u00a0hai ba')).toEqual(['một hai', 'ba']);
    expect(set('một hai\u00a0ba')).toEqual(['một', 'hai ba']);
  });
});
