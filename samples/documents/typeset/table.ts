import { alignOffset, LEADING, type PageFlow } from './page-flow.ts';
import { breakLines, type Line, type TextStyle } from './rich-text.ts';

export interface Cell {
  readonly text: string;
  readonly colSpan?: number;
  /** Only in the header. */
  readonly rowSpan?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly bold?: boolean;
  readonly italic?: boolean;
}

export type Row = readonly (string | Cell)[];

export interface Table {
  /** Relative widths. */
  readonly columns: readonly number[];
  /** Repeated at the top of every page the table runs over. */
  readonly header?: readonly Row[];
  readonly rows: readonly Row[];
  readonly size?: number;
  /** Of the columns' cells, unless a cell says otherwise; default left. */
  readonly align?: readonly ('left' | 'center' | 'right')[];
  /** Smallest height of a row in points. */
  readonly minHeight?: number;
}

interface Placed {
  readonly cell: Cell;
  readonly x: number;
  readonly width: number;
  readonly style: TextStyle;
  readonly align: 'left' | 'center' | 'right';
  readonly rows: number;
  lines: Line[];
}

const PAD = 3.2;
/** A row is split over two pages only if this many lines fit on the first. */
const SPLIT_LINES = 3;
/** In rows lower than this many lines every cell is centred from top to bottom. */
const SHORT_ROW = 4;

/** Draws a bordered table; a row taller than the room left goes on over the page. */
export function drawTable(flow: PageFlow, table: Table): void {
  const size = table.size ?? 12;
  const header = placeHeader(flow, table);
  const [first = []] = table.rows;
  // The header never stands alone at the foot of a page.
  flow.need(headerHeight(header, size) + Math.min(heightOf(placeRow(flow, table, first), size), size * LEADING * 8));
  drawHeader(flow, header, size);
  for (const row of table.rows) {
    let cells = placeRow(flow, table, row);
    for (;;) {
      const height = Math.max(table.minHeight ?? 0, heightOf(cells, size));
      if (height <= flow.room) {
        drawRow(flow, cells, { height, size });
        break;
      }
      const fits = Math.floor((flow.room - 2 * PAD) / (size * LEADING));
      const tall = height > size * LEADING * 2 * SPLIT_LINES;
      if (fits >= SPLIT_LINES && tall) {
        const head = cells.map((placed) => ({ ...placed, lines: placed.lines.slice(0, fits) }));
        drawRow(flow, head, { height: flow.room, size });
        cells = cells.map((placed) => ({ ...placed, lines: placed.lines.slice(fits) }));
      }
      flow.newPage();
      drawHeader(flow, header, size);
    }
  }
  flow.space(6);
}

function placeRow(flow: PageFlow, table: Table, row: Row): Placed[] {
  const total = table.columns.reduce((sum, width) => sum + width, 0);
  const scale = flow.width / total;
  let column = 0;
  return row.map((entry) => {
    const cell = typeof entry === 'string' ? { text: entry } : entry;
    const span = cell.colSpan ?? 1;
    const x = flow.left + sum(table.columns.slice(0, column)) * scale;
    const width = sum(table.columns.slice(column, column + span)) * scale;
    const align = cell.align ?? table.align?.[column] ?? 'left';
    column += span;
    return place(flow, { cell, x, width, align, style: styleOf(table, cell, false) });
  });
}

function styleOf(table: Table, cell: Cell, bold: boolean): TextStyle {
  return { size: table.size ?? 12, bold: cell.bold ?? bold, italic: cell.italic ?? false };
}

function place(flow: PageFlow, at: Omit<Placed, 'lines' | 'rows'>): Placed {
  const lines = breakLines(at.cell.text, { faces: flow.book.faces, style: at.style, width: at.width - 2 * PAD });
  return { ...at, lines, rows: at.cell.rowSpan ?? 1 };
}

/** Header rows with the columns that cells spanning from above leave free. */
function placeHeader(flow: PageFlow, table: Table): Placed[][] {
  const scale = flow.width / sum(table.columns);
  const taken = new Set<string>();
  return (table.header ?? []).map((row, rowIndex) => {
    let column = 0;
    return row.map((entry) => {
      const cell = typeof entry === 'string' ? { text: entry } : entry;
      while (taken.has(`${rowIndex}/${column}`)) column++;
      const from = column;
      column += cell.colSpan ?? 1;
      for (let down = 1; down < (cell.rowSpan ?? 1); down++) {
        for (let across = from; across < column; across++) taken.add(`${rowIndex + down}/${across}`);
      }
      const x = flow.left + sum(table.columns.slice(0, from)) * scale;
      const width = sum(table.columns.slice(from, column)) * scale;
      return place(flow, { cell, x, width, align: cell.align ?? 'center', style: styleOf(table, cell, true) });
    });
  });
}

function drawHeader(flow: PageFlow, header: readonly (readonly Placed[])[], size: number): void {
  const heights = header.map((row) => headerRowHeight(row, size));
  header.forEach((row, index) => {
    for (const placed of row) drawCell(flow, placed, { height: sum(heights.slice(index, index + placed.rows)), size });
    flow.space(heights[index] ?? 0);
  });
}

function headerRowHeight(row: readonly Placed[], size: number): number {
  return heightOf(
    row.filter(({ rows }) => rows === 1),
    size,
  );
}

function headerHeight(header: readonly (readonly Placed[])[], size: number): number {
  return sum(header.map((row) => headerRowHeight(row, size)));
}

function drawRow(flow: PageFlow, cells: readonly Placed[], at: { height: number; size: number }): void {
  for (const placed of cells) drawCell(flow, placed, at);
  flow.space(at.height);
}

function drawCell(flow: PageFlow, placed: Placed, at: { height: number; size: number }): void {
  const { x, width, style, align, lines } = placed;
  const { height, size } = at;
  flow.page.rectangle({ x, y: flow.y - height, width, height }, { width: 0.5 });
  const textHeight = lines.length * size * LEADING;
  const middle = align === 'center' || height < size * LEADING * SHORT_ROW;
  const top = middle ? flow.y - Math.max(PAD, (height - textHeight) / 2) : flow.y - PAD;
  lines.forEach((line, index) => {
    const y = top - (index + 1) * size * LEADING + size * 0.28;
    flow.page.line(line, { x: x + PAD + alignOffset(line, width - 2 * PAD, align), y, style });
  });
}

function heightOf(cells: readonly Placed[], size: number): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * size * LEADING + 2 * PAD;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
