import { type PageCanvas } from './canvas.ts';
import { type PdfBook } from './pdf-book.ts';
import { breakLines, type Line, measure, type TextStyle } from './rich-text.ts';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** Height of a line as a multiple of the font size. */
export const LEADING = 1.16;

const A4 = { width: 210 * MM, height: 297 * MM };

/** Margins of Decree 30/2020, annex I: top and bottom 20–25, left 30–35, right 15–20 mm. */
const MARGINS = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM };

export interface ParagraphOptions extends Partial<TextStyle> {
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** First-line indent in points. */
  readonly indent?: number;
  /** Indent of the whole paragraph from the left in points. */
  readonly inset?: number;
  readonly before?: number;
  readonly after?: number;
}

/** Fills pages from the top down, beginning a new one where the text does not fit. */
export class PageFlow {
  readonly book: PdfBook;
  readonly left: number;
  readonly width: number;
  readonly #size: { readonly width: number; readonly height: number };
  #page: PageCanvas;
  #y: number;
  #pageNumber = 0;

  constructor(book: PdfBook, options: { landscape?: boolean } = {}) {
    this.book = book;
    this.#size = options.landscape ? { width: A4.height, height: A4.width } : A4;
    this.left = options.landscape ? MARGINS.right : MARGINS.left;
    this.width = this.#size.width - this.left - MARGINS.right;
    this.#page = book.addPage(this.#size);
    this.#y = this.#size.height - MARGINS.top;
    this.#pageNumber = 1;
  }

  get page(): PageCanvas {
    return this.#page;
  }

  /** Where the next thing begins, from the bottom of the page, in points. */
  get y(): number {
    return this.#y;
  }

  /** Room left on the page in points. */
  get room(): number {
    return this.#y - MARGINS.bottom;
  }

  /** Room on an empty page in points. */
  get fullRoom(): number {
    return this.#size.height - MARGINS.top - MARGINS.bottom;
  }

  /** Begins a page; its number stands at the middle of the top margin, none on page 1 (Decree 30/2020). */
  newPage(): void {
    this.#page = this.book.addPage(this.#size);
    this.#pageNumber++;
    this.#y = this.#size.height - MARGINS.top;
    const style = { size: 13 };
    const text = String(this.#pageNumber);
    const x = (this.#size.width - measure(text, this.book.faces, style)) / 2;
    const [line] = breakLines(text, { faces: this.book.faces, style, width: Infinity });
    if (line) this.#page.line(line, { x, y: this.#size.height - 13 * MM, style });
  }

  /** Makes sure that `height` points are left, on a new page if need be. */
  need(height: number): void {
    if (this.room < height) this.newPage();
  }

  space(height: number): void {
    this.#y -= height;
  }

  paragraph(text: string, options: ParagraphOptions = {}): void {
    const { align = 'justify', indent = 0, inset = 0, before = 0, after = 4 } = options;
    const style = { size: 13, ...options };
    const lines = breakLines(text, { faces: this.book.faces, style, width: this.width - inset, indent });
    this.#y -= before;
    lines.forEach((line, index) => {
      this.need(style.size * LEADING);
      this.#y -= style.size * LEADING;
      const from = this.left + inset + (index === 0 ? indent : 0);
      const width = this.width - inset - (index === 0 ? indent : 0);
      const y = this.#y + style.size * 0.25;
      const x = from + alignOffset(line, width, align);
      this.#page.line(line, { x, y, style, ...(align === 'justify' && { width }) });
    });
    this.#y -= after;
  }

  /** A heading keeps at least three lines of what follows on its page. */
  heading(text: string, options: ParagraphOptions = {}): void {
    this.need((options.size ?? 13) * LEADING * 4);
    this.paragraph(text, { bold: true, align: 'left', before: 5, after: 3, ...options });
  }

  bullets(items: readonly string[]): void {
    for (const item of items) this.paragraph(`– ${item}`, { inset: 10 * MM, indent: -4 * MM + 2, after: 2 });
  }

  /** Two blocks of centred lines side by side, as at the head of a document and under it; kept on one page. */
  sideBySide(left: readonly string[], right: readonly string[], options: { split?: number; size?: number } = {}): void {
    const { split = 0.45, size = 13 } = options;
    const style = { size };
    const blocks = [
      { text: left, x: this.left, width: this.width * split },
      { text: right, x: this.left + this.width * split, width: this.width * (1 - split) },
    ].map(({ text, x, width }) => ({
      x,
      width,
      lines: text.flatMap((line) => breakLines(line, { faces: this.book.faces, style, width })),
    }));
    const height = Math.max(...blocks.map(({ lines }) => lines.length)) * size * LEADING;
    this.need(height);
    for (const { lines, x, width } of blocks) {
      lines.forEach((line, index) => {
        const y = this.#y - (index + 1) * size * LEADING + size * 0.25;
        this.#page.line(line, { x: x + alignOffset(line, width, 'center'), y, style });
      });
    }
    this.#y -= height;
  }

  /** Places a drawing or image of the given height; `draw` gets the canvas and the lower left corner. */
  figure(
    box: { width: number; height: number; caption?: string },
    draw: (page: PageCanvas, x: number, y: number) => void,
  ): void {
    this.need(box.height + (box.caption ? 20 : 4));
    this.#y -= box.height;
    draw(this.#page, this.left + (this.width - box.width) / 2, this.#y);
    this.#y -= 4;
    if (box.caption) this.paragraph(box.caption, { align: 'center', italic: true, size: 12 });
  }
}

/** How far from the left edge an aligned line begins. */
export function alignOffset(line: Line, width: number, align: 'left' | 'center' | 'right' | 'justify'): number {
  if (align === 'center') return (width - line.width) / 2;
  return align === 'right' ? width - line.width : 0;
}
