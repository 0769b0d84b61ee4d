import { PdfDamage } from '../errors.ts';
import { type PredictorParameters, rowBytes } from './predictor.ts';

/** Undoes predictor 2 (TIFF 6.0, section 14): of each sample its difference from the one to its left was written. */
export function undoTiffPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const { colors, columns, bitsPerComponent: bits } = parameters;
  if (![1, 2, 4, 8, 16].includes(bits)) throw new PdfDamage('predictor');
  const width = rowBytes(data, parameters);
  const out = Uint8Array.from(data);
  for (let from = 0; from < out.length; from += width) {
    const row = new DataView(out.buffer, from, Math.min(width, out.length - from));
    const samples = Math.min(colors * columns, Math.floor((row.byteLength * 8) / bits));
    for (let sample = colors; sample < samples; sample += 1) {
      writeSample(row, { bits, sample }, readSample(row, bits, sample) + readSample(row, bits, sample - colors));
    }
  }
  return out;
}

function readSample(row: DataView, bits: number, sample: number): number {
  if (bits === 16) return row.getUint16(sample * 2);
  const bit = sample * bits;
  return (row.getUint8(bit >> 3) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}

function writeSample(row: DataView, { bits, sample }: { bits: number; sample: number }, value: number): void {
  if (bits === 16) return row.setUint16(sample * 2, value);
  const bit = sample * bits;
  const shift = 8 - bits - (bit & 7);
  const mask = ((1 << bits) - 1) << shift;
  row.setUint8(bit >> 3, (row.getUint8(bit >> 3) & ~mask) | ((value << shift) & mask));
}
