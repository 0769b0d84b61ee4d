import { describe, expect, it } from 'vitest';
import { isHosoError } from '../../../../src/kernel/errors.ts';
import { openPdfBytes, PdfFile, withPdf } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { referencesIn } from '../../../../src/signing/pdf/reader/references.ts';
import { bufferSource } from '../../../../src/signing/pdf/source/byte-source.ts';
import { MissingBytes } from '../../../../src/signing/pdf/source/file-bytes.ts';
import { ReferenceSearch } from '../../../../src/signing/pdf/reader/may-refer.ts';
import { onePage, type RawObjects, streamPdf, tablePdf } from '../raw-pdf.ts';
import { ranged } from './ranged.ts';
import { SeededRandom } from '../../verify/random.ts';

const MISSING = 77;
const searchFor = (file: PdfFile, num: number): ReferenceSearch => new ReferenceSearch(file, (one) => one === num);
const looksFor = (bytes: Uint8Array, num = MISSING): boolean => searchFor(openPdfBytes(bytes), num).find();
const withObject = (body: RawObjects[number]): RawObjects => ({ ...onePage, 5: body });

describe('a look for references to a number', () => {
  it.each([
    ['in a dictionary', '<</A 77 0 R>>'],
    ['in an array', '[1 2 77 0 R]'],
    ['with the letter right behind the generation', '<</A 77 0R>>'],
    ['over line ends', '<</A 77\r\n0\tR>>'],
    ['with zeros before it', '<</A 0077 0 R>>'],
    ['behind a string', '<</T (endobj) /A 77 0 R>>'],
    ['behind a string with a parenthesis in it', '<</T (a (endobj) b) /A 77 0 R>>'],
    ['behind a hexadecimal string', '<</T <73747265616d> /A 77 0 R>>'],
    ['behind a comment', '<</T 1 % endobj \n /A 77 0 R>>'],
    ['behind a word that only begins like an end', '<</T streams /U endobject /A 77 0 R>>'],
    ['behind a name that is spelled like an end', '<</stream /endobj /A 77 0 R>>'],
    ['behind a number grown together with an end', '<</T 12endobj /A 77 0 R>>'],
    ['far behind the start of its object', `<</T (${'x'.repeat(2000)}) /A 77 0 R>>`],
    ['far behind a string without an end in sight', `<</U [${'1 '.repeat(600)}] /A 77 0 R>>`],
  ])('sees one %s', (_where, body) => {
    expect(looksFor(tablePdf(withObject(body)).bytes)).toBe(true);
    expect(looksFor(streamPdf(withObject(body)).bytes)).toBe(true);
  });

  it('sees one in the dictionary of a stream', () => {
    expect(looksFor(tablePdf(withObject({ entries: '/A 77 0 R', data: Buffer.from('x') })).bytes)).toBe(true);
  });

  it('sees one in a trailer', () => {
    expect(looksFor(tablePdf(onePage, { trailer: '/Info 77 0 R' }).bytes)).toBe(true);
  });

  it.each([
    ['an object that refers to others', '<</A 7 0 R /B 770 0 R /C 771 1 R>>'],
    ['numbers that are no reference', '<</A [77 0] /Rotate 77 /R 0>>'],
    ['what stands in a long object that is read in full', `<</T (${'77 0 R '.repeat(300)})>>`],
  ])('is not alarmed by %s', (_what, body) => {
    expect(looksFor(tablePdf(withObject(body)).bytes)).toBe(false);
  });

  it('is not alarmed by the data of a stream', () => {
    expect(looksFor(tablePdf(withObject({ entries: '', data: Buffer.from(' 77 0 R ') })).bytes)).toBe(false);
  });

  it('asks for the bytes that it lacks', async () => {
    const far = { entries: '', data: Buffer.alloc(100_000, 'x') };
    const file = new PdfFile(ranged(tablePdf({ ...onePage, 5: far, 6: '[9 0 R]', 7: far }).bytes));
    await withPdf(file, () => undefined);
    const search = searchFor(file, 9);
    expect(() => search.find()).toThrow(MissingBytes);
    expect(await withPdf(file, () => search.find())).toBe(true);
  });

  it('leaves out what a later section of the same revision replaced', () => {
    const long = `<</T (${'x'.repeat(2000)}) /A 77 0 R>>`;
    const before = tablePdf(withObject(long));
    const after = tablePdf({ 5: '<<>>' }, { before: before.bytes, trailer: `/Prev ${before.xrefOffset}` });
    expect(looksFor(after.bytes)).toBe(false);
  });

  it('is alarmed where an object stream holds a comment, or cannot be read', () => {
    expect(looksFor(streamPdf(withObject('<</A (100%)>>')).bytes)).toBe(true);
    const lost = streamPdf(onePage).bytes.toString('latin1').replace('/Type /ObjStm', '/Type /ObjStm /Nix 1');
    const broken = tablePdf({ ...onePage, 5: `<</A (\\(${'x'.repeat(2000)})>>` }).bytes;
    expect(looksFor(Buffer.from(lost, 'latin1'))).toBe(false);
    expect(looksFor(Buffer.from(broken.toString('latin1').replace('5 0 obj', '6 0 obj'), 'latin1'))).toBe(true);
  });
});

/** Separated by bars. */
const PIECES = [
  '<<|>>|[|]|/A|/R|/stream|/endobj|/#52|(|)|(a)|(\\))|<|>|<41>|<7>|%c\n|%|{|}|\\|+1|-|1.5|1|2|00|77|true|null|R|RR|R/|0R',
  'stream|streams|endobj|endobj1|obj|xref|12endobj|5 0 R|9 0R|12 0 R|123 4 R|8 0 %c\nR|6\r\n0\0R',
].flatMap((line) => line.split('|'));
const BLANKS = ['', ' ', ' ', '\n', '\r\n', '\t', '  '];

function randomBody(random: SeededRandom): string {
  const open = random.pick(['<<', '[', '']);
  let body = open;
  for (let left = 1 + random.below(14); left > 0; left--) body += random.pick(BLANKS) + random.pick(PIECES);
  return body + random.pick(['', '>>', ' >>', ']']);
}

/** What an object of a file refers to as the reader sees it; nothing where the reader refuses. */
function referencesOf(bytes: Uint8Array, num: number): number[] {
  const file = new PdfFile(bufferSource(bytes));
  try {
    file.load();
    return referencesIn(file.get(num));
  } catch (error) {
    if (isHosoError(error) || error instanceof Error) return [];
    throw error;
  }
}

describe('whatever stands in an object', () => {
  it.each(['table', 'stream'] as const)('the look misses no reference that the reader finds, in a %s', (kind) => {
    const random = new SeededRandom(20_261_125);
    let found = 0;
    for (let round = 0; round < 4000; round++) {
      const objects = withObject(randomBody(random));
      const { bytes } = kind === 'table' ? tablePdf(objects) : streamPdf(objects);
      for (const num of referencesOf(bytes, 5)) {
        found++;
        const file = new PdfFile(bufferSource(bytes));
        file.load();
        expect(searchFor(file, num).find(), JSON.stringify(objects[5])).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(500);
  });
});
