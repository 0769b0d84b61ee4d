import { createHash } from 'node:crypto';
import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../objects.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { type ValidationData } from '../reader/validation-data.ts';
import { changeCatalog, currentCatalog } from './attach-field.ts';
import { IncrementBuilder } from './increment-builder.ts';

/** What belongs to one signature; `contents` is the value of its /Contents, padding included. */
export interface SignatureValidationData extends ValidationData {
  readonly contents: Uint8Array;
}

const kinds = [
  { key: 'Certs', vriKey: 'Cert', of: (data: ValidationData) => data.certificates },
  { key: 'CRLs', vriKey: 'CRL', of: (data: ValidationData) => data.crls },
  { key: 'OCSPs', vriKey: 'OCSP', of: (data: ValidationData) => data.ocspResponses },
] as const;

/** The streams of one array of the store: known ones by their hash, new ones appended. */
interface Shelf {
  readonly refs: PdfObject[];
  readonly byHash: Map<string, PdfObject>;
}

/**
 * Lays out an increment that adds validation data to the document security store. What is in there already is not stored
 * twice; undefined when nothing is new. Safe to repeat.
 */
export function buildValidationIncrement(
  file: PdfFile,
  data: ValidationData,
  signatures: readonly SignatureValidationData[] = [],
): Buffer | undefined {
  const builder = new IncrementBuilder(file);
  const entry = currentCatalog(builder).get('DSS');
  const store = file.dict(entry) ?? new PdfDict();
  const changes: Record<string, PdfObject> = {};
  const vri = vriEntries(file, store, signatures);
  for (const { key, vriKey, of } of kinds) {
    const shelf = readShelf(file, store, key);
    const before = shelf.refs.length;
    for (const bytes of of(data)) place(builder, shelf, bytes);
    for (const { dict, from } of vri) {
      const refs = of(from).map((bytes) => place(builder, shelf, bytes));
      if (refs.length > 0) dict.entries.set(vriKey, refs);
    }
    if (shelf.refs.length > before) changes[key] = shelf.refs;
  }
  if (vri.length > 0) changes['VRI'] = mergeVri(file, store, vri);
  if (Object.keys(changes).length === 0) return undefined;
  const changed = store.with(changes);
  if (entry instanceof PdfRef) builder.set(entry, changed);
  else changeCatalog(builder, { DSS: builder.add(changed) });
  return builder.finish();
}

function readShelf(file: PdfFile, store: PdfDict, key: string): Shelf {
  const refs = [...(file.array(store.get(key)) ?? [])];
  const byHash = new Map<string, PdfObject>();
  for (const ref of refs) {
    const stream = file.resolve(ref);
    if (stream instanceof PdfStream) byHash.set(hashOf(file.decodedStream(stream)), ref);
  }
  return { refs, byHash };
}

function place(builder: IncrementBuilder, shelf: Shelf, bytes: Uint8Array): PdfObject {
  const hash = hashOf(bytes);
  const known = shelf.byHash.get(hash);
  if (known !== undefined) return known;
  const ref = builder.addStream(new PdfDict(), bytes);
  shelf.refs.push(ref);
  shelf.byHash.set(hash, ref);
  return ref;
}

interface VriEntry {
  readonly key: string;
  readonly dict: PdfDict;
  readonly from: SignatureValidationData;
}

/** Entries for signatures that have none yet; the key is the SHA-1 of /Contents, as the standard has it. */
function vriEntries(file: PdfFile, store: PdfDict, signatures: readonly SignatureValidationData[]): VriEntry[] {
  const present = file.dict(store.get('VRI'));
  return signatures
    .map((from) => ({ key: vriKeyOf(from.contents), dict: new PdfDict(), from }))
    .filter(({ key }) => !present?.entries.has(key));
}

function mergeVri(file: PdfFile, store: PdfDict, entries: readonly VriEntry[]): PdfDict {
  const merged = new PdfDict(file.dict(store.get('VRI'))?.entries);
  for (const { key, dict } of entries) merged.entries.set(key, dict);
  return merged;
}

function vriKeyOf(contents: Uint8Array): string {
  return createHash('sha1').update(contents).digest('hex').toUpperCase();
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
