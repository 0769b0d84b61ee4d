import { PdfName } from '../objects.ts';
import { isText, slotOf, type TextPiece, toText } from './shared-text.ts';

/** Longer names are always made. */
const SHORT = 32;
const SLOTS = 4096;

/** Short names without an escape that were made before, each in the slot that its hash chooses. */
const kept: PdfName[] = new Array<PdfName>(SLOTS).fill(new PdfName(''));

/** The name that a piece spells, its slash left out; the same object for the same short spelling. `hash` as in `sharedText`. */
export function sharedName(piece: TextPiece, hash: number): PdfName {
  const slot = slotOf(hash, SLOTS);
  const known = kept[slot] as PdfName;
  if (isText(known.name, piece)) return known;
  const spelling = toText(piece);
  if (spelling.includes('#')) return new PdfName(decodeName(spelling));
  const name = new PdfName(spelling);
  if (spelling.length <= SHORT) kept[slot] = name;
  return name;
}

function decodeName(spelling: string): string {
  return spelling.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
