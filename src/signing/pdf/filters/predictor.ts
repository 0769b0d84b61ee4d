import { PdfDamage } from '../errors.ts';

/** Parameters of /Predictor (ISO 32000-1, 7.4.4.4). */
export interface PredictorParameters {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Undoes a PNG predictor (10 to 15). */
export function undoPngPredictor(data: Uint8Array, parameters: PredictorParameters): Uint8Array {
  const pixel = Math.max(1, (parameters.colors * parameters.bitsPerComponent) >> 3);
  const width = Math.ceil((parameters.colors * parameters.bitsPerComponent * parameters.columns) / 8);
  if (!(width >= 1 && width <= data.length + pixel)) throw new PdfDamage('predictor');
  const rows = Math.ceil(data.length / (width + 1));
  const out = new Uint8Array(rows * width);
  let length = 0;
  for (let row = 0; row < rows; row += 1) {
    const from = row * (width + 1);
    const line = data.subarray(from + 1, Math.min(from + 1 + width, data.length));
    const at = row * width;
    out.set(line, at);
    undoRow(out, { type: data[from] ?? 0, at, length: line.length, pixel, above: row > 0 ? at - width : -1 });
    length = at + line.length;
  }
  return out.subarray(0, length);
}

interface Row {
  readonly type: number;
  readonly at: number;
  readonly length: number;
  readonly pixel: number;
  readonly above: number;
}

function undoRow(out: Uint8Array, row: Row): void {
  if (row.type === 0) return;
  if (row.type > 4) throw new PdfDamage('predictor');
  for (let i = 0; i < row.length; i += 1) {
    const left = i >= row.pixel ? (out[row.at + i - row.pixel] ?? 0) : 0;
    const up = row.above >= 0 ? (out[row.above + i] ?? 0) : 0;
    const corner = i >= row.pixel && row.above >= 0 ? (out[row.above + i - row.pixel] ?? 0) : 0;
    out[row.at + i] = (out[row.at + i] ?? 0) + prediction(row.type, { left, up, corner });
  }
}

function prediction(type: number, near: { left: number; up: number; corner: number }): number {
  if (type === 1) return near.left;
  if (type === 2) return near.up;
  if (type === 3) return (near.left + near.up) >> 1;
  const estimate = near.left + near.up - near.corner;
  const byLeft = Math.abs(estimate - near.left);
  const byUp = Math.abs(estimate - near.up);
  const byCorner = Math.abs(estimate - near.corner);
  if (byLeft <= byUp && byLeft <= byCorner) return near.left;
  return byUp <= byCorner ? near.up : near.corner;
}
