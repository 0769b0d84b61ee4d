import { type FaceName } from './font-faces.ts';
import { type Faces, type Line, type Piece, spaceWidth, type TextStyle } from './rich-text.ts';

export type Colour = readonly [number, number, number];
export type Point = readonly [number, number];

export const BLACK: Colour = [0, 0, 0];

export interface StrokeStyle {
  readonly colour?: Colour;
  /** Line width in points. */
  readonly width?: number;
  readonly dash?: readonly number[];
}

/** An empty signature field: its name, and its box in points. */
export interface EmptyField {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Writes one page's content stream (ISO 32000-2, annex A operators); points, origin at the lower left. */
export class PageCanvas {
  readonly width: number;
  readonly height: number;
  readonly faces: Faces;
  readonly usedFaces = new Set<FaceName>();
  readonly usedImages = new Set<string>();
  readonly fields: EmptyField[] = [];
  #parts: string[] = [];

  constructor(faces: Faces, size: { width: number; height: number }) {
    this.faces = faces;
    this.width = size.width;
    this.height = size.height;
  }

  /** Draws one line with its baseline at `y`; justified lines are spread to `width`. */
  line(line: Line, place: { x: number; y: number; style: TextStyle; width?: number; colour?: Colour }): void {
    if (line.words.length === 0) return;
    const gaps = line.words.length - 1;
    const spare = place.width !== undefined && !line.last && gaps > 0 ? (place.width - line.width) / gaps : 0;
    const space = spaceWidth(this.faces, place.style);
    this.#parts.push(`BT ${colourOperator(place.colour ?? BLACK, 'rg')} 1 0 0 1 ${num(place.x)} ${num(place.y)} Tm`);
    const pieces = line.words.flatMap((word, index): Piece[] => (index === 0 ? [...word] : [SPACE, ...word]));
    this.#pieces(pieces, { size: place.style.size, gap: space + spare });
    this.#parts.push('ET');
  }

  #pieces(pieces: readonly Piece[], style: { size: number; gap: number }): void {
    let current: Piece | undefined;
    let shown = '';
    const flush = (): void => {
      if (shown !== '') this.#parts.push(`[${shown}] TJ`);
      shown = '';
    };
    for (const piece of pieces) {
      if (piece === SPACE) {
        const face = this.faces[current?.face ?? 'regular'];
        const size = current?.size ?? style.size;
        const extra = face.width(' ') - (style.gap * 1000) / size;
        shown += `<${face.code(' ')}>${num(extra)}`;
        continue;
      }
      if (current?.face !== piece.face || current.size !== piece.size || current.rise !== piece.rise) {
        flush();
        this.usedFaces.add(piece.face);
        this.#parts.push(`/${piece.face} ${num(piece.size)} Tf ${num(piece.rise)} Ts`);
      }
      current = piece;
      shown += `<${hexOf(piece.text, this.faces, piece.face)}>`;
    }
    flush();
  }

  rule(from: Point, to: Point, style: StrokeStyle = {}): void {
    this.path([from, to], style);
  }

  rectangle(
    box: { x: number; y: number; width: number; height: number },
    style: StrokeStyle & { fill?: Colour } = {},
  ): void {
    const shape = `${num(box.x)} ${num(box.y)} ${num(box.width)} ${num(box.height)} re`;
    if (style.fill) this.#parts.push(`${colourOperator(style.fill, 'rg')} ${shape} f`);
    if (style.width !== 0) this.#stroke(shape, style);
  }

  /** An open or closed line through the points. */
  path(points: readonly Point[], style: StrokeStyle & { closed?: boolean } = {}): void {
    const steps = points.map(([x, y], index) => `${num(x)} ${num(y)} ${index === 0 ? 'm' : 'l'}`);
    this.#stroke(steps.join(' ') + (style.closed ? ' h' : ''), style);
  }

  #stroke(shape: string, { colour = BLACK, width = 0.6, dash = [] }: StrokeStyle): void {
    this.#parts.push(`q ${colourOperator(colour, 'RG')} ${num(width)} w [${dash.join(' ')}] 0 d ${shape} S Q`);
  }

  /** Places an image of the document by its name. */
  image(name: string, box: { x: number; y: number; width: number; height: number }): void {
    this.usedImages.add(name);
    this.#parts.push(`q ${num(box.width)} 0 0 ${num(box.height)} ${num(box.x)} ${num(box.y)} cm /${name} Do Q`);
  }

  get content(): string {
    return this.#parts.join('\n');
  }
}

const SPACE: Piece = { text: ' ', face: 'regular', size: 0, rise: 0, width: 0 };

function hexOf(text: string, faces: Faces, name: FaceName): string {
  let hex = '';
  for (const char of text) hex += faces[name].code(char);
  return hex;
}

function colourOperator([red, green, blue]: Colour, operator: 'rg' | 'RG'): string {
  return `${num(red)} ${num(green)} ${num(blue)} ${operator}`;
}

function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
