import { describe, expect, it } from 'vitest';
import { PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { countPages, findPage, pageGeometry } from '../../../../src/signing/pdf/reader/pages.ts';
import { objectStream, onePage, tablePdf } from '../raw-pdf.ts';
import { read, sign, signedFields } from '../sign.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const body = (objects: string): Buffer => bytesOf(`%PDF-1.7\n${objects}`);
const PAGES = '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ';
const PAGE = '3 0 obj<</Type/Page/Rotate 90>>endobj ';
const rotate = (bytes: Uint8Array): number => read(bytes, (file) => pageGeometry(file, findPage(file, 0)).rotate);
const numbers = (bytes: Uint8Array): number[] => read(bytes, (file) => file.objectNumbers());

function stream(num: number, { entries, data }: { entries: string; data: Buffer }): Buffer {
  return Buffer.concat([
    bytesOf(`${num} 0 obj<<${entries}/Length ${data.length}>>stream\n`),
    data,
    bytesOf('\nendstream endobj '),
  ]);
}

describe('what a scan takes for an object', () => {
  it.each([
    ['two numbers with more than blanks between', '9-0 obj(no)endobj'],
    ['no number at all', ' obj(no)endobj'],
    ['one number only', 'x 9 obj(no)endobj'],
    ['a number longer than any', '99999999999999999999 0 obj(no)endobj'],
    ['object 0', '0 0 obj(no)endobj'],
    ['an object above the highest number', '8388608 0 obj(no)endobj'],
  ])('is not %s', (_what, text) => {
    expect(numbers(body(`${PAGES}${PAGE}${text}`))).toEqual([1, 2, 3]);
    expect(numbers(Buffer.concat([bytesOf('9 0 obj '), body(`${PAGES}${PAGE}${text}`)]))).toEqual([1, 2, 3]);
  });

  it('passes over a trailer that is no dictionary', () => {
    expect(rotate(body(`${PAGES}${PAGE} trailer (x) trailer <</Root 1 0 R>>`))).toBe(90);
  });

  it('goes on after every stream that never ends', () => {
    const file = body(`4 0 obj<<>>stream\nabc 5 0 obj<<>>stream\ndef ${PAGES}${PAGE}`);
    expect(rotate(file)).toBe(90);
    expect(numbers(file)).toEqual([1, 2, 3, 4, 5]);
  });

  it('has a catalog even without a page tree, and the pages that are there', async () => {
    const file = body('1 0 obj<</Type/Catalog>>endobj 3 0 obj<</Type/Page>>endobj');
    expect(read(file, countPages)).toBe(1);
    expect(signedFields((await sign(file)).bytes)).toHaveLength(1);
  });

  it('keeps the generation of the catalog it found', () => {
    const file = body(`${PAGES.replace('1 0 obj', '1 7 obj')}${PAGE}`);
    expect(read(file, (open) => open.trailer.get('Root'))).toEqual(new PdfRef(1, 7));
  });
});

describe('the object streams of a recovered file', () => {
  const packed = (degrees: number) => objectStream([['3', `<</Type/Page/Rotate ${degrees}>>`]]);

  it('count as they stand last', () => {
    const file = Buffer.concat([body(PAGES), stream(9, packed(90)), stream(9, packed(180))]);
    expect(rotate(file)).toBe(180);
  });

  it('are gone, with what they hold, where another one holds an object of their number', () => {
    const over = objectStream([['9', '(now this)']]);
    const file = Buffer.concat([body(`${PAGES}${PAGE}`), stream(9, objectStream([['4', '(lost)']])), stream(10, over)]);
    expect(read(file, (open) => [countPages(open), open.get(4)])).toEqual([1, null]);
  });

  it('count for nothing once their number is that of something else', async () => {
    const gone = Buffer.concat([body(`${PAGES}${PAGE}`), stream(9, packed(180)), bytesOf('9 0 obj(now this)endobj ')]);
    expect(rotate(gone)).toBe(90);
    expect(read(gone, (file) => (countPages(file), file.sections[0]?.kind))).toBe('table');
    const listed = Buffer.concat([gone, stream(8, { entries: '/Type/XRef/Size 9/Root 1 0 R', data: Buffer.alloc(1) })]);
    expect(read(listed, (file) => (countPages(file), file.sections[0]?.kind))).toBe('stream');
    const both = Buffer.concat([listed, bytesOf('trailer<</Root 1 0 R>>')]);
    expect(read(both, (file) => (countPages(file), file.sections[0]?.kind))).toBe('table');
    for (const bytes of [gone, listed, both]) expect(signedFields((await sign(bytes)).bytes)).toHaveLength(1);
  });

  it.each([
    ['how many objects it holds', '/N 1', '/M 1'],
    ['where the first one starts', '/First', '/Fist'],
    ['no more objects than it has room for', '/N 1', '/N 99999'],
  ])('are passed over where one does not say %s', (_what, right, wrong) => {
    const { entries, data } = packed(180);
    const file = Buffer.concat([body(`${PAGES}${PAGE}`), stream(9, { entries: entries.replace(right, wrong), data })]);
    expect(rotate(file)).toBe(90);
  });

  it('are passed over where the directory of one is no list of numbers', () => {
    const entries = '/Type/ObjStm/N 1/First 4';
    const file = Buffer.concat([body(`${PAGES}${PAGE}`), stream(9, { entries, data: bytesOf('3 x <</Type/Page>>') })]);
    expect(rotate(file)).toBe(90);
  });
});

describe('a file is recovered', () => {
  it('where its catalog has no pages and a better one is found', () => {
    const wrong = tablePdf({ ...onePage, 5: '<</Type /Catalog>>' }).bytes.toString('latin1');
    const file = bytesOf(wrong.replace('/Root 1 0 R', '/Root 5 0 R'));
    expect(read(file, (open) => (open.catalog, open.structure.recovered))).toBe(true);
  });
});
