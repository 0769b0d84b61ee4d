import { asBuffer } from '../../bytes/as-buffer.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { sliceOf } from '../../pdf/source/read-at.ts';
import { type Reason, reason } from '../reasons.ts';

import { type SignedField } from './signed-field.ts';

/** What a sound /ByteRange covers: everything before `end` but the /Contents string, the hole. Offsets in bytes. */
export interface Coverage {
  readonly holeStart: number;
  readonly holeEnd: number;
  readonly end: number;
  /** The signature in the hole, padding included. */
  readonly contents: Uint8Array;
}

/**
 * Checks that a signature covers all of the file up to an end of its own but for exactly its own /Contents string
 * (ISO 32000-1 12.8.1; ETSI EN 319 142-1 5.2): anything else lets unsigned bytes hide in the file.
 */
export function readCoverage(file: PdfFile, signed: SignedField): Coverage | Reason {
  const { byteRange, contents, dict } = signed;
  const unsound = (what: string): Reason => reason('BYTE_RANGE_UNSOUND', { what });
  if (dict.duplicateKeys) return reason('CONTENTS_UNSOUND', { what: 'duplicate keys' });
  if (byteRange.length !== 4) return unsound(`${byteRange.length} numbers`);
  const [start = -1, before = -1, after = -1, rest = -1] = byteRange;
  if (!byteRange.every((value) => Number.isSafeInteger(value) && value >= 0)) return unsound('not whole numbers');
  if (start !== 0) return unsound('does not start at 0');
  if (after + rest > file.size) return unsound('beyond the end of the file');
  if (before >= after || rest === 0) return unsound('overlapping or empty parts');
  if (!contents?.hex || contents.start < 0) return reason('CONTENTS_UNSOUND', { what: 'not a hexadecimal string' });
  if (contents.start !== before || contents.end !== after) return unsound('the gap is not the Contents string');
  if (!isPlainHex(sliceOf(file.bytes, before, after - before), contents.raw)) {
    return reason('CONTENTS_UNSOUND', { what: 'not plain hexadecimal' });
  }
  return { holeStart: before, holeEnd: after, end: after + rest, contents: contents.raw };
}

/** Whether a coverage was found sound. */
export function isCoverage(found: Coverage | Reason): found is Coverage {
  return 'holeStart' in found;
}

/** `<`, the digits of the value in one case, `>`: no blank, comment or second spelling in which bytes could hide. */
function isPlainHex(hole: Buffer, value: Uint8Array): boolean {
  const digits = asBuffer(value).toString('hex');
  const stands = (text: string): boolean => hole.indexOf(text, 1, 'latin1') === 1;
  const closed = hole.length === digits.length + 2 && hole[0] === 60 && hole[hole.length - 1] === 62;
  return closed && (stands(digits) || stands(digits.toUpperCase()));
}

const TAIL = /startxref[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+%%EOF(\r\n|\r|\n)?$/;

/** Whether bytes end as a revision does (ISO 32000-1 7.5.5): `startxref`, an offset, `%%EOF`, at most one line end. */
export function endsAsRevision(file: PdfFile): boolean {
  const from = Math.max(0, file.size - 64);
  return TAIL.test(sliceOf(file.bytes, from, file.size - from).toString('latin1'));
}
