import { type FaceName, type FontFace } from './font-faces.ts';

export type Faces = Readonly<Record<FaceName, FontFace>>;

/** A stretch of text in one style. `rise` lifts it (superscript) or lowers it, in points. */
interface Run {
  readonly text: string;
  readonly face: FaceName;
  readonly small: boolean;
  readonly rise: number;
}

/** A part of a word: no line break within. */
export interface Piece {
  readonly text: string;
  readonly face: FaceName;
  readonly size: number;
  readonly rise: number;
  readonly width: number;
}

export interface Line {
  readonly words: readonly (readonly Piece[])[];
  /** Sum of the words' widths and of one plain space between each two. */
  readonly width: number;
  /** Whether the paragraph ends here: such a line is not justified. */
  readonly last: boolean;
}

export interface TextStyle {
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

const MARKUP = /(\*\*|__|\^\{[^}]*\}|_\{[^}]*\})/;

/**
 * Breaks text into lines no wider than `width` points. Markup: `**bold**`, `__italic__`, `x^{2}`, `v_{0}`, and `\n` for a
 * forced break.
 *
 * @throws RangeError for a character the font lacks.
 */
export function breakLines(
  text: string,
  options: { faces: Faces; style: TextStyle; width: number; indent?: number },
): Line[] {
  return text
    .normalize('NFC')
    .split('\n')
    .flatMap((paragraph, index) => breakParagraph(paragraph, index === 0 ? options : { ...options, indent: 0 }));
}

/** Width of one line of text in points, markup included. */
export function measure(text: string, faces: Faces, style: TextStyle): number {
  return Math.max(0, ...breakLines(text, { faces, style, width: Infinity }).map((line) => line.width));
}

/** Width of a plain space of a style in points. */
export function spaceWidth(faces: Faces, style: TextStyle): number {
  return (faces.regular.width(' ') * style.size) / 1000;
}

function breakParagraph(
  paragraph: string,
  options: { faces: Faces; style: TextStyle; width: number; indent?: number },
): Line[] {
  const { faces, style, width, indent = 0 } = options;
  const space = spaceWidth(faces, style);
  const lines: Line[] = [];
  let words: Piece[][] = [];
  let used = 0;
  const close = (last: boolean): void => {
    lines.push({ words, width: used, last });
    words = [];
    used = 0;
  };
  for (const word of splitWords(parseRuns(paragraph, style), faces, style)) {
    const wordWidth = word.reduce((sum, piece) => sum + piece.width, 0);
    const room = width - (lines.length === 0 ? indent : 0);
    if (words.length > 0 && used + space + wordWidth > room) close(false);
    used += (words.length > 0 ? space : 0) + wordWidth;
    words.push(word);
  }
  close(true);
  return lines;
}

function parseRuns(text: string, style: TextStyle): Run[] {
  let bold = style.bold ?? false;
  let italic = style.italic ?? false;
  const runs: Run[] = [];
  for (const part of text.split(MARKUP)) {
    if (part === '**') bold = !bold;
    else if (part === '__') italic = !italic;
    else if (part !== '') {
      const face = bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
      const raised = part.startsWith('^{');
      const small = raised || part.startsWith('_{');
      const rise = small ? style.size * (raised ? 0.35 : -0.15) : 0;
      runs.push({ text: small ? part.slice(2, -1) : part, face, small, rise });
    }
  }
  return runs;
}

function splitWords(runs: readonly Run[], faces: Faces, style: TextStyle): Piece[][] {
  const words: Piece[][] = [];
  let open = false;
  for (const { text, face, small, rise } of runs) {
    const size = small ? style.size * 0.68 : style.size;
    for (const part of text.split(/([ \t]+)/)) {
      if (part === '') continue;
      if (/^[ \t]+$/.test(part)) {
        open = false;
        continue;
      }
      const piece = { text: part, face, size, rise, width: widthOf(part, faces[face], size) };
      if (open) words.at(-1)?.push(piece);
      else words.push([piece]);
      open = true;
    }
  }
  return words;
}

function widthOf(text: string, face: FontFace, size: number): number {
  let units = 0;
  for (const char of text) units += face.width(char);
  return (units * size) / 1000;
}
