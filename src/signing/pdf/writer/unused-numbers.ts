import { MAX_OBJECT_NUMBER } from '../limits.ts';
import { countValue } from '../objects.ts';
import { ReferenceSearch } from '../reader/may-refer.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { RecoveryNeeded } from '../reader/recovery-needed.ts';

/** So many numbers in a row are left for an increment. */
const ROOM = 8192;
const SIGNATURES_EXIST = 1;

/**
 * From where new objects are numbered: /Size where it can be believed, and above all that any section lists. In a signed file
 * also above what something refers to in vain: an object under such a number would come to show in what was signed.
 */
export function firstUnusedNumber(file: PdfFile): number {
  const first = afterListed(file);
  const flags = countValue(file.dict(file.catalog.get('AcroForm'))?.get('SigFlags')) ?? 0;
  return flags & SIGNATURES_EXIST ? afterClaimed(claimsFrom(file, first)) : first;
}

function afterListed(file: PdfFile): number {
  const declared = countValue(file.trailer.get('Size')) ?? 1;
  let next = declared <= MAX_OBJECT_NUMBER ? declared : 1;
  for (const section of file.sections) next = Math.max(next, section.size);
  return Math.max(next, 1);
}

/** A look for references to numbers from `first` on, none of which has an object. */
interface Claims {
  readonly first: number;
  readonly search: ReferenceSearch;
}

/** The look at each file so far; the step that asks is repeated as bytes arrive. */
const known = new WeakMap<PdfFile, Claims>();

function claimsFrom(file: PdfFile, first: number): Claims {
  const before = known.get(file);
  if (before?.first === first) return before; // another where the file had to be recovered since
  const claims: Claims = { first, search: new ReferenceSearch(file, (num) => num >= first) };
  known.set(file, claims);
  return claims;
}

/** The first number with room behind it. */
function afterClaimed({ first, search }: Claims): number {
  let free = first;
  for (const num of claimed(search).sort((a, b) => a - b)) {
    if (num - free >= ROOM) break;
    free = num + 1;
  }
  return free;
}

/** None where a damaged object keeps a verifier from knowing them too. */
function claimed(search: ReferenceSearch): number[] {
  try {
    return [...search.found()];
  } catch (error) {
    if (error instanceof RecoveryNeeded) return [];
    throw error;
  }
}
