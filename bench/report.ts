/** One line of a bench's table; numbers are rounded for the eye only. */
export type BenchRow = Readonly<Record<string, string | number | boolean>>;

/** What a bench found: the conditions that hold for all lines, and the lines. */
export interface BenchReport {
  readonly name: string;
  readonly facts: BenchRow;
  readonly rows: readonly BenchRow[];
}

/** A bench: measures and reports; progress goes to standard error. */
export type Bench = (args: readonly string[]) => Promise<BenchReport>;

/** The middle of the values; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The report as a person reads it. */
export function asTable(report: BenchReport): string {
  const columns = [...new Set(report.rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...report.rows.map((row) => columns.map((column) => shown(row[column])))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => (line[i] ?? '').length)));
  const facts = Object.entries(report.facts).map(([key, value]) => `${key}: ${shown(value)}`);
  const lines = cells.map((line) => line.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  '));
  return [report.name, ...facts, '', ...lines].join('\n');
}

function shown(value: string | number | boolean | undefined): string {
  if (typeof value === 'number' && !Number.isInteger(value))
    return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  return String(value ?? '');
}
