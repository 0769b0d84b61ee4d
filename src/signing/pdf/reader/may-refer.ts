import { byteAt } from '../../bytes/byte-at.ts';
import { PdfDamage } from '../errors.ts';
import { type PdfObject } from '../objects.ts';
import { backOver, isDigit, isRegular, isWhitespace } from '../syntax/characters.ts';
import { type ByteWindow } from '../syntax/lexer.ts';
import { type PdfFile } from './pdf-file.ts';
import { RecoveryNeeded } from './recovery-needed.ts';
import { ReferenceWalk } from './reference-walk.ts';
import { referencesIn } from './references.ts';
import { sameEntry, type XrefEntry } from './xref-section.ts';

/** So much of an object is looked at as bytes; a longer one is read in full. */
const LOOK_BYTES = 1024;
const LONGEST_NUMBER = 15;

type Wanted = (num: number) => boolean;

/** Somebody who goes along with a search and is shown every object that may refer to numbers of theirs. */
export interface Companion {
  /** True at least for all numbers that the search wants. */
  readonly isWanted: Wanted;
  /** Shown an object; perhaps one that refers to none of the numbers, perhaps more than once. */
  readonly visit: (object: PdfObject) => void;
  /** Told that something is damaged, so that objects may have been passed over. */
  readonly miss: () => void;
}
const NONE: ReadonlySet<number> = new Set();

/**
 * Looks for references to some object numbers: first quickly at the bytes of every object, which may raise a false alarm and
 * never misses a reference, then where there was one by a walk. Repeated as bytes arrive, it goes on where it stopped.
 */
export class ReferenceSearch {
  readonly #file: PdfFile;
  readonly #isWanted: Wanted;
  readonly #companion: Companion | undefined;
  #isAlarmed = false;
  #places: readonly Place[] | undefined;
  /** Index of the place to look at next. */
  #next = 0;
  #walk: ReferenceWalk | undefined;

  constructor(file: PdfFile, isWanted: Wanted, companion?: Companion) {
    this.#file = file;
    this.#isWanted = isWanted;
    this.#companion = companion;
  }

