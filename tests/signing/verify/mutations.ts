import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { appendRevision, nextNumber } from './append-revision.ts';
import { type SeededRandom } from './random.ts';

/** Where the holes of a file's signatures are, brackets included, and where each signed revision ends. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly revisionEnd: number;
}

/** The holes of a file made by ourselves, whose /ByteRange says where they are. */
export function holesOf(bytes: Buffer): Hole[] {
  return [...bytes.toString('latin1').matchAll(/\/ByteRange\s*\[0 (\d+) (\d+) (\d+)\]/g)].map(([, a, b, c]) => ({
    start: Number(a),
    end: Number(b),
    revisionEnd: Number(b) + Number(c),
  }));
}

/** A way to alter a file. Returns the same bytes where it found nothing to do. */
export type Mutation = (bytes: Buffer, random: SeededRandom) => Buffer;

const flipBit: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

const replaceByte: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  copy[random.below(copy.length)] = random.below(256);
  return copy;
};

const insertBytes: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const added = Buffer.from(Array.from({ length: 1 + random.below(8) }, () => random.below(256)));
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
};

const deleteBytes: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(8))]);
};

/** Cuts the file anywhere but where a revision ends: that would be an earlier state of the file, and a sound one. */
const cut: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  const sound = holesOf(bytes).some(({ revisionEnd }) => revisionEnd === at);
  return sound ? bytes : bytes.subarray(0, at);
};

/** Takes out a revision and leaves the later ones. */
const dropRevision: Mutation = (bytes, random) => {
  const ends = holesOf(bytes).map(({ revisionEnd }) => revisionEnd);
  if (ends.length < 2) return bytes;
  const index = random.below(ends.length - 1);
  return Buffer.concat([bytes.subarray(0, ends[index - 1] ?? 0), bytes.subarray(ends[index])]);
};

const garbageAtEnd: Mutation = (bytes, random) =>
  Buffer.concat([
    bytes,
    Buffer.from(random.pick(['\nx', ' %', '%', '\0\u0001', '\n%%EOF\n', 'startxref\n0\n%%EOF\n', 'x'.repeat(50)])),
  ]);

/** Alters one hexadecimal digit of a signature, its padding included. */
const alterHole: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const hole = random.pick(holesOf(bytes));
  const at = hole.start + 1 + random.below(hole.end - hole.start - 2);
  const digit = random.pick([...'0123456789abcdefABCDEF \n%']);
  if (String.fromCharCode(copy[at] ?? 0).toLowerCase() === digit.toLowerCase() && /\d/.test(digit)) return bytes;
  copy.write(digit, at, 'latin1');
  return copy;
};

/** Alters one byte of the CMS in a hole, so that the hole stays plain hexadecimal. */
const alterCms: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const hole = random.pick(holesOf(bytes));
  const cms = Buffer.from(copy.toString('latin1', hole.start + 1, hole.end - 1), 'hex');
  const at = random.below(4 + cms.readUInt16BE(2));
  cms[at] = random.below(2) === 0 ? (cms[at] ?? 0) ^ (1 << random.below(8)) : random.below(256);
  copy.write(cms.toString('hex'), hole.start + 1, 'latin1');
  return copy;
};

/** Writes the contents of one signature, or of none, into the hole of another. */
const swapContents: Mutation = (bytes, random) => {
  const holes = holesOf(bytes);
  const [from, to] = [random.pick(holes), random.pick(holes)];
  const size = to.end - to.start - 2;
  if (from === to)
    return Buffer.concat([bytes.subarray(0, to.start + 1), Buffer.alloc(size, '0'), bytes.subarray(to.end - 1)]);
  const digits = bytes
    .toString('latin1', from.start + 1, from.end - 1)
    .slice(0, size)
    .padEnd(size, '0');
  return Buffer.concat([bytes.subarray(0, to.start + 1), Buffer.from(digits), bytes.subarray(to.end - 1)]);
};

const HARMFUL_BODIES: readonly string[] = [
  '<< >>',
  'null',
  '[]',
  '(other)',
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
  '<< /Type /Pages /Kids [] /Count 0 >>',
  '<< /Length 13 >>\nstream\n0 0 9 9 re f  \nendstream',
  '<< /FT /Sig /T (Signature1) >>',
  '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>',
];

/** Appends a well-formed revision that gives one of the signed objects another body. */
const overrideObject: Mutation = (bytes, random) => {
  const file = openPdfBytes(bytes);
  const number = 1 + random.below(nextNumber(bytes) - 1);
  const entry = file.locate(number);
  return !entry || entry.kind === 'free' ? bytes : appendRevision(bytes, { [number]: random.pick(HARMFUL_BODIES) });
};

/** Moves numbers of the signed ranges. */
const alterByteRange: Mutation = (bytes, random) => {
  const hole = random.pick(holesOf(bytes));
  const text = bytes.toString('latin1');
  const from = text.lastIndexOf('/ByteRange', hole.start) + '/ByteRange'.length;
  const copy = Buffer.from(bytes);
  const digits = [...Array(30).keys()].map((i) => from + i).filter((at) => /\d/.test(text[at] ?? ''));
  copy.write(String(random.below(10)), random.pick(digits), 'latin1');
  return copy;
};

/** Every mutation by name, with how often it is to be drawn. */
export const MUTATIONS: Readonly<Record<string, { readonly mutate: Mutation; readonly share: number }>> = {
  'a bit flipped': { mutate: flipBit, share: 30 },
  'a byte replaced': { mutate: replaceByte, share: 10 },
  'bytes inserted': { mutate: insertBytes, share: 8 },
  'bytes deleted': { mutate: deleteBytes, share: 8 },
  'the file cut': { mutate: cut, share: 5 },
  'a revision taken out': { mutate: dropRevision, share: 3 },
  'bytes after the end': { mutate: garbageAtEnd, share: 3 },
  'a digit of the signature altered': { mutate: alterHole, share: 10 },
  'a byte of the CMS altered': { mutate: alterCms, share: 20 },
  'contents swapped': { mutate: swapContents, share: 3 },
  'an object overridden': { mutate: overrideObject, share: 8 },
  'a byte range altered': { mutate: alterByteRange, share: 4 },
};

/** Draws a mutation by its share. */
export function drawMutation(random: SeededRandom): { readonly name: string; readonly mutate: Mutation } {
  const all = Object.entries(MUTATIONS);
  let ticket = random.below(all.reduce((sum, [, { share }]) => sum + share, 0));
  for (const [name, { share, mutate }] of all) {
    if (ticket < share) return { name, mutate };
    ticket -= share;
  }
  throw new Error('no mutation drawn');
}
