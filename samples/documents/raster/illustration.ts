import { makeRandom } from '../../school/index.ts';
import { type PdfImage } from '../typeset/pdf-book.ts';
import { Bitmap, circle, type Rgb, type XY } from './bitmap.ts';

const WIDTH = 480;
const HEIGHT = 270;

const made = new Map<string, PdfImage>();

/** A small colour picture for a lesson: hills, a lake and a sky, other ones for every name. Made once a process. */
export function makeIllustration(name: string): PdfImage {
  const known = made.get(name);
  if (known) return known;
  const random = makeRandom(`illustration/${name}`);
  const bitmap = new Bitmap(WIDTH, HEIGHT, [236, 244, 252]);
  const sky = random.between(150, 190);
  for (let band = 0; band < 16; band++) {
    const box = rectangle([0, band * 10], WIDTH, 11);
    bitmap.fill([box], [sky + band * 4, 205 + band * 2, 245]);
  }
  bitmap.fill([circle([random.between(60, 420), random.between(36, 70)], 24)], [255, 214, 90]);
  const greens: readonly Rgb[] = [
    [126, 168, 150],
    [88, 146, 104],
    [58, 118, 72],
  ];
  greens.forEach((green, row) => bitmap.fill([hills(random.next() * 6, 120 + row * 32)], green));
  bitmap.fill([rectangle([0, 226], WIDTH, 44)], [120, 170, 205]);
  for (let wave = 0; wave < 24; wave++) {
    const [x, y] = [random.between(0, WIDTH - 60), random.between(230, 264)];
    bitmap.stroke(
      [
        [x, y],
        [x + random.between(14, 50), y],
      ],
      [190, 218, 236],
      1.4,
    );
  }
  const image = bitmap.toPdfImage();
  made.set(name, image);
  return image;
}

function hills(phase: number, base: number): XY[] {
  const ridge = Array.from({ length: 61 }, (_, step): XY => {
    const x = (step / 60) * WIDTH;
    return [x, base - 26 * Math.sin(x / 70 + phase) - 12 * Math.sin(x / 23 + phase * 2)];
  });
  return [...ridge, [WIDTH, HEIGHT], [0, HEIGHT]];
}

function rectangle([x, y]: XY, width: number, height: number): XY[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
