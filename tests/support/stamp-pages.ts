import { degrees, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { type FieldPlace } from '../../src/signing/index.ts';
import { fieldPlaces } from '../../src/signing/pdf/reader/field-places.ts';
import { openPdfBytes } from '../../src/signing/pdf/reader/pdf-file.ts';

/** A page to be signed: points, degrees, and empty signature fields by name. */
export interface BarePage {
  readonly size?: readonly [number, number];
  readonly rotate?: number;
  readonly fields?: Readonly<Record<string, readonly [number, number, number, number]>>;
  /** Entries that every field has beside its own. */
  readonly entries?: Readonly<Record<string, unknown>>;
}

let made = 0;

/** A document of two pages, the first one A4, the last one as asked for, with the fields on it. No two are the same bytes. */
export async function barePdf(last: BarePage = {}): Promise<Uint8Array> {
  const { size = [595, 842], rotate = 0, fields = {}, entries = {} } = last;
  const document = await PDFDocument.create();
  made += 1;
  document.setSubject(`page ${made}`);
  document.addPage([595, 842]);
  const page = document.addPage([...size]);
  page.setRotation(degrees(rotate));
  const refs = Object.entries(fields).map(([name, rect]) => {
    const own = {
      FT: 'Sig',
      T: PDFString.of(name),
      Type: 'Annot',
      Subtype: 'Widget',
      Rect: [...rect],
      F: 4,
      P: page.ref,
    };
    return document.context.register(document.context.obj({ ...own, ...(entries as typeof own) }));
  });
  if (refs.length > 0) {
    page.node.set(PDFName.of('Annots'), document.context.obj(refs));
    document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: refs }));
  }
  return document.save({ useObjectStreams: false });
}

/** The signature fields of a document, by name. */
export function fieldsOf(pdf: Uint8Array): Map<string, FieldPlace> {
  const file = openPdfBytes(pdf);
  return new Map(file.attempt(() => fieldPlaces(file)).map((field) => [field.name, field]));
}
