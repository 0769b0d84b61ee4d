import { asBuffer } from '../bytes/as-buffer.ts';
import { pdfErrors } from '../pdf/errors.ts';
import { type PreparedSignature } from './prepare-signature.ts';

const OPEN = 60;
const CLOSE = 62;

/** What of a prepared signature says where its hole is. */
export type PreparedHole = Pick<
  PreparedSignature,
  'baseSize' | 'increment' | 'byteRange' | 'contentsOffset' | 'contentsSize'
>;

/**
 * Puts the CMS (or timestamp token, DER) into the hole. The signed file is the base followed by what is returned; neither
 * `prepared` nor the base is changed, so the step can be repeated.
 *
 * @throws SIGNATURE_TOO_LARGE when it does not fit; PREPARED_SIGNATURE_INVALID when the hole is not where it should be
 */
export function embedSignature(prepared: PreparedHole, cms: Uint8Array): Uint8Array {
  const { contentsSize, contentsOffset, baseSize } = prepared;
  if (cms.length > contentsSize) throw pdfErrors.SIGNATURE_TOO_LARGE({ size: cms.length, reserved: contentsSize });
  const increment = Buffer.from(prepared.increment);
  const start = contentsOffset - baseSize;
  const end = start + contentsSize * 2;
  if (!isHole(increment, start, end) || !rangeAgrees(prepared)) throw pdfErrors.PREPARED_SIGNATURE_INVALID();
  increment.write(asBuffer(cms).toString('hex'), start, 'latin1');
  return increment;
}

function isHole(increment: Buffer, start: number, end: number): boolean {
  if (start < 1 || increment[start - 1] !== OPEN || increment[end] !== CLOSE) return false;
  return increment.subarray(start, end).equals(Buffer.alloc(end - start, '0'));
}

function rangeAgrees({ byteRange, baseSize, increment, contentsOffset, contentsSize }: PreparedHole): boolean {
  const [first, length, second, rest] = byteRange;
  return (
    first === 0 &&
    length === contentsOffset - 1 &&
    second === contentsOffset + contentsSize * 2 + 1 &&
    second + rest === baseSize + increment.length
  );
}
