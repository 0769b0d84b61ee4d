import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { type PdfImage } from '../typeset/pdf-book.ts';

export type Rgb = readonly [number, number, number];
export type XY = readonly [number, number];

/** Sub-lines a pixel row is cut into when a shape's edge is smoothed. */
const SUBLINES = 4;

/** A picture of red, green, blue and opacity, drawn with smooth edges; y runs downwards. Starts transparent. */
export class Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;

  constructor(width: number, height: number, background?: Rgb) {
    this.width = width;
    this.height = height;
    this.data = new Uint8ClampedArray(width * height * 4);
    if (background) for (let at = 0; at < this.data.length; at += 4) this.data.set([...background, 255], at);
  }

  /** Fills closed outlines by the non-zero rule. `opacity` from 0 to 1. */
  fill(outlines: readonly (readonly XY[])[], colour: Rgb, opacity = 1): void {
    const edges = outlines.flatMap(edgesOf);
    if (edges.length === 0) return;
    const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => edge.top))));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(...edges.map((edge) => edge.bottom))));
    const cover = new Float32Array(this.width + 1);
    for (let row = top; row <= bottom; row++) {
      const near = edges.filter((edge) => edge.top < row + 1 && edge.bottom > row);
      if (near.length === 0) continue;
      cover.fill(0);
      for (let sub = 0; sub < SUBLINES; sub++) this.#coverLine(near, row + (sub + 0.5) / SUBLINES, cover);
      for (let x = 0; x < this.width; x++) {
        const share = cover[x] ?? 0;
        if (share > 0) this.#blend(row * this.width + x, colour, Math.min(1, share) * opacity);
      }
    }
  }

  #coverLine(edges: readonly Edge[], y: number, cover: Float32Array): void {
    const crossings = edges
      .filter((edge) => edge.top <= y && edge.bottom > y)
      .map((edge) => ({ x: edge.x + (y - edge.top) * edge.slope, turn: edge.turn }))
      .sort((left, right) => left.x - right.x);
    let winding = 0;
    crossings.forEach(({ x, turn }, index) => {
      winding += turn;
      const next = crossings[index + 1];
      if (winding !== 0 && next) coverSpan(cover, Math.max(0, x), Math.min(this.width, next.x));
    });
  }

  /** Draws a line through the points with round joints; `width` in pixels, may differ at every point. */
  stroke(points: readonly XY[], colour: Rgb, width: number | readonly number[]): void {
    const half = (index: number): number => (typeof width === 'number' ? width : (width[index] ?? 1)) / 2;
    const outlines = points.flatMap((point, index) => {
      // Turned like the bars, or the two would cancel each other where they overlap.
      const dot = circle(point, half(index), 12).reverse();
      const next = points[index + 1];
      return next ? [dot, bar(point, next, [half(index), half(index + 1)])] : [dot];
    });
    this.fill(outlines, colour);
  }

  #blend(pixel: number, colour: Rgb, opacity: number): void {
    const at = pixel * 4;
    const under = ((this.data[at + 3] ?? 0) / 255) * (1 - opacity);
    const total = opacity + under;
    for (let channel = 0; channel < 3; channel++) {
      const mixed = ((colour[channel] ?? 0) * opacity + (this.data[at + channel] ?? 0) * under) / total;
      this.data[at + channel] = mixed;
    }
    this.data[at + 3] = total * 255;
  }

  /** A PNG file with transparency; `dpi` is written into it (pHYs). */
  toPng(dpi: number): Uint8Array {
    const png = new PNG({ width: this.width, height: this.height });
    png.data = Buffer.from(this.data.buffer);
    return withResolution(PNG.sync.write(png), dpi);
  }

  toPdfImage(): PdfImage {
    const pixels = this.width * this.height;
    const colours = new Uint8Array(pixels * 3);
    const opacity = new Uint8Array(pixels);
    for (let pixel = 0; pixel < pixels; pixel++) {
      colours.set(this.data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
      opacity[pixel] = this.data[pixel * 4 + 3] ?? 0;
    }
    const opaque = opacity.every((value) => value === 255);
    return {
      width: this.width,
      height: this.height,
      space: 'DeviceRGB',
      deflated: deflateSync(colours),
      ...(!opaque && { alpha: deflateSync(opacity) }),
    };
  }
}

/** A circle as a polygon. */
export function circle([x, y]: XY, radius: number, corners = 180): XY[] {
  return Array.from({ length: corners }, (_, index): XY => {
    const angle = (index / corners) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The outlines of a ring: the inner one runs the other way, so that the middle stays free. */
export function ring(center: XY, outer: number, inner: number): XY[][] {
  return [circle(center, outer), circle(center, inner).reverse()];
}

function bar(from: XY, to: XY, [start, end]: readonly [number, number]): XY[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const [nx, ny] = [(to[1] - from[1]) / length, (from[0] - to[0]) / length];
  return [
    [from[0] - nx * start, from[1] - ny * start],
    [to[0] - nx * end, to[1] - ny * end],
    [to[0] + nx * end, to[1] + ny * end],
    [from[0] + nx * start, from[1] + ny * start],
  ];
}

interface Edge {
  readonly top: number;
  readonly bottom: number;
  /** x at the top. */
  readonly x: number;
  readonly slope: number;
  readonly turn: 1 | -1;
}

function edgesOf(outline: readonly XY[]): Edge[] {
  return outline.flatMap((from, index): Edge[] => {
    const to = outline[(index + 1) % outline.length] ?? from;
    if (from[1] === to[1]) return [];
    const [upper, lower] = from[1] < to[1] ? [from, to] : [to, from];
    const slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
    return [{ top: upper[1], bottom: lower[1], x: upper[0], slope, turn: upper === from ? 1 : -1 }];
  });
}

function coverSpan(cover: Float32Array, from: number, to: number): void {
  if (to <= from) return;
  const first = Math.floor(from);
  const last = Math.min(cover.length - 1, Math.floor(to));
  for (let x = first; x <= last; x++) {
    const share = Math.min(to, x + 1) - Math.max(from, x);
    if (share > 0) cover[x] = (cover[x] ?? 0) + share / SUBLINES;
  }
}

/** Puts a pHYs chunk after IHDR, whose end is at byte 33 (PNG, clause 11.3.4.3). */
function withResolution(png: Uint8Array, dpi: number): Uint8Array {
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.write('pHYs', 4, 'latin1');
  const perMetre = Math.round(dpi / 0.0254);
  chunk.writeUInt32BE(perMetre, 8);
  chunk.writeUInt32BE(perMetre, 12);
  chunk.writeUInt8(1, 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
