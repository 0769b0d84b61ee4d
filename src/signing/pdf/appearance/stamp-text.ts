import { errors } from './errors.ts';
import { type FaceName, loadFace } from './font-face.ts';
import { type Area, type TextItem } from './stamp-layout.ts';

/** A paragraph of a stamp. */
export interface Paragraph {
  readonly text: string;
  readonly face: FaceName;
}

/** How paragraphs are set: sizes in points. */
export interface TextStyle {
  readonly maxSize: number;
  readonly minSize?: number;
  readonly align?: 'left' | 'center' | 'right';
}

const NO_BREAK_SPACE = '\u00a0';

interface Line extends Paragraph {
  readonly width: number;
}

const LEADING = 1.17;
const ASCENT = 0.891;
const SMALLEST_READABLE_PT = 3.5;
const STEP = 0.94;

/** Text that is not to be broken over lines. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK_SPACE);
}

/** The height in points of so many lines at a font size. */
export function heightOfLines(count: number, size: number): number {
  return count * size * LEADING;
}

/** The width in points of the widest paragraph at a font size, unbroken. */
export function widthOfParagraphs(paragraphs: readonly Paragraph[], size: number): number {
  return Math.max(0, ...paragraphs.map(({ text, face }) => loadFace(face).widthOf(text, size)));
}

/**
 * Sets paragraphs in an area at the largest size that fits, breaking lines at spaces, in the middle of its height.
 *
 * @throws STAMP_BOX_TOO_SMALL when they do not fit even at the smallest readable size
 */
export function setText(paragraphs: readonly Paragraph[], area: Area, style: TextStyle): TextItem[] {
  const smallest = style.minSize ?? SMALLEST_READABLE_PT;
  for (let size = style.maxSize; size >= smallest; size *= STEP) {
    const lines = paragraphs.flatMap((paragraph) => breakLines(paragraph, size, area.width));
    const fits = lines.every(({ width }) => width <= area.width + 0.01);
    if (fits && heightOfLines(lines.length, size) <= area.height + 0.01)
      return setLines(lines, area, { ...style, size });
  }
  throw errors.STAMP_BOX_TOO_SMALL({ width: Math.round(area.width), height: Math.round(area.height) });
}

function setLines(lines: readonly Line[], area: Area, style: TextStyle & { size: number }): TextItem[] {
  const { size, align = 'left' } = style;
  const used = heightOfLines(lines.length, size);
  const firstBaseline = area.y + (area.height + used) / 2 - size * ASCENT;
  return lines.map(({ text, face, width }, index) => {
    const spare = area.width - width;
    const x = area.x + (align === 'left' ? 0 : align === 'right' ? spare : spare / 2);
    return { text, face, size, x, y: firstBaseline - heightOfLines(index, size) };
  });
}

function breakLines({ text, face }: Paragraph, size: number, width: number): Line[] {
  const font = loadFace(face);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r\n]+/u).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines.map((part) => ({ text: part.replaceAll(NO_BREAK_SPACE, ' '), face, width: font.widthOf(part, size) }));
}
