import { PdfDamage } from '../errors.ts';

/** Parameters of /Predictor (ISO 32000-1, 7.4.4.4): integers not below zero. */
export interface PredictorParameters {
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Undoes a PNG predictor (10 to 15). */
export function undoPngPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const pixel = Math.ceil((parameters.colors * parameters.bitsPerComponent) / 8);
  const width = rowBytes(data, parameters);
  const rows = Math.ceil(data.length / (width + 1));
  const source = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const out = new DataView(new ArrayBuffer((rows + 1) * width));
  for (let from = 0, at = width; from < data.length; from += width + 1, at += width) {
    const length = Math.min(width, data.length - from - 1);
    for (let i = 0; i < length; i += 1) out.setUint8(at + i, source.getUint8(from + 1 + i));
    undoRow(out, source.getUint8(from), { at, end: at + length, pixel, width });
  }
  return new Uint8Array(out.buffer, width, data.length - rows);
}

/** Bytes of one row: never more than the data allows, so that no parameters can ask for more memory. */
export function rowBytes(data: Uint8Array, { colors, bitsPerComponent, columns }: PredictorParameters): number {
  const width = Math.ceil((colors * bitsPerComponent * columns) / 8);
  if (width < 1 || width > data.length + 1) throw new PdfDamage('predictor');
  return width;
}

/** Where a row stands in the output; before the first one there is a row of zeros. */
interface Row {
  readonly at: number;
  readonly end: number;
  readonly pixel: number;
  readonly width: number;
}

/** Undoes the filter of one row (PNG, clause 9). */
function undoRow(out: DataView, type: number, { at, end, pixel, width }: Row): void {
  const second = at + pixel;
  switch (type) {
    case 0:
      return;
    case 1:
      for (let i = second; i < end; i += 1) out.setUint8(i, out.getUint8(i) + out.getUint8(i - pixel));
      return;
    case 2:
      for (let i = at; i < end; i += 1) out.setUint8(i, out.getUint8(i) + out.getUint8(i - width));
      return;
    case 3:
      for (let i = at; i < end; i += 1) {
        const left = i < second ? 0 : out.getUint8(i - pixel);
        out.setUint8(i, out.getUint8(i) + ((left + out.getUint8(i - width)) >> 1));
      }
      return;
    case 4:
      for (let i = at; i < end; i += 1) {
        const left = i < second ? 0 : out.getUint8(i - pixel);
        const corner = i < second ? 0 : out.getUint8(i - width - pixel);
        out.setUint8(i, out.getUint8(i) + paeth(left, out.getUint8(i - width), corner));
      }
      return;
    default:
      throw new PdfDamage('predictor');
  }
}

function paeth(left: number, up: number, corner: number): number {
  const byLeft = Math.abs(up - corner);
  const byUp = Math.abs(left - corner);
  const byCorner = Math.abs(left + up - 2 * corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
