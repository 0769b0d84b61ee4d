import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { PdfDamage } from '../../../src/signing/pdf/errors.ts';
import { MAX_FILE_BYTES, MAX_STREAM_BYTES, MAX_TREE_DEPTH } from '../../../src/signing/pdf/limits.ts';
import { PdfDict, PdfRef, PdfStream } from '../../../src/signing/pdf/objects.ts';
import { walkFields } from '../../../src/signing/pdf/reader/fields.ts';
import { readContainedObject, readObjectStream } from '../../../src/signing/pdf/reader/object-stream.ts';
import { readStreamData } from '../../../src/signing/pdf/reader/stream-data.ts';
import { readHeader } from '../../../src/signing/pdf/reader/structure.ts';
import { openPdf, withPdf } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { bufferSource, type ByteSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { type FileBytes, fileBytes } from '../../../src/signing/pdf/source/file-bytes.ts';
import { readAt } from '../../../src/signing/pdf/source/read-at.ts';
import { readObject } from '../../../src/signing/pdf/syntax/object-parser.ts';
import { onePage, type RawObjects, tablePdf } from './raw-pdf.ts';
import { read } from './sign.ts';

const inMemory = (text: string | Uint8Array): FileBytes =>
  fileBytes(bufferSource(Buffer.from(text as string, 'latin1')));

/** Raw data of a stream whose data stands at the start of `text`. */
function dataOf(text: string, length?: number): string {
  const stream = new PdfStream(new PdfDict(), 0, new PdfRef(1));
  return readStreamData(inMemory(text), stream, length).toString('latin1');
}

describe("a stream's data", () => {
  it('is refused where nothing tells its end', () => {
    expect(() => dataOf('no end in sight')).toThrow(PdfDamage);
    expect(() => dataOf('no end in sight', 100)).toThrow(PdfDamage);
  });

  it('is refused above the limit', () => {
    const bytes = Buffer.alloc(MAX_STREAM_BYTES + 100, 32);
    bytes.write('endstream', MAX_STREAM_BYTES + 1);
    const stream = new PdfStream(new PdfDict(), 0, new PdfRef(1));
    const source = fileBytes(bufferSource(bytes));
    expect(() => readStreamData(source, stream, MAX_STREAM_BYTES + 1)).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('has its /Length where endstream follows, and where no endstream stands at all', () => {
    expect(dataOf('abc\nendstream', 3)).toBe('abc');
    expect(dataOf('abcdef', 3)).toBe('abc');
  });

  it.each(['\n', '\r', '\r\n', ''])('ends before endstream and one line end (%j) where /Length is wrong', (lineEnd) => {
    expect(dataOf(`abc${lineEnd}endstream`, 1)).toBe('abc');
    expect(dataOf(`abc${lineEnd}endstream`)).toBe('abc');
  });

  it('may be nothing', () => {
    expect(dataOf('endstream')).toBe('');
    expect(dataOf('\nendstream')).toBe('');
  });
});

describe('a source that is read by ranges', () => {
  const paged = (size: number, fill = 32): ByteSource => ({
    size,
    read: (_offset, length) => Promise.resolve(Buffer.alloc(length, fill)),
  });

  it('is refused above the largest size a cross-reference table can tell', () => {
    expect(() => fileBytes(paged(MAX_FILE_BYTES + 1))).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('has no bytes after its end', () => {
    expect(fileBytes(paged(1000)).window(1000, 10)).toMatchObject({ start: 1000, last: true });
  });

  it('is refused where an object does not come to an end within the limit', () => {
    const endless: FileBytes = {
      size: MAX_FILE_BYTES,
      window: (start) => ({ bytes: Buffer.from('('), start, last: false }),
      load: () => Promise.resolve(),
    };
    expect(() => readAt(endless, 0, (lexer) => readObject(lexer))).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('ends with what reads it, whatever that fails with', () => {
    const step = () => {
      throw new RangeError('of its own');
    };
    expect(() => readAt(inMemory('1'), 0, step)).toThrow(RangeError);
  });

  it('keeps a bounded number of pages, the newest', async () => {
    const bytes = fileBytes(paged(64 * 1024 * 1024));
    for (let offset = 0; offset < bytes.size; offset += 512 * 1024) {
      await bytes.load(missing(bytes, offset, 512 * 1024));
    }
    expect(bytes.window(bytes.size - 1024, 1024).bytes.length).toBeGreaterThanOrEqual(1024);
    expect(() => bytes.window(0, 1024)).toThrow('bytes not loaded');
  });
});

/** What a read says is missing. */
function missing(bytes: FileBytes, offset: number, length: number): Parameters<FileBytes['load']>[0] {
  try {
    bytes.window(offset, length);
  } catch (error) {
    return error as Parameters<FileBytes['load']>[0];
  }
  throw new Error('nothing is missing');
}

describe('a header', () => {
  it('without a version counts as 1.4', () => {
    expect(readHeader(inMemory('%PDF-\n'))).toEqual({ offset: 0, version: '1.4' });
  });
});

describe('an object stream', () => {
  const directory = new PdfDict(Object.entries({ N: 2, First: 8 }));
  const stream = readObjectStream(directory, Buffer.from('7 0 8 2 (a)(b)', 'latin1'));

  it('gives an object also where its index is wrong', () => {
    const second = { raw: Buffer.from('b') };
    expect(readContainedObject(stream, 8, 0).object).toMatchObject(second);
    expect(readContainedObject(stream, 8, 1).object).toMatchObject(second);
  });

  it('is damaged where it has no such object', () => {
    expect(() => readContainedObject(stream, 9, 0)).toThrow(PdfDamage);
  });
});

describe('the fields of a form', () => {
  const withFields = (fields: string, more: RawObjects = {}): Buffer =>
    tablePdf({ ...onePage, 1: `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${fields}]>>>>`, ...more }).bytes;
  const names = (bytes: Buffer): string[] => read(bytes, (file) => [...walkFields(file)].map(({ name }) => name));

  it('are those that are dictionaries, each once', () => {
    expect(names(withFields('null 5 0 R 5 0 R 12', { 5: '<</T (a)/FT /Tx>>' }))).toEqual(['a']);
  });

  it('have the names of their parents before their own, but for parents without a name', () => {
    const fields = { 5: '<</T (a)/FT /Sig/Kids [6 0 R 8 0 R]>>', 6: '<</T (b)>>', 7: '<</Kids [6 0 R]>>', 8: '<<>>' };
    expect(names(withFields('5 0 R', fields))).toEqual(['a', 'a.b']);
    expect(names(withFields('7 0 R', fields))).toEqual(['', 'b']);
  });

  it('are refused where they stand too deep', () => {
    const objects: Record<number, string> = {};
    for (let level = 0; level <= MAX_TREE_DEPTH; level++) objects[5 + level] = `<</T (x)/Kids [${6 + level} 0 R]>>`;
    expect(() => names(withFields('5 0 R', { ...objects, [6 + MAX_TREE_DEPTH]: '<</T (x)>>' }))).toThrowCode(
      'PDF_LIMIT_EXCEEDED',
    );
  });
});

describe('a step over a file', () => {
  it('ends with an error of its own', async () => {
    const file = await openPdf(bufferSource(tablePdf(onePage).bytes));
    const step = () => {
      throw new RangeError('of its own');
    };
    await expect(withPdf(file, step)).rejects.toThrow(RangeError);
    expect(() => file.attempt(step)).toThrow(RangeError);
  });

  it('reads references that only lead to each other as null', () => {
    const bytes = tablePdf({ ...onePage, 5: '6 0 R', 6: '5 0 R' }).bytes;
    expect(read(bytes, (file) => file.resolve(new PdfRef(5)))).toBeNull();
  });
});
