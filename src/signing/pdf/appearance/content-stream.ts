import { type FaceName } from './font-face.ts';
import { type FontSubset } from './font-subset.ts';
import { type StampImage } from './stamp-image.ts';
import { type StampLayout } from './stamp-layout.ts';

/** The resource names under which a stamp's fonts and pictures are found in its form. */
export interface StampResources {
  readonly fonts: ReadonlyMap<FaceName, { readonly name: string; readonly subset: FontSubset }>;
  readonly images: ReadonlyMap<StampImage, string>;
}

/**
 * The operators that draw a stamp (ISO 32000-1 8, 9). Ink is named through the form's own calibrated colour space, so
 * that a PDF/A file needs no output intent for it. `scale` turns points as seen into user space units.
 */
export function drawStamp(layout: StampLayout, resources: StampResources, scale: number): string {
  const lines = ['q', `${num(scale)} 0 0 ${num(scale)} 0 0 cm`, '/Ink cs 0 0 0 sc'];
  if (layout.framed) lines.push(frame(layout));
  for (const [image, name] of resources.images) {
    for (const { x, y, width, height } of layout.images.filter((item) => item.image === image)) {
      lines.push(`q ${num(width)} 0 0 ${num(height)} ${num(x)} ${num(y)} cm /${name} Do Q`);
    }
  }
  for (const [face, { name, subset }] of resources.fonts) {
    for (const { text, size, x, y } of layout.texts.filter((item) => item.face === face)) {
      lines.push(`BT /${name} ${num(size)} Tf 1 0 0 1 ${num(x)} ${num(y)} Tm <${subset.encode(text)}> Tj ET`);
    }
  }
  return `${lines.join('\n')}\nQ\n`;
}

/** A number as PDF writes it: no exponent, no more than four decimals. */
export function num(value: number): string {
  return String(Number(value.toFixed(4)));
}

function frame({ width, height }: StampLayout): string {
  return `/Ink CS 0 0 0 SC 0.5 w 0.25 0.25 ${num(width - 0.5)} ${num(height - 0.5)} re S`;
}
