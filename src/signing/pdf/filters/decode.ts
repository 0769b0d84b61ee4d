import { inflateSync, constants } from 'node:zlib';
import { pdfErrors, PdfDamage } from '../errors.ts';
import { MAX_FILTERS, MAX_INFLATED_BYTES } from '../limits.ts';
import { countValue, numberValue, PdfDict, PdfName, type PdfObject } from '../objects.ts';
import { decodeAscii85, decodeAsciiHex } from './ascii.ts';
import { decodeLzw } from './lzw.ts';
import { undoPngPredictor } from './predictor.ts';
import { decodeRunLength } from './run-length.ts';
import { undoTiffPredictor } from './tiff-predictor.ts';

/** Undoes the filters of a stream's dictionary whose values are already resolved. PdfDamage where the data is bad. */
export function decodeFilters(
  data: Uint8Array,
  filters: readonly string[],
  parameters: readonly PdfObject[],
): Uint8Array {
  if (filters.length > MAX_FILTERS) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'filters', limit: MAX_FILTERS });
  let decoded = data;
  filters.forEach((filter, index) => {
    const own = parameters[index];
    decoded = decodeFilter(decoded, filter, own instanceof PdfDict ? own : new PdfDict());
  });
  return decoded;
}

function decodeFilter(data: Uint8Array, filter: string, parameters: PdfDict): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(inflate(data), parameters);
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(within(decodeLzw(data, earlyChange(parameters), MAX_INFLATED_BYTES)), parameters);
    case 'RunLengthDecode':
    case 'RL':
      return within(decodeRunLength(data, MAX_INFLATED_BYTES));
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return within(decodeAscii85(data, MAX_INFLATED_BYTES));
    case 'Crypt':
      return data;
    default:
      throw new PdfDamage(`filter ${filter}`);
  }
}

/** Room for what comes out, in pieces that fit the data at hand. */
const MIN_CHUNK_BYTES = 1024;
const MAX_CHUNK_BYTES = 256 * 1024;
const USUAL_RATIO = 4;

function inflate(data: Uint8Array): Uint8Array {
  try {
    return inflateSync(data, {
      maxOutputLength: MAX_INFLATED_BYTES,
      finishFlush: constants.Z_SYNC_FLUSH,
      chunkSize: Math.min(MAX_CHUNK_BYTES, Math.max(MIN_CHUNK_BYTES, data.length * USUAL_RATIO)),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw inflatedTooLarge();
    throw new PdfDamage('inflate', { cause: error });
  }
}

function earlyChange(parameters: PdfDict): number {
  return numberValue(parameters.get('EarlyChange')) ?? 1;
}

function within(decoded: Uint8Array | undefined): Uint8Array {
  if (!decoded) throw inflatedTooLarge();
  return decoded;
}

function inflatedTooLarge(): Error {
  return pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'inflated stream', limit: MAX_INFLATED_BYTES });
}

function undoPredictor(data: Uint8Array, parameters: PdfDict): Uint8Array {
  const predictor = numberValue(parameters.get('Predictor')) ?? 1;
  if (predictor === 1) return data;
  if (predictor !== 2 && predictor < 10) throw new PdfDamage(`predictor ${predictor}`);
  const rows = {
    colors: countValue(parameters.get('Colors')) ?? 1,
    bitsPerComponent: countValue(parameters.get('BitsPerComponent')) ?? 8,
    columns: countValue(parameters.get('Columns')) ?? 1,
  };
  return predictor === 2 ? undoTiffPredictor(data, rows) : undoPngPredictor(data, rows);
}

/** A filter entry as a list of names, however it was given. */
export function filterNames(filter: PdfObject | undefined): string[] {
  const list = Array.isArray(filter) ? filter : [filter];
  return list.flatMap((item) => (item instanceof PdfName ? [item.name] : []));
}
