import { PdfDamage, pdfErrors } from '../errors.ts';
import { openSecurity, type Security } from '../encryption/security.ts';
import { filterNames } from '../filters/decode.ts';
import { countValue, PdfDict, type PdfObject, PdfRef, PdfStream, PdfString } from '../objects.ts';
import { type ByteSource, bufferSource } from '../source/byte-source.ts';
import { type FileBytes, fileBytes, MissingBytes } from '../source/file-bytes.ts';
import { readAt } from '../source/read-at.ts';
import { type IndirectObject, readIndirectObject, type StringReading } from '../syntax/object-parser.ts';
import { type ObjectStream, readContainedObject, readObjectStream, unkept } from './object-stream.ts';
import { ObjectStreamCache } from './object-stream-cache.ts';
import { ParsedObjects } from './parsed-objects.ts';
import { plainValues } from './plain-values.ts';
import { Scanner } from './recover.ts';
import { ReadingBudget } from './reading-budget.ts';
import { RecoveryNeeded } from './recovery-needed.ts';
import { endAlone, readStreamData } from './stream-data.ts';
import { StreamDecoder } from './stream-decoder.ts';
import { earlierStructure, readHeader, recoveredStructure, type Structure, withContainers } from './structure.ts';
import { readXrefChain } from './xref-chain.ts';
import { type XrefEntry, type XrefSection } from './xref-section.ts';

type Use = 'keep' | 'drop';

/**
 * A PDF file opened for reading; reads an object when it is asked for. Its methods are synchronous: over a source that is
 * not in memory call them inside `withPdf`, which fetches what is missing and repeats the step.
 */
export class PdfFile {
  readonly bytes: FileBytes;
  #header = { offset: 0, version: '' };
  #structure: Structure | undefined;
  #scanner: Scanner | undefined;
  #security: Security | undefined;
  #loaded = false;
  readonly #budget = new ReadingBudget();
  readonly #decoder = new StreamDecoder();
  readonly #objects = new Map<number, PdfObject>();
  readonly #reading = new Set<number>();
  readonly #containers: ObjectStreamCache;
  readonly #parsed: ParsedObjects | undefined;
  readonly #later: PdfFile | undefined;

  /** @param later the file of which this one is an earlier revision, where its bytes begin with these. */
  constructor(source: ByteSource, later?: PdfFile) {
    this.bytes = fileBytes(source);
    this.#later = later;
    this.#parsed = later ? later.#parsed : source.bytes && new ParsedObjects(this.bytes);
    this.#containers = later ? later.#containers : new ObjectStreamCache();
  }

  get size(): number {
    return this.bytes.size;
  }

  /** Offset of `%PDF-`. */
  get headerOffset(): number {
    return this.#header.offset;
  }

  /** Version of the header, "1.7"; the catalog may name a later one. */
  get headerVersion(): string {
    return this.#header.version;
  }

