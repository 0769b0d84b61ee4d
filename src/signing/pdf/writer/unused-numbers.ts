import { MAX_OBJECT_NUMBER } from '../limits.ts';
import { countValue } from '../objects.ts';
import { ReferenceSearch } from '../reader/may-refer.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { RecoveryNeeded } from '../reader/recovery-needed.ts';
import { ReferenceWalk } from '../reader/references.ts';

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
  return flags & SIGNATURES_EXIST ? claimsFrom(file, first).firstFree() : first;
}

function afterListed(file: PdfFile): number {
  const declared = countValue(file.trailer.get('Size')) ?? 1;
  let next = declared <= MAX_OBJECT_NUMBER ? declared : 1;
  for (const section of file.sections) next = Math.max(next, section.size);
  return Math.max(next, 1);
}

/** What is known of each file so far; the step that asks is repeated as bytes arrive. */
const known = new WeakMap<PdfFile, Claims>();

function claimsFrom(file: PdfFile, first: number): Claims {
  const before = known.get(file);
  if (before?.first === first) return before; // another where the file had to be recovered since
  const claims = new Claims(file, first);
  known.set(file, claims);
  return claims;
}

/** The references of a file to numbers from `first` on, none of which has an object. */
class Claims {
  readonly first: number;
  readonly #search: ReferenceSearch;
  readonly #walk: ReferenceWalk;

  constructor(file: PdfFile, first: number) {
    this.first = first;
    this.#search = new ReferenceSearch(file, (num) => num >= first);
    this.#walk = new ReferenceWalk(file, [file.trailer]);
  }

  firstFree(): number {
    let free = this.first;
    if (!this.#search.find()) return free;
    for (const num of this.#claimed()) {
      if (num - free >= ROOM) break;
      free = num + 1;
    }
    return free;
  }

  /** In ascending order; none where a damaged object keeps a verifier from knowing them too. */
  #claimed(): number[] {
    try {
      return [...this.#walk.all()].filter((num) => num >= this.first).sort((a, b) => a - b);
    } catch (error) {
      if (error instanceof RecoveryNeeded) return [];
      throw error;
    }
  }
}
