import { makeRandom, type Random, toAscii } from '../../school/index.ts';
import { Bitmap, type Rgb, type XY } from './bitmap.ts';
import { cubic } from './glyph-outlines.ts';

const DPI = 300;
const INK_BLUE: Rgb = [22, 58, 168];
const SIZE = { width: 560, height: 260 };

/**
 * Draws a signature as if by pen, blue on a transparent ground (Decree 30/2020, annex I), about 47 × 22 mm at 300 dpi.
 * The strokes follow from the name and the seed.
 */
export function makeSignaturePng(name: string, seed = 1): Uint8Array {
  const random = makeRandom(`signature/${seed}/${name.normalize('NFC')}`);
  const given = toAscii(name.normalize('NFC')).trim().split(/\s+/).at(-1) ?? 'X';
  const bitmap = new Bitmap(SIZE.width, SIZE.height);
  const slant = 0.25 + random.next() * 0.3;
  const lean = ([x, y]: XY): XY => [x + (SIZE.height / 2 - y) * slant, y];
  const draw = (points: readonly XY[], weight: number): void => {
    const slanted = points.map(lean);
    bitmap.stroke(slanted, INK_BLUE, penWidths(slanted, weight));
  };
  draw(capital(random), 7.5);
  draw(body(random, given.length), 6);
  draw(flourish(random), 5);
  return bitmap.toPng(DPI);
}

/** A tall opening loop. */
function capital(random: Random): XY[] {
  const jitter = (size: number): number => (random.next() - 0.5) * size;
  const top = 40 + jitter(20);
  return sample([
    [
      [70, 190 + jitter(20)],
      [40, 60],
      [120 + jitter(30), top - 30],
      [130, top + 40],
    ],
    [
      [130, top + 40],
      [140, 140],
      [70 + jitter(20), 235],
      [55, 195],
    ],
    [
      [55, 195],
      [45, 160 + jitter(20)],
      [120, 130],
      [165, 165 + jitter(15)],
    ],
  ]);
}

/** Waves of unequal height, about one a letter. */
function body(random: Random, letters: number): XY[] {
  const curves: [XY, XY, XY, XY][] = [];
  let at: XY = [165, 165];
  const waves = Math.max(3, letters + 1);
  const step = 210 / waves;
  for (let wave = 0; wave < waves; wave++) {
    const up = 40 + random.next() * (wave % 3 === 1 ? 80 : 35);
    const next: XY = [at[0] + step, 165 + (random.next() - 0.5) * 22];
    curves.push([
      at,
      [at[0] + step * 0.7, at[1] - up],
      [at[0] + step * 0.1, at[1] - up * 0.9],
      [at[0] + step * 0.55, at[1] - 2],
    ]);
    curves.push([
      [at[0] + step * 0.55, at[1] - 2],
      [at[0] + step * 0.8, at[1] + 14],
      [next[0] - 6, next[1] + 10],
      next,
    ]);
    at = next;
  }
  return sample(curves);
}

/** The closing line under the name. */
function flourish(random: Random): XY[] {
  const low = 205 + random.next() * 20;
  return sample([
    [
      [375, 165],
      [470, 130 + random.next() * 40],
      [450, low],
      [300, low],
    ],
    [
      [300, low],
      [190, low + 4],
      [110, low + 10],
      [140, low - 14],
    ],
    [
      [140, low - 14],
      [220, low - 40],
      [360, low - 10],
      [455, low - 45 - random.next() * 25],
    ],
  ]);
}

function sample(curves: readonly (readonly [XY, XY, XY, XY])[]): XY[] {
  return curves.flatMap((curve) => Array.from({ length: 16 }, (_, index) => cubic(curve)(index / 15)));
}

/** A pen draws thinner where it moves fast; the ends taper. */
function penWidths(points: readonly XY[], weight: number): number[] {
  return points.map((point, index) => {
    const next = points[index + 1] ?? point;
    const speed = Math.hypot(next[0] - point[0], next[1] - point[1]);
    const taper = Math.min(1, (index + 2) / 8, (points.length - index + 1) / 10);
    return Math.max(1.6, (weight / (1 + speed / 14)) * taper + 1);
  });
}
