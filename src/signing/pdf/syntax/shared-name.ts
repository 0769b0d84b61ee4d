import { PdfName } from '../objects.ts';
import { SharedTexts, type TextPiece, toText } from './shared-text.ts';

const names = new SharedTexts<PdfName>();

/** The name that a piece spells, its slash left out; the same object for the same short spelling. `hash` as in `SharedTexts`. */
export function sharedName(piece: TextPiece, hash: number): PdfName {
  return names.find(piece, hash) ?? names.keep(piece, hash, new PdfName(decodeName(toText(piece))));
}

function decodeName(spelling: string): string {
  if (!spelling.includes('#')) return spelling;
  return spelling.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
