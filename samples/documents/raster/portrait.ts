import { type Gender } from '../../school/index.ts';
import { type PdfImage } from '../typeset/pdf-book.ts';
import { Bitmap, circle, type XY } from './bitmap.ts';

const SIZE = { width: 240, height: 320 };
const made = new Map<Gender, PdfImage>();

/** A drawn head-and-shoulders stand-in for a 3 × 4 cm photograph; no real person. */
export function makePortrait(gender: Gender): PdfImage {
  const known = made.get(gender);
  if (known) return known;
  const bitmap = new Bitmap(SIZE.width, SIZE.height, [112, 160, 214]);
  const shoulders: XY[] = [
    [14, 320],
    [24, 268],
    [86, 236],
    [154, 236],
    [216, 268],
    [226, 320],
  ];
  bitmap.fill([gender === 'nữ' ? oval([120, 140], [78, 104]) : oval([120, 108], [64, 60])], [38, 30, 28]);
  bitmap.fill([shoulders], [245, 246, 250]);
  bitmap.fill(
    [
      [
        [98, 200],
        [142, 200],
        [150, 244],
        [120, 262],
        [90, 244],
      ],
    ],
    [226, 184, 154],
  );
  bitmap.fill([oval([120, 150], [54, 66])], [238, 200, 170]);
  bitmap.fill([oval([120, 100], [52, 24])], [38, 30, 28]);
  for (const x of [100, 140]) bitmap.fill([circle([x, 148], 5)], [40, 30, 30]);
  bitmap.stroke(
    [
      [104, 186],
      [120, 191],
      [136, 186],
    ],
    [176, 96, 92],
    4,
  );
  const image = bitmap.toPdfImage();
  made.set(gender, image);
  return image;
}

function oval([x, y]: XY, [across, down]: XY): XY[] {
  return circle([0, 0], 1).map(([cx, cy]): XY => [x + cx * across, y + cy * down]);
}
