import { type PdfDict, type PdfObject, PdfRef, PdfStream } from '../../../src/signing/pdf/objects.ts';
import { walkFields } from '../../../src/signing/pdf/reader/fields.ts';
import { walkPages } from '../../../src/signing/pdf/reader/pages.ts';
import { openPdfBytes, type PdfFile } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { appendRevision, nextNumber, type RawObjects } from './append-revision.ts';
import { writeObject } from './write-object.ts';

/** A numbered dictionary of a file. */
export interface Part {
  readonly num: number;
  readonly dict: PdfDict;
}

/** The parts of a document that attacks and honest programs change. */
export interface DocumentParts {
  readonly file: PdfFile;
  readonly root: Part;
  readonly page: Part;
  readonly form: Part;
  /** The page's content stream. */
  readonly content: { readonly num: number; readonly body: Buffer };
  /** The first number that is not in use. */
  readonly free: number;
  readonly field: (name: string) => Part;
}

/** Looks at a document made by `sampleDocument`, signed or not. */
export function partsOf(bytes: Buffer): DocumentParts {
  const file = openPdfBytes(bytes);
  const [page] = walkPages(file);
  const contents = page?.dict.get('Contents');
  return {
    file,
    root: part(file, file.trailer.get('Root')),
    page: part(file, page?.ref),
    form: part(file, file.catalog.get('AcroForm')),
    get content() {
      return contentOf(file, Array.isArray(contents) ? contents[0] : contents);
    },
    free: nextNumber(bytes),
    field: (name) => part(file, [...walkFields(file)].find((field) => field.name === name)?.ref),
  };
}

function part(file: PdfFile, ref: PdfObject | undefined): Part {
  const dict = file.dict(ref);
  if (!(ref instanceof PdfRef) || !dict) throw new Error('an odd document');
  return { num: ref.num, dict };
}

function contentOf(file: PdfFile, ref: PdfObject | undefined): DocumentParts['content'] {
  const stream = file.resolve(ref);
  if (!(ref instanceof PdfRef) || !(stream instanceof PdfStream)) throw new Error('an odd document');
  const [head, tail] = [`${writeObject(stream.dict)}\nstream\n`, '\nendstream'];
  return { num: ref.num, body: Buffer.concat([Buffer.from(head), file.rawStream(stream), Buffer.from(tail)]) };
}

/** The items of an array of a dictionary, itself or behind a reference. */
export function itemsOf(file: PdfFile, dict: PdfDict, key: string): PdfObject[] {
  return file.array(dict.get(key)) ?? [];
}

/** A dictionary as text, with entries set. */
export function changed({ dict }: Part, changes: Readonly<Record<string, PdfObject | undefined>>): string {
  return writeObject(dict.with(changes));
}

/** Appends a revision whose objects are made from the parts of the file. */
export function revise(bytes: Buffer, change: (parts: DocumentParts) => RawObjects): Buffer {
  return appendRevision(bytes, change(partsOf(bytes)));
}

/** A drawing that covers the middle of a page. */
export const COVER = '<< /Length 34 >>\nstream\n0 0 0 rg 100 100 400 400 re f     \nendstream';
