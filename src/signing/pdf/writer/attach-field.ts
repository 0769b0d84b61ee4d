import { pdfErrors } from '../errors.ts';
import { numberValue, PdfDict, type PdfObject, PdfRef } from '../objects.ts';
import { type PdfPage } from '../reader/pages.ts';
import { type IncrementBuilder, newDict } from './increment-builder.ts';

const SIGNATURES_EXIST = 1;
const APPEND_ONLY = 2;

/** The catalog's reference. */
export function catalogRef(builder: IncrementBuilder): PdfRef {
  const root = builder.file.trailer.get('Root');
  if (root instanceof PdfRef) return root;
  throw pdfErrors.PDF_BROKEN({ what: 'Root' });
}

/** The catalog as it stands in this increment. */
export function currentCatalog(builder: IncrementBuilder): PdfDict {
  const catalog = builder.get(catalogRef(builder));
  return catalog instanceof PdfDict ? catalog : builder.file.catalog;
}

/** Sets entries of the catalog. */
export function changeCatalog(builder: IncrementBuilder, changes: Readonly<Record<string, PdfObject>>): void {
  builder.set(catalogRef(builder), currentCatalog(builder).with(changes));
}

/** Adds a widget to a page's /Annots, touching the array alone where it is an object of its own. */
export function addToPage(builder: IncrementBuilder, page: PdfPage & { ref: PdfRef }, widget: PdfRef): void {
  const annots = page.dict.get('Annots');
  const list = builder.resolve(annots);
  if (annots instanceof PdfRef && Array.isArray(list)) builder.set(annots, [...list, widget]);
  else {
    const changed = Array.isArray(list) ? [...list, widget] : builder.add([widget]);
    builder.set(page.ref, page.dict.with({ Annots: changed }));
  }
}

/** Adds a field to the form (made if there is none) and sets both SigFlags (ISO 32000-1, table 219). */
export function addToForm(builder: IncrementBuilder, field: PdfRef): void {
  changeForm(builder, field);
}

/** Sets both SigFlags for a field that is in the form already. */
export function flagForm(builder: IncrementBuilder): void {
  changeForm(builder, undefined);
}

function changeForm(builder: IncrementBuilder, field: PdfRef | undefined): void {
  const entry = currentCatalog(builder).get('AcroForm');
  const form = builder.resolve(entry);
  if (!(form instanceof PdfDict)) {
    const made = newDict({ Fields: field ? [field] : [], SigFlags: SIGNATURES_EXIST | APPEND_ONLY });
    changeCatalog(builder, { AcroForm: builder.add(made) });
    return;
  }
  const changed = withFlags(builder, field ? withField(builder, form, field) : form);
  if (changed === form) return;
  if (entry instanceof PdfRef) builder.set(entry, changed);
  else changeCatalog(builder, { AcroForm: changed });
}

/** The same dictionary where only the array it refers to changes. */
function withField(builder: IncrementBuilder, form: PdfDict, field: PdfRef): PdfDict {
  const fields = form.get('Fields');
  const list = builder.resolve(fields);
  if (fields instanceof PdfRef && Array.isArray(list)) {
    builder.set(fields, [...list, field]);
    return form;
  }
  return form.with({ Fields: Array.isArray(list) ? [...list, field] : [field] });
}

function withFlags(builder: IncrementBuilder, form: PdfDict): PdfDict {
  const flags = numberValue(builder.resolve(form.get('SigFlags'))) ?? 0;
  const wanted = flags | SIGNATURES_EXIST | APPEND_ONLY;
  return flags === wanted ? form : form.with({ SigFlags: wanted });
}
