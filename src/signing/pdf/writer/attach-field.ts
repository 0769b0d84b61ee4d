import { pdfErrors } from '../errors.ts';
import { numberValue, PdfDict, type PdfObject, PdfRef, PdfStream } from '../objects.ts';
import { type PdfPage } from '../reader/pages.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { type IncrementBuilder } from './increment-builder.ts';

const SIGNATURES_EXIST = 1;
const APPEND_ONLY = 2;
const MAX_HOPS = 32;
/** Objects of later updates: more than many signatures bring, few enough to cost nothing. */
const MAX_LOOKED_AT = 1000;

/** A page that is an object of its own, so that it can be changed. */
export type OwnPage = PdfPage & { readonly ref: PdfRef };

/** An object as it stands in the increment, and the number it has; none where it stands within the one that names it. */
interface Standing {
  readonly ref: PdfRef | undefined;
  readonly object: PdfObject;
}

function standing(builder: IncrementBuilder, entry: PdfObject | undefined): Standing {
  let ref: PdfRef | undefined;
  let object = entry ?? null;
  for (let hops = 0; object instanceof PdfRef; hops += 1) {
    ref = object;
    object = hops < MAX_HOPS ? builder.get(ref) : null;
  }
  return { ref, object };
}

function standingCatalog(builder: IncrementBuilder): { ref: PdfRef; dict: PdfDict } {
  const { ref, object } = standing(builder, builder.file.trailer.get('Root'));
  if (ref && object instanceof PdfDict) return { ref, dict: object };
  throw pdfErrors.PDF_BROKEN({ what: 'Root' });
}

/** The catalog's reference. @throws PDF_BROKEN for a catalog that is no object of its own */
export function catalogRef(builder: IncrementBuilder): PdfRef {
  return standingCatalog(builder).ref;
}

/** The catalog as it stands in this increment. @throws PDF_BROKEN */
export function currentCatalog(builder: IncrementBuilder): PdfDict {
  return standingCatalog(builder).dict;
}

/** Sets entries of the catalog. @throws PDF_BROKEN */
export function changeCatalog(builder: IncrementBuilder, changes: Readonly<Record<string, PdfObject>>): void {
  const { ref, dict } = standingCatalog(builder);
  builder.set(ref, dict.with(changes));
}

/** Adds a widget to a page's /Annots, touching the array alone where it is an object that only this page can have. */
export function addToPage(builder: IncrementBuilder, page: OwnPage, widget: PdfRef): void {
  const { ref, object } = standing(builder, page.dict.get('Annots'));
  const before = Array.isArray(object) ? object : undefined;
  if (ref && before && isOfOnePage(builder.file, ref, page.ref)) builder.set(ref, [...before, widget]);
  else {
    const changed = before && !ref ? [...before, widget] : builder.add([...(before ?? []), widget]);
    builder.set(page.ref, page.dict.with({ Annots: changed }));
  }
}

/**
 * Whether an array can be in use by no other page: one that an update brought is named only by pages of that update or a
 * later one. Any other array would take a look at every page, so it counts as shared.
 */
function isOfOnePage(file: PdfFile, array: PdfRef, page: PdfRef): boolean {
  const born = file.sections.findLastIndex((section) => section.find(array.num) !== undefined);
  if (born === file.sections.length - 1) return false;
  let lookedAt = 0;
  for (const section of file.sections.slice(0, born + 1)) {
    for (const [num] of section.entries()) {
      lookedAt += 1;
      if (lookedAt > MAX_LOOKED_AT || (num !== page.num && namesArray(file, num, array))) return false;
    }
  }
  return true;
}

function namesArray(file: PdfFile, num: number, array: PdfRef): boolean {
  const object = file.get(num);
  const annots = object instanceof PdfDict ? object.get('Annots') : undefined;
  return annots instanceof PdfRef && annots.num === array.num;
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
  const { ref, object } = standing(builder, currentCatalog(builder).get('AcroForm'));
  // Some programs find fields in it all the same: a form of our own beside it would hide them, and their signatures.
  if (object instanceof PdfStream) throw pdfErrors.PDF_BROKEN({ what: 'AcroForm' });
  const isForm = object instanceof PdfDict;
  const form = isForm ? object : new PdfDict();
  const changed = withFlags(builder, field ? withField(builder, form, field) : form);
  if (changed === form) return;
  if (!isForm || (ref && isInformation(builder, ref))) changeCatalog(builder, { AcroForm: builder.add(changed) });
  else if (ref) builder.set(ref, changed);
  else changeCatalog(builder, { AcroForm: changed });
}

/** Some writers make one object of form and document information, which no signature may change: the form gets its own. */
function isInformation({ file }: IncrementBuilder, ref: PdfRef): boolean {
  const info = file.trailer.get('Info');
  return info instanceof PdfRef && info.num === ref.num;
}

/** The same dictionary where only the array it refers to changes. */
function withField(builder: IncrementBuilder, form: PdfDict, field: PdfRef): PdfDict {
  const { ref, object } = standing(builder, form.get('Fields'));
  if (!Array.isArray(object)) return form.with({ Fields: [field] });
  if (!ref) return form.with({ Fields: [...object, field] });
  builder.set(ref, [...object, field]);
  return form;
}

function withFlags(builder: IncrementBuilder, form: PdfDict): PdfDict {
  const flags = numberValue(builder.resolve(form.get('SigFlags'))) ?? 0;
  const wanted = flags | SIGNATURES_EXIST | APPEND_ONLY;
  return flags === wanted ? form : form.with({ SigFlags: wanted });
}
