import { PNG } from 'pngjs';

/** A blue, transparent stroke that stands for a handwritten signature. */
export function handwriting(width = 300, height = 120): Buffer {
  return paint(width, height, (x, y) => {
    const wave = height / 2 + Math.sin((x / width) * 14) * height * 0.35 * (1 - x / width / 2);
    return Math.abs(y - wave) < 4 ? [20, 40, 200, 255 - Math.round(Math.abs(y - wave) * 50)] : [0, 0, 0, 0];
  });
}

/** A red ring with a filled middle on a transparent ground that stands for a school's seal. */
export function seal(size = 400): Buffer {
  return paint(size, size, (x, y) => {
    const distance = Math.hypot(x - size / 2, y - size / 2) / (size / 2);
    const inked = (distance < 0.99 && distance > 0.92) || (distance < 0.6 && distance > 0.57) || distance < 0.2;
    return inked ? [220, 20, 20, 230] : [0, 0, 0, 0];
  });
}

type Colour = readonly [number, number, number, number];

function paint(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) png.data.set(colourAt(x, y), (y * width + x) * 4);
  }
  return PNG.sync.write(png);
}
