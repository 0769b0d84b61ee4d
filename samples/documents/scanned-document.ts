import { constants, deflateSync } from 'node:zlib';
import { makeRandom } from '../school/index.ts';
import { Bitmap } from './raster/bitmap.ts';
import { glyphOutlines, textWidth } from './raster/glyph-outlines.ts';
import { type FontFace } from './typeset/font-faces.ts';
import { MM } from './typeset/page-flow.ts';
import { PdfBook, type PdfImage } from './typeset/pdf-book.ts';

export interface ScannedInput {
  readonly pages: number;
  /** Rough size of the file in bytes; kept within 10 % from 200 kB to 20 MB a page. */
  readonly bytes: number;
  readonly seed?: number;
  readonly title?: string;
  readonly createdAt?: Date;
  readonly objectStreams?: boolean;
}

const A4 = { width: 210 * MM, height: 297 * MM };
const RESOLUTIONS = [75, 100, 125, 150, 200, 250, 300, 400, 500, 600];
/** Bits of grain a pixel that still look like paper. */
const GRAIN_BITS = 3.5;
const TEXT = [
  'BIÊN BẢN HỌP TỔ CHUYÊN MÔN',
  'Thời gian: 14 giờ 00 phút; địa điểm: phòng họp số 2.',
  'Thành phần: đầy đủ giáo viên trong tổ; vắng: không.',
  'Nội dung: 1. Đánh giá công tác tháng trước.',
  'Các giáo viên đã hoàn thành chương trình đúng tiến độ;',
  'hồ sơ, kế hoạch bài dạy được ký duyệt trước thứ Tư.',
  '2. Kế hoạch tháng tới: ra đề kiểm tra giữa học kì,',
  'dự giờ, sinh hoạt chuyên môn theo nghiên cứu bài học.',
  '3. Ý kiến thảo luận: nhất trí với kế hoạch đã nêu.',
  'Cuộc họp kết thúc lúc 16 giờ 30 phút cùng ngày.',
];

/**
 * A document as it comes from a scanner: each page one grey picture of a typed sheet with paper grain, no text layer. The
 * grain, which does not compress, brings the file to the size asked for.
 *
 * @throws RangeError if `pages` is under 1.
 */
export async function makeScannedDocument(input: ScannedInput): Promise<Uint8Array> {
  const { pages, bytes, seed = 1 } = input;
  if (!Number.isInteger(pages) || pages < 1) throw new RangeError('a scanned document has at least one page');
  const book = await PdfBook.open({
    title: input.title ?? 'Biên bản họp tổ chuyên môn (bản quét)',
    author: 'Máy quét văn phòng',
    subject: 'Hồ sơ quét từ bản giấy',
    keywords: ['bản quét', 'biên bản'],
    createdAt: input.createdAt ?? new Date('2026-10-05T09:30:00Z'),
    ...(input.objectStreams !== undefined && { objectStreams: input.objectStreams }),
  });
  const target = bytes / pages;
  const dpi = RESOLUTIONS.find((one) => pixelsAt(one) * (GRAIN_BITS / 8) >= target) ?? 600;
  const sheet = typedSheet(book.faces.regular, dpi);
  const bits = grainFor(sheet, target);
  for (let page = 1; page <= pages; page++) {
    const name = `trang${page}`;
    book.addImage(name, grainy(sheet, { seed: `scan/${seed}/${page}`, bits }));
    book.addPage(A4).image(name, { x: 0, y: 0, ...A4 });
  }
  return book.save();
}

/** Bits of grain a pixel that bring a page to `target` bytes: what the coding loses is seen on trial pages and taken off. */
function grainFor(sheet: Sheet, target: number): number {
  let bits = (target * 8) / sheet.grey.length;
  for (let trial = 0; trial < 4; trial++) {
    const ratio = target / grainy(sheet, { seed: 'trial', bits }).deflated.length;
    if (Math.abs(ratio - 1) < 0.02) break;
    bits *= ratio;
  }
  return bits;
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

function pixelsAt(dpi: number): number {
  return Math.round(8.27 * dpi) * Math.round(11.69 * dpi);
}

function typedSheet(face: FontFace, dpi: number): Sheet {
  const [width, height] = [Math.round(8.27 * dpi), Math.round(11.69 * dpi)];
  // Drawn small and enlarged: sharp letters would cost seconds at 600 dpi and look less like a scan.
  const scale = Math.max(1, Math.round(dpi / 100));
  const bitmap = new Bitmap(Math.ceil(width / scale), Math.ceil(height / scale), [246, 246, 246]);
  const size = bitmap.width / 40;
  TEXT.forEach((text, row) => {
    let pen = bitmap.width * 0.14;
    const baseline = bitmap.height * 0.1 + row * size * 2.4 + row * 0.6;
    const outlines = [...text].flatMap((char) => {
      const start = pen;
      pen += textWidth(face, char, size);
      return glyphOutlines(face, char, { size, place: ([x, y]) => [start + x, baseline - y - x * 0.004] });
    });
    bitmap.fill(outlines, [52, 52, 60]);
  });
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = Math.floor(y / scale) * bitmap.width;
    for (let x = 0; x < width; x++) grey[y * width + x] = bitmap.data[(from + Math.floor(x / scale)) * 4] ?? 0;
  }
  return { width, height, grey };
}

/** Adds grain of `bits` bits of entropy a pixel to the sheet. */
function grainy(sheet: Sheet, of: { seed: string; bits: number }): PdfImage {
  const table = grainTable(Math.min(7, Math.max(0.05, of.bits)));
  let state = Math.floor(makeRandom(of.seed).next() * 2 ** 32) | 1;
  const samples = new Uint8Array(sheet.grey.length);
  for (let at = 0; at < samples.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const grain = table[(state >>> 8) & 0xfff] ?? 0;
    const value = sheet.grey[at] ?? 0;
    samples[at] = value > 128 ? value - grain : value + grain;
  }
  const deflated = deflateSync(samples, { level: 1, strategy: constants.Z_HUFFMAN_ONLY });
  return { width: sheet.width, height: sheet.height, space: 'DeviceGray', deflated };
}

/** 4,096 levels of grain to draw from: all equally likely but the highest, which is as rare as the entropy asks for. */
function grainTable(bits: number): Uint8Array {
  const levels = Math.max(2, Math.ceil(2 ** bits));
  const entropy = (rare: number): number => -rare * Math.log2(rare) - (1 - rare) * Math.log2((1 - rare) / (levels - 1));
  let [low, high] = [1e-6, 1 / levels];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (entropy(middle) < bits) low = middle;
    else high = middle;
  }
  const rare = Math.round(low * 4096);
  return Uint8Array.from({ length: 4096 }, (_, index) => (index < rare ? levels - 1 : index % (levels - 1)));
}
