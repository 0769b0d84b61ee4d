import { deflateSync } from 'node:zlib';

/**
 * How a picture is see-through:
 * - `soft`: as it is, pixel by pixel;
 * - `stencil`: its pixels are put on white and are either there or not, which is no transparency in the sense of PDF/A;
 * - `none`: not at all, it is put on white.
 */
export type MaskKind = 'soft' | 'stencil' | 'none';

/** Deflated: opacities (ISO 32000-1, 11.6.5.3), or one bit a pixel, set where nothing is painted (8.9.6.3). */
export interface ImageMask {
  readonly kind: Exclude<MaskKind, 'none'>;
  readonly data: Buffer;
}

/** The opacity of every pixel, 255 for what hides all that is under it. */
export interface Opacities {
  readonly alpha: Buffer;
  /** Pixels in a row. */
  readonly width: number;
}

/** The mask of a picture; none where all of it is painted. */
export function imageMask(kind: MaskKind, opacities: Opacities): ImageMask | undefined {
  switch (kind) {
    case 'soft':
      return softMask(opacities);
    case 'stencil':
      return stencilMask(opacities);
    case 'none':
      return undefined;
  }
}

function softMask({ alpha }: Opacities): ImageMask | undefined {
  return alpha.every((opacity) => opacity === 255) ? undefined : { kind: 'soft', data: deflateSync(alpha) };
}

/** Paints what is at least half as opaque as the most opaque pixel, so that a pale picture does not vanish. */
function stencilMask({ alpha, width }: Opacities): ImageMask | undefined {
  const most = alpha.reduce((highest, opacity) => Math.max(highest, opacity), 1);
  const rowBytes = Math.ceil(width / 8);
  const bits = Buffer.alloc((rowBytes * alpha.length) / width);
  let holes = false;
  alpha.forEach((opacity, pixel) => {
    if (opacity * 2 >= most) return;
    holes = true;
    const column = pixel % width;
    const at = ((pixel - column) / width) * rowBytes + (column >> 3);
    bits.writeUInt8(bits.readUInt8(at) | (0x80 >> (column & 7)), at);
  });
  return holes ? { kind: 'stencil', data: deflateSync(bits) } : undefined;
}
