import { decodeTextString } from './syntax/decode-text.ts';

/** The objects of ISO 32000-1, 7.3. Integers in plain form are numbers; whatever would not come back the same is a PdfReal. */
export type PdfObject =
  null | boolean | number | PdfReal | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream | PdfReserved;

export type PdfArray = PdfObject[];

/** A number with its own spelling ("1.50", "+3", "00"). */
export class PdfReal {
  readonly value: number;
  readonly text: string;

  constructor(value: number, text: string) {
    this.value = value;
    this.text = text;
  }
}

/** A name without its slash, `#xx` decoded, one character per byte. */
export class PdfName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A string. `raw` is what stands in the file after unescaping, `bytes` the same decrypted where the file is encrypted, `text`
 * what it says where it is a text string.
 */
export class PdfString {
  readonly raw: Uint8Array;
  readonly hex: boolean;
  /** Offsets in the file of the token's first byte and of the byte after it; -1 for a string that stands in an object stream. */
  readonly start: number;
  readonly end: number;
  readonly #decrypt: ((raw: Uint8Array) => Uint8Array) | undefined;
  #bytes: Uint8Array | undefined;
  #text: string | undefined;

  constructor(raw: Uint8Array, form: PdfStringForm = {}) {
    this.raw = raw;
    this.hex = form.hex ?? false;
    this.start = form.start ?? -1;
    this.end = form.end ?? -1;
    this.#decrypt = form.decrypt;
  }

  get bytes(): Uint8Array {
    return (this.#bytes ??= this.#decrypt ? this.#decrypt(this.raw) : this.raw);
  }

  get text(): string {
    return (this.#text ??= decodeTextString(this.bytes));
  }
}

export interface PdfStringForm {
  readonly hex?: boolean;
  readonly start?: number;
  readonly end?: number;
  readonly decrypt?: ((raw: Uint8Array) => Uint8Array) | undefined;
}

/** An indirect reference. */
export class PdfRef {
  readonly num: number;
  readonly gen: number;

  constructor(num: number, gen = 0) {
    this.num = num;
    this.gen = gen;
  }
}

/** Whether both are references, and to the same object. */
export function isSameRef(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  return a instanceof PdfRef && b instanceof PdfRef && a.num === b.num;
}

/** A dictionary; of a key that occurs twice the last value counts. */
export class PdfDict {
  readonly entries: Map<string, PdfObject>;
  /** A key occurred twice. */
  duplicateKeys = false;
  /** Something in it was passed over, or it was never closed. */
  malformed = false;

  constructor(entries?: Iterable<readonly [string, PdfObject]>) {
    this.entries = new Map(entries);
  }

  get(key: string): PdfObject | undefined {
    return this.entries.get(key);
  }

  /** The name under `key`, when a direct name stands there. */
  nameOf(key: string): string | undefined {
    const value = this.entries.get(key);
    return value instanceof PdfName ? value.name : undefined;
  }

  /** A copy with these entries set; `undefined` removes. Order is kept, new keys come last. */
  with(changes: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
    const copy = new PdfDict(this.entries);
    for (const key in changes) {
      const value = changes[key];
      if (value === undefined) copy.entries.delete(key);
      else copy.entries.set(key, value);
    }
    return copy;
  }
}

/** A stream: its dictionary and where its data starts in the file. */
export class PdfStream {
  readonly dict: PdfDict;
  /** File offset of the first byte of the data. */
  readonly start: number;
  /** Number and generation of the object, which decide its key in an encrypted file. */
  readonly id: PdfRef;

  constructor(dict: PdfDict, start: number, id: PdfRef) {
    this.dict = dict;
    this.start = start;
    this.id = id;
  }
}

/** Only for writing: bytes put down as they are, whose place in the file is reported back when they are written. */
export class PdfReserved {
  readonly bytes: Uint8Array;
  /** Offset in the whole file, once written. */
  offset = -1;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** The value of a number object, undefined for anything else. */
export function numberValue(object: PdfObject | undefined): number | undefined {
  if (typeof object === 'number') return object;
  return object instanceof PdfReal ? object.value : undefined;
}

/** The value of an object that is an integer not below zero, undefined for anything else. */
export function countValue(object: PdfObject | undefined): number | undefined {
  const value = numberValue(object);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
