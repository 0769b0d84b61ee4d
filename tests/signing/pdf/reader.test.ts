import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { PdfDict, type PdfReal, PdfRef, type PdfStream, type PdfString } from '../../../src/signing/pdf/objects.ts';
import { openPdf, openPdfBytes, PdfFile, withPdf } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { countPages, findPage, pageGeometry } from '../../../src/signing/pdf/reader/pages.ts';
import { bufferSource, type ByteSource, openFileSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { hybridPdf, objectStream, onePage, type RawPdf, streamPdf, tablePdf } from './raw-pdf.ts';
import { read } from './sign.ts';

const pagesOf = (bytes: Uint8Array): number => read(bytes, countPages);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (from: string): Buffer => Buffer.from(from, 'latin1');
const isRecovered = (bytes: Uint8Array): boolean => read(bytes, (file) => (countPages(file), file.structure.recovered));

/** The same bytes, handed out by ranges only. */
function ranged(bytes: Uint8Array): ByteSource & { reads: number } {
  const source = {
    size: bytes.length,
    reads: 0,
    read(offset: number, length: number): Promise<Uint8Array> {
      source.reads += 1;
      return Promise.resolve(bytes.subarray(offset, offset + length));
    },
  };
  return source;
}

const kinds: readonly (readonly [string, RawPdf])[] = [
  ['table', tablePdf(onePage)],
  ['stream', streamPdf(onePage)],
  ['hybrid', hybridPdf()],
];

describe('a file that cannot be read', () => {
  it.each([
    ['no header', 'hello', 'PDF_NOT_A_PDF'],
    ['nothing', '', 'PDF_NOT_A_PDF'],
    ['a header too far in', `${' '.repeat(1100)}%PDF-1.4`, 'PDF_NOT_A_PDF'],
    ['a header alone', '%PDF-1.7\n', 'PDF_BROKEN'],
    ['no catalog', '%PDF-1.7\n1 0 obj <</Type /Page>> endobj', 'PDF_BROKEN'],
  ])('is refused: %s', (_what, content, code) => {
    expect(() => openPdfBytes(bytesOf(content))).toThrowCode(code);
  });

  it('is refused when it has no pages', () => {
    const empty = tablePdf({ ...onePage, 2: '<</Type /Pages /Kids [] /Count 0>>', 3: 'null' }).bytes;
    expect(() => read(empty, (file) => findPage(file, 0))).toThrowCode('PDF_NO_PAGES');
    expect(() => pagesOf(empty)).toThrowCode('PDF_NO_PAGES');
  });

  it('is refused when it is larger than any table can describe', () => {
    expect(() => new PdfFile({ size: 2 ** 40, read: () => Promise.reject(new Error('not read')) })).toThrowCode(
      'PDF_LIMIT_EXCEEDED',
    );
  });

  it('is refused when the source gives less than it said', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hoso-pdf-'));
    const path = join(folder, 'a.pdf');
    await writeFile(path, tablePdf(onePage).bytes);
    {
      await using source = await openFileSource(path);
      await writeFile(path, '%PDF');
      await expect(openPdf(source)).rejects.toThrowCode('PDF_SOURCE_CHANGED');
    }
    await rm(folder, { recursive: true });
  });
});

