import { loadFace } from '../typeset/font-faces.ts';
import { Bitmap, ring, type Rgb, type XY } from './bitmap.ts';
import { glyphOutlines, textWidth } from './glyph-outlines.ts';

const DPI = 300;
const SEAL_RED: Rgb = [214, 27, 34];

/** Diameter of a school's round seal: 36 mm, as pixels at 300 dpi. */
export const SEAL_PIXELS = Math.round((36 / 25.4) * DPI);

/**
 * Draws a round red seal on a transparent ground, in its real size at 300 dpi (Decree 30/2020, annex I: image of the
 * seal, red, actual size, PNG with transparent background). The governing body runs along the top, the school stands in
 * the middle. A sample: no one's real seal.
 */
export async function makeSealPng(schoolName: string, governingBody = 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'): Promise<Uint8Array> {
  const face = await loadFace('bold');
  const center: XY = [SEAL_PIXELS / 2, SEAL_PIXELS / 2];
  const radius = SEAL_PIXELS / 2 - 2;
  const bitmap = new Bitmap(SEAL_PIXELS, SEAL_PIXELS);
  bitmap.fill(ring(center, radius, radius - 7), SEAL_RED);
  bitmap.fill(ring(center, radius - 12, radius - 15), SEAL_RED);
  bitmap.fill(ring(center, radius * 0.62, radius * 0.62 - 4), SEAL_RED);
  const upper = governingBody.normalize('NFC').toUpperCase();
  const along = (text: string, size: number, middle: number): XY[][] => {
    const baseline = radius * 0.69;
    let angle = middle - textWidth(face, text, size) / baseline / 2;
    return [...text].flatMap((char) => {
      const turn = angle;
      angle += textWidth(face, char, size) / baseline;
      const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
      const place = ([x, y]: XY): XY => [
        center[0] + (baseline + y) * sin + x * cos,
        center[1] - (baseline + y) * cos + x * sin,
      ];
      return glyphOutlines(face, char, { size, place });
    });
  };
  const size = Math.min(46, (radius * 0.69 * Math.PI * 1.45 * 40) / textWidth(face, upper, 40));
  bitmap.fill(along(upper, size, 0), SEAL_RED);
  bitmap.fill([star([center[0], center[1] + radius * 0.82], 22)], SEAL_RED);
  for (const [row, text] of sealLines(schoolName).entries()) {
    const lines = sealLines(schoolName).length;
    const fit = Math.min(50, (radius * 1.08 * 50) / textWidth(face, text, 50));
    const left = center[0] - textWidth(face, text, fit) / 2;
    const baseline = center[1] + fit * 0.35 + (row - (lines - 1) / 2) * 56;
    bitmap.fill(textOutlines(text, { left, baseline, size: fit }), SEAL_RED);
  }
  return bitmap.toPng(DPI);

  function textOutlines(text: string, at: { left: number; baseline: number; size: number }): XY[][] {
    let pen = at.left;
    return [...text].flatMap((char) => {
      const start = pen;
      pen += textWidth(face, char, at.size);
      return glyphOutlines(face, char, { size: at.size, place: ([x, y]) => [start + x, at.baseline - y] });
    });
  }
}

/** `Trường THPT Trần Hưng Đạo` becomes TRƯỜNG / THPT / TRẦN HƯNG ĐẠO. */
function sealLines(schoolName: string): string[] {
  const words = schoolName.normalize('NFC').toUpperCase().split(/\s+/);
  const head = words.slice(0, Math.min(2, Math.max(0, words.length - 1)));
  const name = words.slice(head.length);
  const half = name.length > 3 ? Math.ceil(name.length / 2) : name.length;
  return [head.join(' '), name.slice(0, half).join(' '), name.slice(half).join(' ')].filter((line) => line !== '');
}

function star([x, y]: XY, radius: number): XY[] {
  return Array.from({ length: 10 }, (_, index): XY => {
    const reach = index % 2 === 0 ? radius : radius * 0.4;
    const angle = (index / 10) * 2 * Math.PI;
    return [x + reach * Math.sin(angle), y - reach * Math.cos(angle)];
  });
}