  get structure(): Structure {
    if (!this.#structure) throw new PdfDamage('not loaded');
    return this.#structure;
  }

  /** Cross-reference sections, the newest first. */
  get sections(): readonly XrefSection[] {
    return this.structure.sections;
  }

  /** The newest trailer. */
  get trailer(): PdfDict {
    return this.structure.sections[0].trailer;
  }

  /** Encryption of the file, undefined where there is none. */
  get security(): Security | undefined {
    return this.#security;
  }

  /** Reads the structure; does nothing when that was done. @throws PDF_NOT_A_PDF, PDF_BROKEN, PDF_PASSWORD_REQUIRED, … */
  load(): void {
    if (this.#loaded) return;
    this.#header = readHeader(this.bytes);
    if (this.#scanner) this.#recover(this.#scanner);
    else {
      try {
        this.#structure = this.#readStructure();
      } catch (error) {
        if (!(error instanceof PdfDamage)) throw error;
        this.#scanner = new Scanner(this.bytes, this.headerOffset);
        this.#recover(this.#scanner);
      }
      if (!this.#structure?.recovered) this.#openSecurity();
    }
    this.#loaded = true;
  }

  #readStructure(): Structure {
    const shared = this.#later && earlierStructure(this.#later, this.bytes);
    return shared ?? { ...readXrefChain(this.bytes, this.headerOffset), recovered: false };
  }

  /** What the newest section that lists it says of an object. */
  locate(num: number): XrefEntry | undefined {
    for (const section of this.sections) {
      const entry = section.find(num);
      if (entry) return entry;
    }
    return undefined;
  }

  /** Every object number that any section lists, in ascending order. */
  objectNumbers(): number[] {
    try {
      const numbers = this.sections.flatMap((section) => Array.from(section.entries(), ([num]) => num));
      return [...new Set(numbers)].sort((a, b) => a - b);
    } catch (error) {
      if (!(error instanceof PdfDamage)) throw error;
      this.distrust();
      throw error;
    }
  }

  /**
   * The object with this number; null where there is none (ISO 32000-1, 7.3.10). It is kept for the next who asks, unless it
   * is one of many to be looked at once.
   */
  get(num: number, use: Use = 'keep'): PdfObject {
    const known = this.#objects.get(num);
    if (known !== undefined) return known;
    if (this.#reading.has(num)) return null;
    this.#reading.add(num);
    try {
      const object = this.#read(num, use);
      if (use === 'keep') this.#objects.set(num, object);
      return object;
    } catch (error) {
      if (!(error instanceof PdfDamage)) throw error;
      if (!this.structure.recovered) throw new RecoveryNeeded();
      return null;
    } finally {
      this.#reading.delete(num);
    }
  }

  /** Follows references to the object itself. */
  resolve(object: PdfObject | undefined): PdfObject {
    let current = object ?? null;
    for (let hops = 0; current instanceof PdfRef; hops += 1) current = hops < 32 ? this.get(current.num) : null;
    return current;
  }

  /** The dictionary that an object is or refers to; undefined for anything else, a stream too. */
  dict(object: PdfObject | undefined): PdfDict | undefined {
    const value = this.resolve(object);
    return value instanceof PdfDict ? value : undefined;
  }

  array(object: PdfObject | undefined): PdfObject[] | undefined {
    const value = this.resolve(object);
    return Array.isArray(value) ? value : undefined;
  }

  /** The catalog. @throws PDF_BROKEN */
  get catalog(): PdfDict {
    const catalog = this.dict(this.trailer.get('Root'));
    if (catalog?.entries.has('Pages')) return catalog;
    if (!this.structure.recovered) throw new RecoveryNeeded();
    if (catalog) return catalog;
    throw pdfErrors.PDF_BROKEN({ what: 'Root' });
  }

  /** Asks for the recovered file, for a part that cannot be right; does nothing where that is what is being read. */
  distrust(): void {
    if (!this.structure.recovered) throw new RecoveryNeeded();
  }

  /** A stream's data as it stands in the file, decrypted. */
  rawStream(stream: PdfStream): Uint8Array {
    const raw = readStreamData(this.bytes, stream, countValue(this.resolve(stream.dict.get('Length'))));
    return this.#security ? this.#security.decryptStream(stream.id, plainValues(this, stream.dict), raw) : raw;
  }

  /** A stream's data after its filters (Flate, LZW, ASCII). PdfDamage where it cannot be decoded. */
  decodedStream(stream: PdfStream): Uint8Array {
    const parameters = this.resolve(stream.dict.get('DecodeParms'));
    const list = (Array.isArray(parameters) ? parameters : [parameters]).map((item) =>
      plainValues(this, this.resolve(item)),
    );
    const filter = this.resolve(stream.dict.get('Filter'));
    const names = filterNames(Array.isArray(filter) ? filter.map((item) => this.resolve(item)) : filter);
    return this.#decoder.decode(this.rawStream(stream), names, list);
  }

  /** Runs a step, and runs it again on the recovered file where its cross-references prove wrong. For sources in memory. */
  attempt<T>(step: () => T): T {
    try {
      this.load();
      return step();
    } catch (error) {
      if (!(error instanceof RecoveryNeeded)) throw refusal(error);
      this.#startRecovery();
    }
    try {
      this.load();
      return step();
    } catch (error) {
      throw refusal(error);
    }
  }

  #startRecovery(): void {
    this.#loaded = false;
    this.#scanner = new Scanner(this.bytes, this.headerOffset);
    this.#security = undefined;
    this.#forget();
  }

  #forget(): void {
    this.#objects.clear();
    this.#containers.clear();
  }

  #recover(scanner: Scanner): void {
    scanner.run();
    if (scanner.objects.size === 0) throw pdfErrors.PDF_BROKEN({ what: 'no objects' });
    this.#structure = recoveredStructure(scanner, this.headerOffset);
    this.#openSecurity();
    if (scanner.containers.size === 0) return;
    const contents = Array.from(scanner.containers, ([num, offset]) => ({
      num,
      offset,
      numbers: this.#numbersIn(num),
    }));
    this.#structure = withContainers(scanner, this.headerOffset, contents);
    this.#forget();
    if (!this.trailer.entries.has('Root')) this.#findCatalog();
  }

  /** With the trailer lost, the catalog may still stand in an object stream. */
  #findCatalog(): void {
    for (const [num, entry] of this.structure.sections[0].entries()) {
      if (entry.kind === 'compressed' && this.dict(new PdfRef(num))?.nameOf('Type') === 'Catalog') {
        this.trailer.entries.set('Root', new PdfRef(num));
      }
    }
  }

