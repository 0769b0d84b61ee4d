import { PdfDamage } from '../errors.ts';
import { decodeFilters, filterNames } from '../filters/decode.ts';
import { MAX_OBJECT_NUMBER } from '../limits.ts';
import { countValue, type PdfDict, PdfStream } from '../objects.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { readAt } from '../source/read-at.ts';
import { readIndirectObject } from '../syntax/object-parser.ts';
import { readStreamData } from './stream-data.ts';
import { FREE, remembering, runFinder, type XrefEntry, type XrefSection } from './xref-section.ts';

/** Reads a cross-reference stream (ISO 32000-1, 7.5.8); `base` is added to every offset in it. */
export function readXrefStream(bytes: FileBytes, offset: number, base: number): XrefSection {
  const { value } = readAt(bytes, offset, (lexer) => readIndirectObject(lexer));
  if (!(value instanceof PdfStream) || value.dict.nameOf('Type') !== 'XRef') throw new PdfDamage('no xref stream');
  const { dict } = value;
  const raw = readStreamData(bytes, value, countValue(dict.get('Length')));
  const parameters = dict.get('DecodeParms') ?? null;
  const filters = filterNames(dict.get('Filter'));
  const data = decodeFilters(raw, filters, Array.isArray(parameters) ? parameters : [parameters]);
  return streamSection({
    offset,
    end: value.start + raw.length,
    trailer: dict,
    rows: { data: new DataView(data.buffer, data.byteOffset, data.length), widths: readWidths(dict), base },
    runs: readIndex(dict),
  });
}

interface Widths {
  readonly type: number;
  readonly second: number;
  readonly third: number;
}

interface Rows {
  readonly data: DataView;
  readonly widths: Widths;
  readonly base: number;
}

interface Run {
  readonly first: number;
  readonly count: number;
  /** Rows before this run. */
  readonly before: number;
}

function readWidths(dict: PdfDict): Widths {
  const list = dict.get('W');
  const [type, second, third] = (Array.isArray(list) ? list : []).map((item) => countValue(item));
  if (type === undefined || second === undefined || third === undefined || type > 4 || second > 8 || third > 8) {
    throw new PdfDamage('xref stream widths');
  }
  if (type + second + third === 0) throw new PdfDamage('xref stream widths');
  return { type, second, third };
}

function readIndex(dict: PdfDict): Run[] {
  const given = dict.get('Index');
  const list = Array.isArray(given) ? given : [0, dict.get('Size') ?? null];
  const runs: Run[] = [];
  let before = 0;
  for (let i = 0; i + 1 < list.length; i += 2) {
    const first = countValue(list[i]);
    const count = countValue(list[i + 1]);
    if (first === undefined || count === undefined || first + count > MAX_OBJECT_NUMBER + 1) {
      throw new PdfDamage('xref stream index');
    }
    runs.push({ first, count, before });
    before += count;
  }
  return runs;
}

interface Stream {
  readonly offset: number;
  readonly end: number;
  readonly trailer: PdfDict;
  readonly rows: Rows;
  readonly runs: readonly Run[];
}

function streamSection({ offset, end, trailer, rows, runs }: Stream): XrefSection {
  const width = rows.widths.type + rows.widths.second + rows.widths.third;
  const available = Math.floor(rows.data.byteLength / width);
  const present = (run: Run): number => Math.max(0, Math.min(run.count, available - run.before));
  const runOf = runFinder(runs);
  return {
    kind: 'stream',
    offset,
    end,
    trailer,
    size: runs.reduce((size, run) => Math.max(size, run.first + present(run)), 0),
    find: remembering((num) => {
      const run = runOf(num);
      return run && num < run.first + present(run) ? entryAt(rows, run.before + num - run.first) : undefined;
    }),
    *entries() {
      for (const run of runs) {
        const count = present(run);
        for (let i = 0; i < count; i += 1) yield [run.first + i, entryAt(rows, run.before + i)] as const;
      }
    },
  };
}

/** A type that is not known stands for the null object (7.5.8.3), as a free entry does. */
function entryAt({ data, widths, base }: Rows, row: number): XrefEntry {
  const at = row * (widths.type + widths.second + widths.third);
  const type = widths.type === 0 ? 1 : bigEndian(data, at, widths.type);
  const second = bigEndian(data, at + widths.type, widths.second);
  const third = bigEndian(data, at + widths.type + widths.second, widths.third);
  if (type === 1) return second === 0 ? FREE : { kind: 'offset', offset: second + base, gen: third };
  return type === 2 ? { kind: 'compressed', container: second, index: third } : FREE;
}

function bigEndian(data: DataView, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i += 1) value = value * 256 + data.getUint8(at + i);
  return value;
}
