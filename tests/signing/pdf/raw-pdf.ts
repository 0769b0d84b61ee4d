import { deflateSync } from 'node:zlib';

/** Objects by number: the text of each, or a stream's dictionary entries with its data. */
export type RawObjects = Readonly<Record<number, string | { readonly entries: string; readonly data: Uint8Array }>>;

/** Where things landed in a made file. */
export interface RawPdf {
  readonly bytes: Buffer;
  readonly xrefOffset: number;
}

/** One page with a line of text; the smallest file that viewers take. */
export const onePage: RawObjects = {
  1: '<</Type /Catalog /Pages 2 0 R>>',
  2: '<</Type /Pages /Kids [3 0 R] /Count 1>>',
  3: '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<>> /Scale 1.50>>',
  4: { entries: '', data: Buffer.from('0 0 m 100 100 l S') },
};

export interface RawOptions {
  /** Appended to these bytes as an update. */
  readonly before?: Uint8Array;
  readonly trailer?: string;
  readonly size?: number;
  /** Subtracted from every offset. */
  readonly base?: number;
}

/** A file (or an update of one) with a classic cross-reference table. */
export function tablePdf(objects: RawObjects, options: RawOptions = {}): RawPdf {
  const { out, offsets } = writeObjects(objects, options);
  const base = options.base ?? 0;
  const xrefOffset = out.length;
  const numbers = [...offsets.keys()].sort((a, b) => a - b);
  let text = 'xref\n';
  if (!options.before) text += '0 1\n0000000000 65535 f \n';
  for (const num of numbers) text += `${num} 1\n${String((offsets.get(num) ?? 0) - base).padStart(10, '0')} 00000 n \n`;
  const size = options.size ?? Math.max(...numbers) + 1;
  text += `trailer\n<</Size ${size} /Root 1 0 R ${options.trailer ?? ''}>>\nstartxref\n${xrefOffset - base}\n%%EOF\n`;
  return { bytes: Buffer.concat([out.all(), Buffer.from(text, 'latin1')]), xrefOffset };
}

/** A file whose objects (all but streams) stand in one object stream, listed by a cross-reference stream. */
export function streamPdf(objects: RawObjects, options: RawOptions = {}): RawPdf {
  const packed = Object.entries(objects).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const plain = Object.fromEntries(Object.entries(objects).filter(([, body]) => typeof body !== 'string'));
  const highest = Math.max(...Object.keys(objects).map(Number));
  const container = highest + 1;
  const { out, offsets } = writeObjects({ ...plain, [container]: objectStream(packed) }, options);
  const xrefOffset = out.length;
  const rows: Uint8Array[] = [Buffer.from([0, 0, 0, 0, 0, 255])];
  for (let num = 1; num <= highest; num += 1) {
    const index = packed.findIndex(([key]) => Number(key) === num);
    rows.push(index >= 0 ? row(2, container, index) : row(offsets.has(num) ? 1 : 0, offsets.get(num) ?? 0, 0));
  }
  rows.push(row(1, offsets.get(container) ?? 0, 0), row(1, xrefOffset, 0));
  const data = deflateSync(Buffer.concat(rows));
  const dict = `<</Type /XRef /W [1 4 1] /Size ${container + 2} /Root 1 0 R /Filter /FlateDecode /Length ${data.length} ${options.trailer ?? ''}>>`;
  out.text(`${container + 1} 0 obj\n${dict}\nstream\n`);
  out.bytes(data);
  out.text(`\nendstream\nendobj\nstartxref\n${xrefOffset}\n%%EOF\n`);
  return { bytes: out.all(), xrefOffset };
}

/** A hybrid file: the catalog is in the table, everything else hidden in a stream that /XRefStm names. */
export function hybridPdf(objects: RawObjects = onePage): RawPdf {
  const stream = streamPdf({ ...objects, 1: { entries: '', data: Buffer.from('x') } });
  const body = stream.bytes.subarray(0, stream.bytes.lastIndexOf('startxref'));
  const catalog = objects[1] as string;
  const catalogOffset = body.length;
  const text = `1 0 obj\n${catalog}\nendobj\n`;
  const xrefOffset = body.length + text.length;
  const table = `xref\n0 3\n0000000000 65535 f \n${String(catalogOffset).padStart(10, '0')} 00000 n \n0000000000 00000 f \n`;
  const trailer = `trailer\n<</Size 7 /Root 1 0 R /XRefStm ${stream.xrefOffset}>>\nstartxref\n${xrefOffset}\n%%EOF\n`;
  return { bytes: Buffer.concat([body, Buffer.from(text + table + trailer, 'latin1')]), xrefOffset };
}

/** An object stream of these numbered texts. */
export function objectStream(packed: readonly (readonly [string, string])[]): { entries: string; data: Buffer } {
  let directory = '';
  let body = '';
  for (const [num, text] of packed) {
    directory += `${num} ${body.length} `;
    body += `${text}\n`;
  }
  const data = deflateSync(Buffer.from(directory + body, 'latin1'));
  return { entries: `/Type /ObjStm /N ${packed.length} /First ${directory.length} /Filter /FlateDecode`, data };
}

function row(type: number, second: number, third: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes[0] = type;
  bytes.writeUInt32BE(second, 1);
  bytes[5] = third;
  return bytes;
}

function writeObjects(objects: RawObjects, options: RawOptions): { out: Output; offsets: Map<number, number> } {
  const out = new Output();
  if (options.before) out.bytes(options.before);
  else out.text('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const offsets = new Map<number, number>();
  for (const [num, body] of Object.entries(objects)) {
    offsets.set(Number(num), out.length);
    if (typeof body === 'string') out.text(`${num} 0 obj\n${body}\nendobj\n`);
    else {
      out.text(`${num} 0 obj\n<<${body.entries} /Length ${body.data.length}>>\nstream\n`);
      out.bytes(body.data);
      out.text('\nendstream\nendobj\n');
    }
  }
  return { out, offsets };
}

class Output {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  text(text: string): void {
    this.bytes(Buffer.from(text, 'latin1'));
  }

  bytes(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  all(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