  /** Those of the numbers to which something refers that the trailer leads to; most files are told to have none at a glance. */
  found(): ReadonlySet<number> {
    if (!this.find()) return NONE;
    this.#walk ??= new ReferenceWalk(this.#file, [this.#file.trailer]);
    return new Set([...this.#walk.all()].filter(this.#isWanted));
  }

  /** The quick look. True also where the file is damaged, perhaps in an object that nothing leads to. */
  find(): boolean {
    try {
      if (this.#file.sections.some(({ trailer }) => referencesIn(trailer).some(this.#isWanted))) this.#isAlarmed = true;
      this.#places ??= placesOf(this.#file);
      for (let place = this.#places[this.#next]; place; place = this.#places[(this.#next += 1)]) {
        if (this.#isAlarmed && !this.#companion) return true;
        this.#lookAt(place);
      }
      return this.#isAlarmed;
    } catch (error) {
      if (!(error instanceof PdfDamage) && !(error instanceof RecoveryNeeded)) throw error;
      this.#companion?.miss();
      return true;
    }
  }

  #lookAt(place: Place): void {
    const companion = this.#companion;
    if (!mayReferAt(this.#file, place, companion?.isWanted ?? this.#isWanted)) return;
    if (companion) for (const object of objectsAt(this.#file, place)) companion.visit(object);
    this.#isAlarmed ||= !companion || mayReferAt(this.#file, place, this.#isWanted);
  }
}

/** Whether what stands at a place may refer to one of the numbers; by its bytes where they are plain. */
function mayReferAt(file: PdfFile, { num, entry }: Place, isWanted: Wanted): boolean {
  if (!entry) return refersAnywhere(file.objectStream(num).data, isWanted);
  const seen = lookAtObject(file.bytes.window(entry.offset, LOOK_BYTES), entry.offset, isWanted);
  if (seen !== 'unsure') return seen === 'refers';
  return sameEntry(file.locate(num), entry) && referencesIn(file.get(num)).some(isWanted);
}

/** The objects at a place, as far as the file still finds them there. */
function objectsAt(file: PdfFile, { num, entry }: Place): PdfObject[] {
  if (entry) return sameEntry(file.locate(num), entry) ? [file.get(num)] : [];
  return file.objectStream(num).numbers.flatMap((contained) => {
    const found = file.locate(contained);
    return found?.kind === 'compressed' && found.container === num ? [file.get(contained)] : [];
  });
}

/** Where an object stands; without an entry it is an object stream, of which all of the content counts. */
interface Place {
  readonly num: number;
  readonly entry?: XrefEntry & { kind: 'offset' };
}

/** Every place that some section of a file lists, the object streams last. */
function placesOf(file: PdfFile): Place[] {
  const places: Place[] = [];
  const containers = new Set<number>();
  for (const section of file.sections) {
    for (const [num, entry] of section.entries()) {
      if (entry.kind === 'compressed') containers.add(entry.container);
      else if (entry.kind === 'offset') places.push({ num, entry });
    }
  }
  for (const num of containers) places.push({ num });
  return places;
}

/** Bytes at which something of note may stand: strings, comments, `R`, `stream`, `endobj`. */
const OF_NOTE = new Uint8Array(256);
for (const character of '(<%Rse') OF_NOTE[character.charCodeAt(0)] = 1;

/** Looks at an object's bytes up to its `stream` or `endobj`. Unsure where these words may mean nothing or are far away. */
function lookAtObject({ bytes, start }: ByteWindow, offset: number, isWanted: Wanted): 'refers' | 'clear' | 'unsure' {
  const end = Math.min(bytes.length, offset - start + LOOK_BYTES);
  for (let at = offset - start; at < end; at += 1) {
    const code = byteAt(bytes, at);
    if (OF_NOTE[code] === 0) continue;
    if (code === 82) {
      if (endsReferenceTo(bytes, at, isWanted)) return 'refers';
    } else if (code === 115 || code === 101) {
      if (isWord(bytes, at, code === 115 ? STREAM : ENDOBJ)) return 'clear';
    } else {
      at = skipString(bytes, at);
      if (at < 0) return 'unsure';
    }
  }
  return 'unsure';
}

/** The last byte of a string, or of the `<<` that stands here; -1 for a comment and for a string with anything special in it. */
function skipString(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 60) return bytes[at + 1] === 60 ? at + 1 : bytes.indexOf(62, at);
  if (bytes[at] === 37) return -1;
  for (let i = at + 1; i < at + LOOK_BYTES; i += 1) {
    const code = bytes[i];
    if (code === 41) return i;
    if (code === 40 || code === 92) return -1;
  }
  return -1;
}

const STREAM = Buffer.from('stream');
const ENDOBJ = Buffer.from('endobj');

/** Whether a word stands here as a token of its own. */
function isWord(bytes: Uint8Array, at: number, word: Buffer): boolean {
  const before = byteAt(bytes, at - 1);
  if (!isWhitespace(before) && before !== 62 && before !== 93) return false;
  for (let i = 0; i < word.length; i += 1) if (bytes[at + i] !== word[i]) return false;
  return !isRegular(byteAt(bytes, at + word.length));
}

/** Objects in a stream may start anywhere in it, inside of what looks like a string too, so that all of it counts. */
function refersAnywhere(data: Uint8Array, isWanted: Wanted): boolean {
  for (let at = 0; at < data.length; at += 1) {
    const code = data[at];
    if (code === 37 || (code === 82 && endsReferenceTo(data, at, isWanted))) return true;
  }
  return false;
}

/** Whether the `R` at `at` ends `N G R` for one of the wanted numbers, N being any tail of the digits that stand there. */
function endsReferenceTo(bytes: Uint8Array, at: number, isWanted: Wanted): boolean {
  if (!isWhitespace(byteAt(bytes, at - 1)) && !isDigit(byteAt(bytes, at - 1))) return false;
  const generation = backOver(bytes, backOver(bytes, at, isWhitespace), isDigit);
  const blanks = backOver(bytes, generation, isWhitespace);
  if (blanks === generation) return false;
  let value = 0;
  for (let i = blanks - 1, unit = 1; isDigit(byteAt(bytes, i)) && blanks - i <= LONGEST_NUMBER; i -= 1, unit *= 10) {
    value += (byteAt(bytes, i) - 48) * unit;
    if (isWanted(value)) return true;
  }
  return false;
}
