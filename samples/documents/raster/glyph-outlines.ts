import { type FontFace } from '../typeset/font-faces.ts';
import { type XY } from './bitmap.ts';

/** Moves a point of a glyph (pixels, y upwards, origin on the baseline) to its place in a bitmap. */
export type Placement = (point: XY) => XY;

const STEPS = 6;

/** The outlines of one character at `size` pixels an em, placed; curves are cut into straight lines. */
export function glyphOutlines(face: FontFace, char: string, at: { size: number; place: Placement }): XY[][] {
  const scale = at.size / face.unitsPerEm;
  const put = (x: number, y: number): XY => at.place([x * scale, y * scale]);
  const outlines: XY[][] = [];
  let from: XY = [0, 0];
  for (const { command, args } of face.glyph(char).path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    if (command === 'moveTo') outlines.push([]);
    const outline = outlines.at(-1);
    if (command === 'closePath' || !outline) continue;
    if (command === 'quadraticCurveTo') {
      for (let step = 1; step <= STEPS; step++) outline.push(put(...quadratic(from, [a, b], [c, d])(step / STEPS)));
      from = [c, d];
    } else if (command === 'bezierCurveTo') {
      const curve = cubic([from, [a, b], [c, d], [e, f]]);
      for (let step = 1; step <= STEPS; step++) outline.push(put(...curve(step / STEPS)));
      from = [e, f];
    } else {
      outline.push(put(a, b));
      from = [a, b];
    }
  }
  return outlines;
}

/** A point of a cubic Bézier curve for t from 0 to 1. */
export function cubic(points: readonly [XY, XY, XY, XY]): (t: number) => XY {
  const [p0, p1, p2, p3] = points;
  const mix = (t: number, axis: 0 | 1): number =>
    (1 - t) ** 3 * p0[axis] + 3 * (1 - t) ** 2 * t * p1[axis] + 3 * (1 - t) * t ** 2 * p2[axis] + t ** 3 * p3[axis];
  return (t) => [mix(t, 0), mix(t, 1)];
}

function quadratic(p0: XY, p1: XY, p2: XY): (t: number) => XY {
  const mix = (t: number, axis: 0 | 1): number =>
    (1 - t) ** 2 * p0[axis] + 2 * (1 - t) * t * p1[axis] + t ** 2 * p2[axis];
  return (t) => [mix(t, 0), mix(t, 1)];
}

/** Width of a text in pixels. */
export function textWidth(face: FontFace, text: string, size: number): number {
  return [...text].reduce((sum, char) => sum + (face.width(char) * size) / 1000, 0);
}