  #numbersIn(container: number): readonly number[] {
    try {
      return this.objectStream(container).numbers;
    } catch (error) {
      if (error instanceof PdfDamage) return [];
      throw error;
    }
  }

  #openSecurity(): void {
    if (this.#security) return;
    const encrypt = this.trailer.get('Encrypt');
    const dict = this.dict(encrypt);
    if (!dict) {
      if (encrypt !== undefined && encrypt !== null)
        throw pdfErrors.PDF_ENCRYPTION_UNSUPPORTED({ what: 'dictionary missing' });
      return;
    }
    const first = this.array(this.trailer.get('ID'))?.[0];
    const id = this.resolve(first);
    this.#security = openSecurity(plainValues(this, dict), id instanceof PdfString ? id.raw : new Uint8Array());
    const kept = encrypt instanceof PdfRef ? encrypt.num : -1;
    this.#forget();
    if (kept >= 0) this.#objects.set(kept, dict);
  }

  #read(num: number, use: Use): PdfObject {
    const entry = this.locate(num);
    if (!entry || entry.kind === 'free') return null;
    this.#budget.spendObject();
    if (entry.kind === 'compressed') {
      const container = this.objectStream(entry.container);
      const { object, values } = readContainedObject(use === 'keep' ? container : unkept(container), num, entry.index);
      this.#budget.spendValues(values);
      return object;
    }
    if (entry.offset >= this.size) throw new PdfDamage('offset outside the file');
    const found = this.#readAt(entry.offset, use);
    if (found.id.num !== num) throw new PdfDamage('another object stands here');
    return found.value;
  }

  #readAt(offset: number, use: Use): IndirectObject {
    const shared = use === 'keep' && !this.trailer.entries.has('Encrypt');
    const known = shared ? this.#parsed?.within(this.size, offset) : undefined;
    if (known) {
      this.#budget.spendValues(known.values);
      return known.found;
    }
    return readAt(this.bytes, offset, (lexer) => {
      const found = readIndirectObject(lexer, this.#strings);
      this.#budget.spendValues(lexer.values);
      return found;
    });
  }

  readonly #strings = (id: PdfRef): StringReading => {
    const security = this.#security;
    return security ? { decrypt: (raw) => security.decryptString(id, raw) } : {};
  };

  /** An object stream, inflated. PdfDamage where none stands. */
  objectStream(num: number): ObjectStream {
    const entry = this.locate(num);
    if (entry?.kind !== 'offset') throw new PdfDamage('object stream');
    const known = this.#containers.find({ num, offset: entry.offset }, { reader: this, size: this.size });
    if (known) return known;
    const stream = this.get(num);
    if (!(stream instanceof PdfStream)) throw new PdfDamage('object stream');
    const container = readObjectStream(plainValues(this, stream.dict), this.decodedStream(stream));
    const end = this.#security ? Infinity : endAlone(this.bytes, stream);
    this.#containers.keep(entry.offset, { container, num, reader: this, end });
    return container;
  }

  /** Answers what stopped a step: fetches bytes or prepares recovery; throws everything else. */
  async answer(error: unknown): Promise<void> {
    if (error instanceof MissingBytes) await this.bytes.load(error);
    else if (error instanceof RecoveryNeeded) this.#startRecovery();
    else throw refusal(error);
  }
}

/** Runs a step over a file, repeating it as bytes arrive. The step must be safe to repeat. */
export async function withPdf<T>(file: PdfFile, step: () => T): Promise<T> {
  for (;;) {
    try {
      file.load();
      return step();
    } catch (error) {
      await file.answer(error);
    }
  }
}

/** Opens a PDF. @throws PDF_NOT_A_PDF, PDF_BROKEN, PDF_PASSWORD_REQUIRED, PDF_ENCRYPTION_UNSUPPORTED, PDF_LIMIT_EXCEEDED */
export async function openPdf(source: ByteSource): Promise<PdfFile> {
  const file = new PdfFile(source);
  await withPdf(file, () => file.catalog);
  return file;
}

/** Opens a PDF that is in memory. @throws as `openPdf` */
export function openPdfBytes(bytes: Uint8Array): PdfFile {
  const file = new PdfFile(bufferSource(bytes));
  file.attempt(() => file.catalog);
  return file;
}

function refusal(error: unknown): unknown {
  return error instanceof PdfDamage ? pdfErrors.PDF_BROKEN({ what: error.message }, error) : error;
}
