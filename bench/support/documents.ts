import { deflateSync } from 'node:zlib';
import {
  drawObject,
  PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  scale,
  StandardFonts,
} from 'pdf-lib';
import { makeRandom, type Random } from '../../samples/school/index.ts';

/** A document to measure on. */
export interface BenchDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MADE_AT = new Date('2026-09-05T01:00:00Z');
const A4 = { width: 595, height: 842 };
const PICTURE_WIDTH = 250;
const WORDS = ['lesson', 'plan', 'week', 'class', 'aims', 'group', 'text', 'exercise', 'answer', 'board', 'paper'];

/** The three documents of the signing benches; the same bytes in every run. */
export async function benchDocuments(): Promise<BenchDocument[]> {
  return [
    { name: '12 kB, 3 pages', bytes: await makeDocument({ pages: 3, lines: 62 }) },
    { name: '1 MB, 20 pages', bytes: await makeDocument({ pages: 20, lines: 12, pictureRows: 195 }) },
    { name: '20 MB, 100 pages', bytes: await makeDocument({ pages: 100, lines: 12, pictureRows: 797 }) },
  ];
}

interface Shape {
  readonly pages: number;
  /** Lines of small print on each page. */
  readonly lines: number;
  /** Rows of 250 grey pixels on each page, which hardly compress, as in a scan. */
  readonly pictureRows?: number;
}

async function makeDocument({ pages, lines, pictureRows = 0 }: Shape): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Lesson plan');
  document.setCreationDate(MADE_AT);
  document.setModificationDate(MADE_AT);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const random = makeRandom('bench');
  for (let number = 0; number < pages; number++) {
    const page = document.addPage([A4.width, A4.height]);
    for (let line = 0; line < lines; line++) {
      const words = Array.from({ length: 12 }, () => WORDS[Math.floor(random.next() * WORDS.length)]);
      page.drawText(words.join(' '), { x: 60, y: 800 - line * 12, size: 8, font });
    }
    if (pictureRows > 0) drawPicture(document, page, noise(random, pictureRows * PICTURE_WIDTH));
  }
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

function drawPicture(document: PDFDocument, page: PDFPage, pixels: Uint8Array): void {
  const picture = document.context.stream(deflateSync(pixels, { level: 1 }), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: PICTURE_WIDTH,
    Height: pixels.length / PICTURE_WIDTH,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
  });
  const name = page.node.newXObject('Picture', document.context.register(picture));
  page.pushOperators(pushGraphicsState(), scale(A4.width, A4.height / 2), drawObject(name), popGraphicsState());
}

function noise(random: Random, length: number): Uint8Array {
  let state = Math.floor(random.next() * 2 ** 32) | 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}
