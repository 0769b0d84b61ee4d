import { type AppearanceObject, type AppearancePiece } from '../appearance-objects.ts';
import { pdfErrors } from '../errors.ts';
import { MAX_OBJECT_NUMBER } from '../limits.ts';
import { PdfDict, type PdfObject, PdfRef } from '../objects.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { sliceOf } from '../source/read-at.ts';
import { ByteWriter } from '../syntax/byte-writer.ts';
import { writeObject, writeStringBytes } from '../syntax/serialise.ts';
import { firstUnusedNumber } from './unused-numbers.ts';
import { writeXref, type WrittenObject } from './xref-writer.ts';

type Body =
  | { readonly kind: 'object'; readonly object: PdfObject }
  | { readonly kind: 'stream'; readonly dict: PdfDict; readonly data: Uint8Array }
  | { readonly kind: 'pieces'; readonly part: AppearanceObject; readonly refs: readonly PdfRef[] };

/**
 * Collects new and changed objects and writes them as one incremental update (ISO 32000-1, 7.5.6). Objects come out in the
 * order in which they were first set. Encrypts what the file encrypts.
 */
export class IncrementBuilder {
  readonly file: PdfFile;
  readonly #bodies = new Map<number, { ref: PdfRef; body: Body }>();
  #next: number;

  constructor(file: PdfFile) {
    this.file = file;
    this.#next = firstUnusedNumber(file);
  }

  /** A number for a new object. @throws PDF_LIMIT_EXCEEDED */
  allocate(): PdfRef {
    if (this.#next > MAX_OBJECT_NUMBER) {
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'object number', limit: MAX_OBJECT_NUMBER });
    }
    const ref = new PdfRef(this.#next);
    this.#next += 1;
    return ref;
  }

  /** Sets a new object, or the new state of an existing one. */
  set(ref: PdfRef, object: PdfObject): void {
    this.#set(ref, { kind: 'object', object });
  }

  /** Adds an object and returns its reference. */
  add(object: PdfObject): PdfRef {
    const ref = this.allocate();
    this.set(ref, object);
    return ref;
  }

  /** Adds a stream of data that is already filtered as `dict` says; /Length is set here. */
  addStream(dict: PdfDict, data: Uint8Array): PdfRef {
    const ref = this.allocate();
    this.#set(ref, { kind: 'stream', dict, data });
    return ref;
  }

  /** Adds the objects of an appearance; the references are in the order of the list. */
  addAppearance(objects: readonly AppearanceObject[]): readonly PdfRef[] {
    const refs: PdfRef[] = [];
    for (const part of objects) {
      const ref = this.allocate();
      refs.push(ref);
      this.#set(ref, { kind: 'pieces', part, refs });
    }
    return refs;
  }

  /** The object as it stands now: as set here, else as in the file. */
  get(ref: PdfRef): PdfObject {
    const body = this.#bodies.get(ref.num)?.body;
    return body?.kind === 'object' ? body.object : this.file.get(ref.num);
  }

  /** Follows a reference to the object as it stands now. */
  resolve(object: PdfObject | undefined): PdfObject {
    return object instanceof PdfRef ? this.get(object) : (object ?? null);
  }

  /** Whether anything was set. */
  get changed(): boolean {
    return this.#bodies.size > 0;
  }

  /** Writes the increment: the bytes that go after the file's last one. */
  finish(): Buffer {
    const { file } = this;
    const out = new ByteWriter(file.size, 4096 + this.#expectedBytes());
    const [last] = sliceOf(file.bytes, file.size - 1, 1);
    if (last !== 10 && last !== 13) out.byte(10);
    const written: WrittenObject[] = [];
    for (const { ref, body } of this.#bodies.values()) {
      written.push({ ref, offset: out.offset });
      out.latin1(`${ref.num} ${ref.gen} obj\n`);
      this.#writeBody(out, ref, body);
      out.latin1('\nendobj\n');
    }
    writeXref(out, { file, written, next: this.#next });
    return out.view();
  }

  #set(ref: PdfRef, body: Body): void {
    const known = this.#bodies.get(ref.num);
    this.#bodies.set(ref.num, { ref: known?.ref ?? ref, body });
  }

  #expectedBytes(): number {
    let size = 0;
    for (const { body } of this.#bodies.values()) {
      if (body.kind === 'stream') size += body.data.length;
      else if (body.kind === 'pieces') size += (body.part.stream?.length ?? 0) + 512;
      else size += 512;
    }
    return size;
  }

  #writeBody(out: ByteWriter, ref: PdfRef, body: Body): void {
    const { security } = this.file;
    const encrypt = security ? (plain: Uint8Array) => security.encryptString(ref, plain) : undefined;
    if (body.kind === 'object') {
      writeObject(out, body.object, encrypt);
    } else if (body.kind === 'stream') {
      const data = security ? security.encryptStream(ref, body.data) : body.data;
      writeObject(out, body.dict.with({ Length: data.length }), encrypt);
      writeStreamData(out, data);
    } else {
      const { entries, stream } = body.part;
      const data = stream && security ? security.encryptStream(ref, stream) : stream;
      out.latin1('<<');
      for (const piece of entries) writePiece(out, piece, { refs: body.refs, encrypt });
      if (data) out.latin1(` /Length ${data.length}`);
      out.latin1('>>');
      if (data) writeStreamData(out, data);
    }
  }
}

function writeStreamData(out: ByteWriter, data: Uint8Array): void {
  out.latin1('\nstream\n').bytes(data).latin1('\nendstream');
}

function writePiece(
  out: ByteWriter,
  piece: AppearancePiece,
  context: { refs: readonly PdfRef[]; encrypt: ((plain: Uint8Array) => Uint8Array) | undefined },
): void {
  if (typeof piece === 'string') out.latin1(piece);
  else if ('text' in piece) {
    writeStringBytes(out, context.encrypt ? context.encrypt(piece.text) : piece.text, context.encrypt !== undefined);
  } else {
    const target = context.refs[piece.ref];
    if (!target) throw new RangeError(`appearance object ${piece.ref} does not exist`);
    out.latin1(` ${target.num} ${target.gen} R `);
  }
}

/** A dictionary of those entries that have a value. */
export function newDict(entries: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
  const dict = new PdfDict();
  for (const key in entries) {
    const value = entries[key];
    if (value !== undefined) dict.entries.set(key, value);
  }
  return dict;
}