describe('a file that was made to hang or to fill the memory', () => {
  it('is refused when an object stream inflates without end', () => {
    const data = deflateSync(Buffer.alloc(80 * 1024 * 1024));
    const bomb = tablePdf({ ...onePage, 5: { entries: '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', data } });
    expect(() => read(bomb.bytes, (file) => file.decodedStream(file.get(5) as PdfStream))).toThrowCode(
      'PDF_LIMIT_EXCEEDED',
    );
  });

  it('is refused when it names too many filters', () => {
    const entries = `/Filter [${'/AHx '.repeat(9)}]`;
    const file = tablePdf({ ...onePage, 5: { entries, data: Buffer.from('00>') } });
    expect(() => read(file.bytes, (open) => open.decodedStream(open.get(5) as PdfStream))).toThrowCode(
      'PDF_LIMIT_EXCEEDED',
    );
  });

  it('does not follow a /Prev that leads back', () => {
    const { xrefOffset } = tablePdf(onePage, { trailer: '/Prev 0000000' });
    const looped = tablePdf(onePage, { trailer: `/Prev ${String(xrefOffset).padStart(7, '0')}` }).bytes;
    expect(isRecovered(looped)).toBe(true);
  });

  it('is refused when it has more revisions than anyone makes', () => {
    let bytes = tablePdf(onePage);
    for (let i = 0; i < 1024; i += 1) {
      const start = bytes.bytes.length;
      const more = `xref\n0 0\ntrailer\n<</Size 5/Root 1 0 R/Prev ${bytes.xrefOffset}>>\nstartxref\n${start}\n%%EOF\n`;
      bytes = { bytes: Buffer.concat([bytes.bytes, bytesOf(more)]), xrefOffset: start };
    }
    expect(() => openPdfBytes(bytes.bytes)).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('reads an object that refers to itself as nothing', () => {
    const file = tablePdf({ ...onePage, 5: '6 0 R', 6: '5 0 R', 7: { entries: '', data: Buffer.from('x') } }).bytes;
    expect(read(file, (open) => open.resolve(new PdfRef(5)))).toBeNull();
  });

  it('passes each page tree node once', () => {
    const looped = tablePdf({ ...onePage, 2: '<</Type /Pages /Kids [2 0 R 3 0 R 3 0 R] /Count 3>>' }).bytes;
    expect(pagesOf(looped)).toBe(1);
  });

  it('is refused when its page tree is too deep', () => {
    const deep: Record<number, string> = { 1: '<</Type /Catalog /Pages 2 0 R>>' };
    for (let num = 2; num < 90; num += 1) deep[num] = `<</Type /Pages /Kids [${num + 1} 0 R] /Count 1>>`;
    expect(() => pagesOf(tablePdf({ ...deep, 90: '<</Type /Page>>' }).bytes)).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('is refused when objects in a stream overlap so that reading each costs the whole', () => {
    const zeros = '0 '.repeat(990_000);
    const directory = Array.from({ length: 20 }, (_, i) => `${i + 10} ${i} `).join('');
    const data = deflateSync(Buffer.from(`${directory}${' '.repeat(19)}[${zeros}]`));
    const entries = `/Type /ObjStm /N 20 /First ${directory.length} /Filter /FlateDecode`;
    const bytes = bytesOf(text(tablePdf({ ...onePage, 9: { entries, data } }).bytes).replace(/startxref[^]*/, ''));
    expect(() =>
      read(bytes, (file) => (file.distrust(), file.objectNumbers().map((num) => file.get(num)))),
    ).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('is refused when scanning it again and again would read the same text', () => {
    const bytes = bytesOf(`%PDF-1.7\n${'1 0 obj ('.repeat(20_000)}`);
    expect(() => openPdfBytes(bytes)).toThrowCode('PDF_LIMIT_EXCEEDED');
  });
});

describe.each(kinds)('a file with a cross-reference %s', (kind, { bytes, xrefOffset }) => {
  it('is opened from its end', () => {
    read(bytes, (file) => {
      expect(file.sections[0]).toMatchObject({ kind, offset: xrefOffset });
      expect(file.structure).toMatchObject({ recovered: false, base: 0 });
      expect(file.headerVersion).toBe('1.7');
      expect(countPages(file)).toBe(1);
    });
  });

  it('keeps the spelling of what it reads', () => {
    const scale = read(bytes, (file) => findPage(file, 0).dict.get('Scale'));
    expect((scale as PdfReal).text).toBe('1.50');
  });

  it('is opened with rubbish after its end', () => {
    expect(pagesOf(Buffer.concat([bytes, Buffer.alloc(3000, 'x')]))).toBe(1);
  });

  it('is opened with rubbish before its header, its offsets taken as they come', () => {
    const shifted = Buffer.concat([bytesOf('rubbish\n'), bytes]);
    expect(read(shifted, (file) => [file.structure.base, file.headerOffset, countPages(file)])).toEqual([8, 8, 1]);
  });

  it('is recovered when its end is cut off', () => {
    expect(isRecovered(bytes.subarray(0, -30))).toBe(true);
  });

  it('is recovered when every object moved', () => {
    const moved = Buffer.concat([bytes.subarray(0, 15), Buffer.alloc(7, ' '), bytes.subarray(15)]);
    expect(pagesOf(moved)).toBe(1);
    expect(isRecovered(moved)).toBe(true);
  });

  it('reads the same by ranges', async () => {
    const source = ranged(bytes);
    const file = await openPdf(source);
    expect(await withPdf(file, () => countPages(file))).toBe(1);
    expect(source.reads).toBe(1);
  });

  it('lists its objects', () => {
    const numbers = read(bytes, (file) => file.objectNumbers());
    expect(numbers).toEqual(expect.arrayContaining([0, 1, 2, 3, 4]));
    const { sections } = openPdfBytes(bytes);
    for (const [num, entry] of sections[0]?.entries() ?? []) expect(sections[0]?.find(num)).toEqual(entry);
  });
});

describe('what one revision says', () => {
  it('gives way to the next one', () => {
    const first = tablePdf(onePage);
    const second = tablePdf(
      { 3: '<</Type /Page /Parent 2 0 R /Rotate 90>>' },
      { before: first.bytes, trailer: `/Prev ${first.xrefOffset}`, size: 5 },
    );
    read(second.bytes, (file) => {
      expect(file.sections).toHaveLength(2);
      expect(pageGeometry(file, findPage(file, 0)).rotate).toBe(90);
    });
  });

  it('is found where /Prev is a reference, as some writers have it', () => {
    const first = tablePdf(onePage);
    const second = tablePdf({ 9: '5' }, { before: first.bytes, trailer: `/Prev ${first.xrefOffset} 0 R` });
    expect(read(second.bytes, (file) => [file.sections.length, file.get(9)])).toEqual([2, 5]);
  });

  it('is recovered where /Prev is nonsense', () => {
    for (const trailer of ['/Prev (x)', '/Prev 99999999', '/Prev 20']) {
      expect(isRecovered(tablePdf(onePage, { trailer }).bytes)).toBe(true);
    }
  });

  it('does not count what a stream of an older section hides again', () => {
    const { bytes, xrefOffset } = hybridPdf();
    const second = tablePdf(
      { 2: '<</Type /Pages /Kids [3 0 R 3 0 R] /Count 2>>' },
      { before: bytes, trailer: `/Prev ${xrefOffset}` },
    );
    expect(read(second.bytes, (file) => file.locate(2)?.kind)).toBe('offset');
  });

  it('frees an object', () => {
    const first = tablePdf({ ...onePage, 5: '(gone)' });
    const more = `xref\n5 1\n0000000000 00001 f \ntrailer\n<</Size 6/Root 1 0 R/Prev ${first.xrefOffset}>>\nstartxref\n${first.bytes.length}\n%%EOF\n`;
    expect(read(Buffer.concat([first.bytes, bytesOf(more)]), (file) => file.get(5))).toBeNull();
  });
});

describe('a cross-reference table that is not quite right', () => {
  const { bytes } = tablePdf(onePage);
  const rebuilt = (change: (table: string) => string): Buffer => bytesOf(change(text(bytes)));

  it('is read when its entries have no blank before the line end', () => {
    const short = rebuilt((file) => file.replaceAll(' n \n', ' n\n').replaceAll(' f \n', ' f\n'));
    expect(pagesOf(short)).toBe(1);
  });

  it('is given up when its entries have different lengths', () => {
    const run = text(tablePdf({ ...onePage }).bytes).replace(/xref\n0 1[^]*trailer/, (table) => {
      const entries = [...table.matchAll(/\d{10} \d{5} [nf] \n/g)].map(([entry]) => entry);
      return `xref\n0 5\n${entries.map((entry, i) => (i === 2 ? `${entry.trimEnd()}    \n` : entry)).join('')}trailer`;
    });
    expect(isRecovered(bytesOf(run))).toBe(true);
  });

  it('is read when it counts from one though it starts with the head of the free list', () => {
    const run = text(bytes).replace(/xref\n0 1[^]*trailer/, (table) => {
      const entries = [...table.matchAll(/\d{10} \d{5} [nf] \n/g)].map(([entry]) => entry);
      return `xref\n1 5\n${entries.join('')}trailer`;
    });
    expect(isRecovered(bytesOf(run))).toBe(false);
  });

  it.each([
    ['an offset is nonsense', (file: string) => file.replace(/3 1\n\d{10}/, '3 1\n0099999999')],
    [
      'an offset is another object',
      (file: string) =>
        file.replace(/(2 1\n\d{10})([^]*3 1\n)\d{10}/, (_all, a: string, b: string) => `${a}${b}${a.slice(4)}`),
    ],
    ['an entry is no entry', (file: string) => file.replace(/3 1\n\d{10} 00000 n/, '3 1\nxxxxxxxxxx 00000 n')],
    ['the trailer has no size', (file: string) => file.replace('/Size', '/Sizf')],
    ['the trailer is torn', (file: string) => file.replace('<</Size', '<</Size (')],
    ['the trailer is missing', (file: string) => file.replace('trailer', 'tr_iler')],
    ['the subsection is nonsense', (file: string) => file.replace('0 1\n0000000000', '0 x\n0000000000')],
    ['the root is missing', (file: string) => file.replace('/Root', '/Toor')],
    ['the root is a page', (file: string) => file.replace('/Root 1 0 R', '/Root 3 0 R')],
    ['startxref is zero', (file: string) => file.replace(/startxref\n\d+/, 'startxref\n0')],
    ['startxref is missing', (file: string) => file.replace('startxref', 'startxxxx')],
    ['startxref points at an object', (file: string) => file.replace(/startxref\n\d+/, 'startxref\n15')],
  ])('is recovered when %s', (_what, change) => {
    const broken = rebuilt(change);
    expect(isRecovered(broken)).toBe(true);
    expect(pagesOf(broken)).toBe(1);
  });
});

describe('a cross-reference stream that is not right', () => {
  const made = (dict: string, data: Buffer): Buffer => {
    const body = text(tablePdf(onePage).bytes).replace(/xref\n0 1[^]*/, '');
    const stream = `9 0 obj\n<<${dict} /Root 1 0 R /Length ${data.length}>>\nstream\n`;
    const end = `\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
    return Buffer.concat([bytesOf(body + stream), data, bytesOf(end)]);
  };

  it.each([
    ['no widths', '/Type /XRef /Size 10'],
    ['widths of nothing', '/Type /XRef /Size 10 /W [0 0 0]'],
    ['widths beyond reason', '/Type /XRef /Size 10 /W [1 99 1]'],
    ['a bad index', '/Type /XRef /Size 10 /W [1 2 1] /Index [0 (x)]'],
    ['a filter nobody knows', '/Type /XRef /Size 10 /W [1 2 1] /Filter /Brotli'],
    ['data that is not deflated', '/Type /XRef /Size 10 /W [1 2 1] /Filter /FlateDecode'],
    ['the wrong type', '/Type /YRef /Size 10 /W [1 2 1]'],
  ])('is recovered: %s', (_what, dict) => {
    expect(isRecovered(made(dict, Buffer.alloc(40, 1)))).toBe(true);
  });

  it('takes a missing type column for objects in the file, and an unknown type for nothing', () => {
    const body = text(tablePdf(onePage).bytes);
    const offset = (num: number): number => body.indexOf(`${num} 0 obj`);
    const data = Buffer.alloc(10);
    for (let num = 1; num < 5; num += 1) data.writeUInt16BE(offset(num), num * 2);
    const file = made('/Type /XRef /Size 5 /W [0 2 0]', data);
    expect(isRecovered(file)).toBe(false);
    const typed = Buffer.alloc(20);
    for (let num = 1; num < 5; num += 1) {
      typed[num * 4] = num === 4 ? 7 : 1;
      typed.writeUInt16BE(offset(num), num * 4 + 1);
    }
    const unknown = made('/Type /XRef /Size 5 /W [1 2 1]', typed);
    expect(read(unknown, (open) => [open.get(4), countPages(open)])).toEqual([null, 1]);
  });
});

describe('recovery', () => {
  const body = (objects: string): Buffer => bytesOf(`%PDF-1.7\n${objects}`);
  const page = '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ';

  it('takes the last of two objects with the same number', () => {
    const file = body(`${page}3 0 obj<</Type/Page/Rotate 90>>endobj\n3 0 obj<</Type/Page/Rotate 180>>endobj`);
    expect(read(file, (open) => pageGeometry(open, findPage(open, 0)).rotate)).toBe(180);
  });

  it('does not take for objects what stands inside a stream', () => {
    const inner = '3 0 obj<</Type/Page/Rotate 180>>endobj trailer<</Root 9 0 R>>';
    for (const length of [`/Length ${inner.length}`, '/Length 8 0 R', '/Length 3']) {
      const file = body(
        `${page}3 0 obj<</Type/Page/Rotate 90>>endobj 4 0 obj<<${length}>>stream\n${inner}\nendstream endobj`,
      );
      expect(read(file, (open) => pageGeometry(open, findPage(open, 0)).rotate)).toBe(90);
    }
  });

  it('goes on after a stream that never ends', () => {
    const file = body(`4 0 obj<</Length 9>>stream\nabc ${page} 3 0 obj<</Type/Page>>endobj`);
    expect(pagesOf(file)).toBe(1);
  });

  it('finds pages that no tree leads to', () => {
    const file = body(
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 7 0 obj<</Type/Page>>endobj 5 0 obj<</Type/Page>>endobj',
    );
    expect(read(file, (open) => [countPages(open), findPage(open, 0).ref?.num])).toEqual([2, 5]);
  });

  it('finds a catalog that stands in an object stream when the trailer is lost', () => {
    const { bytes } = streamPdf(onePage);
    const cut = bytes.subarray(0, bytes.indexOf('/Type /XRef') - 20);
    expect(read(cut, (file) => [countPages(file), file.structure.recovered])).toEqual([1, true]);
  });

  it('lets an object of the file come before an older one in a stream, and after a newer one', () => {
    const { entries, data } = objectStream([['3', '<</Type/Page/Rotate 270>>']]);
    const stream = Buffer.concat([
      bytesOf(`9 0 obj<<${entries}/Length ${data.length}>>stream\n`),
      data,
      bytesOf('\nendstream endobj '),
    ]);
    const plain = bytesOf('3 0 obj<</Type/Page/Rotate 90>>endobj ');
    const rotate = (...parts: Buffer[]): number =>
      read(Buffer.concat([body(page), ...parts]), (open) => pageGeometry(open, findPage(open, 0)).rotate);
    expect(rotate(stream, plain)).toBe(90);
    expect(rotate(plain, stream)).toBe(270);
  });

  it('leaves an object stream alone that cannot be read', () => {
    const file = body(
      `${page}3 0 obj<</Type/Page>>endobj 9 0 obj<</Type/ObjStm/N 1/First 4/Length 3>>stream\nabc\nendstream`,
    );
    expect(pagesOf(file)).toBe(1);
  });

  it('reads a file by ranges that is much longer than one range, to the same result', async () => {
    const long = Buffer.concat([
      body(page),
      Buffer.alloc(1_500_000, ' '),
      bytesOf('3 0 obj<</Type/Page/Rotate 90>>endobj'),
      Buffer.alloc(700_000, '\n'),
    ]);
    const file = new PdfFile(ranged(long));
    const rotate = await withPdf(file, () => pageGeometry(file, findPage(file, 0)).rotate);
    expect(rotate).toBe(90);
  });
});

describe('a large file on disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoso-pdf-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read from its ends alone', async () => {
    const scan = { entries: '', data: Buffer.alloc(30 * 1024 * 1024, 'x') };
    const { bytes } = tablePdf({ 4: scan, ...onePage, 5: scan });
    const path = join(folder, 'scan.pdf');
    await writeFile(path, bytes);
    await using source = await openFileSource(path);
    let read = 0;
    const counting: ByteSource = {
      size: source.size,
      read(offset, length) {
        read += length;
        return source.read(offset, length);
      },
    };
    const file = await openPdf(counting);
    expect(await withPdf(file, () => countPages(file))).toBe(1);
    expect(read).toBeLessThan(512 * 1024);
  });

  it('reads a stream that spans many ranges', async () => {
    const { bytes } = tablePdf({ ...onePage, 5: { entries: '', data: Buffer.alloc(3_000_000, 'y') } });
    const file = await openPdf(ranged(bytes));
    const data = await withPdf(file, () => file.rawStream(file.get(5) as PdfStream));
    expect(data.length).toBe(3_000_000);
  });
});

describe('page geometry', () => {
  const geometry = (page: string, parent = ''): ReturnType<typeof pageGeometry> =>
    read(
      tablePdf({ ...onePage, 2: `<</Type /Pages /Kids [3 0 R] /Count 1 ${parent}>>`, 3: `<</Type /Page ${page}>>` })
        .bytes,
      (file) => pageGeometry(file, findPage(file, 0)),
    );

  it('inherits boxes and rotation', () => {
    expect(geometry('', '/MediaBox [0 0 842 595] /Rotate 270')).toMatchObject({
      mediaBox: [0, 0, 842, 595],
      rotate: 270,
    });
  });

  it('puts the corners of a box in order and keeps the crop box inside the media box', () => {
    expect(geometry('/MediaBox [595 842 0 0] /CropBox [-50 10 300 900]')).toMatchObject({
      mediaBox: [0, 0, 595, 842],
      cropBox: [0, 10, 300, 842],
    });
  });

  it('ignores what makes no sense', () => {
    expect(geometry('/MediaBox [1 2] /CropBox [0 0 0 0] /Rotate (x) /UserUnit -1')).toEqual({
      index: 0,
      mediaBox: [0, 0, 612, 792],
      cropBox: [0, 0, 612, 792],
      rotate: 0,
      userUnit: 1,
      transparency: 'allowed',
    });
    expect(geometry('/CropBox [1000 1000 1200 1200]').cropBox).toEqual([0, 0, 612, 792]);
    expect(geometry('/Rotate -90 /UserUnit 2')).toMatchObject({ rotate: 270, userUnit: 2 });
  });
});

describe('finding a page', () => {
  const many: Record<number, string> = {
    1: '<</Type /Catalog /Pages 2 0 R>>',
    2: '<</Type /Pages /Kids [3 0 R 4 0 R] /Count 5>>',
  };
  many[3] = '<</Type /Pages /Parent 2 0 R /Kids [10 0 R 11 0 R 12 0 R] /Count 3>>';
  many[4] = '<</Type /Pages /Parent 2 0 R /Kids [13 0 R 14 0 R] /Count 2>>';
  for (let num = 10; num < 15; num += 1) many[num] = `<</Type /Page /Parent ${num < 13 ? 3 : 4} 0 R>>`;
  const { bytes } = tablePdf(many);

  it.each([
    [0, 10],
    [2, 12],
    [3, 13],
    [-1, 14],
    [-5, 10],
  ])('counts from either end: %i', (index, num) => {
    expect(read(bytes, (file) => findPage(file, index).ref?.num)).toBe(num);
  });

  it.each([5, -6, 99])('refuses a page that is not there: %i', (index) => {
    expect(() => read(bytes, (file) => findPage(file, index))).toThrowCode('PDF_PAGE_NOT_FOUND');
  });

  it('walks through pages that nobody counted', () => {
    const uncounted = {
      ...many,
      2: '<</Type /Pages /Kids [3 0 R 4 0 R]>>',
      3: (many[3] ?? '').replace('/Count 3', ''),
    };
    expect(read(tablePdf(uncounted).bytes, (file) => findPage(file, 2).ref?.num)).toBe(12);
  });

  it('takes a page tree that is a single page', () => {
    expect(pagesOf(tablePdf({ ...onePage, 1: '<</Type /Catalog /Pages 3 0 R>>' }).bytes)).toBe(1);
  });
});

describe('a string in an object stream', () => {
  it('has no place in the file', () => {
    const { bytes } = streamPdf({ ...onePage, 5: '<</A (x)>>' });
    const string = read(bytes, (file) => file.dict(new PdfRef(5))?.get('A')) as PdfString;
    expect([string.start, string.end]).toEqual([-1, -1]);
  });
});

describe('a step', () => {
  it('that fails by itself fails the reader', async () => {
    const file = await openPdf(bufferSource(tablePdf(onePage).bytes));
    await expect(
      withPdf(file, () => {
        throw new RangeError('own fault');
      }),
    ).rejects.toThrow(RangeError);
    expect(file.catalog).toBeInstanceOf(PdfDict);
  });
});
