import { type AppearanceMaker, type PdfRectangle } from '../appearance-objects.ts';
import { pdfErrors } from '../errors.ts';
import { PdfDict, PdfName, type PdfObject, type PdfRef } from '../objects.ts';
import { type FormField, signatureFields, type SignatureField, walkFields } from '../reader/fields.ts';
import { findPage, pageGeometry, type PdfPage, rectangle, walkPages } from '../reader/pages.ts';
import { textString } from '../syntax/text-string.ts';
import { addToForm, addToPage, flagForm } from './attach-field.ts';
import { type IncrementBuilder, newDict } from './increment-builder.ts';
import { type FieldLock, lockDictionary } from './permissions.ts';

/** Which field takes the signature, and where it is shown. */
export interface FieldPlacement {
  /** An empty signature field of this full name is filled, else a field of this name is made; without, a free name is chosen. */
  readonly fieldName?: string | undefined;
  /** Without a name: fill the first empty signature field there is. */
  readonly useEmptyField?: boolean | undefined;
  /** Index of the page for a new field; negative counts from the end. The first page where not given. */
  readonly page?: number | undefined;
  /** Without one the signature is not visible. */
  readonly appearance?: AppearanceMaker | undefined;
}

/** The field that will take the signature. */
export type FieldTarget =
  | { readonly kind: 'existing'; readonly name: string; readonly field: SignatureField; readonly ref: PdfRef }
  | { readonly kind: 'new'; readonly name: string };

const PRINT_AND_LOCKED = 4 | 128;
const NOWHERE: PdfRectangle = [0, 0, 0, 0];

/** Chooses the field. @throws PDF_FIELD_TAKEN, PDF_FIELD_NOT_A_SIGNATURE, PDF_FIELD_NAME_INVALID */
export function chooseField(builder: IncrementBuilder, placement: FieldPlacement): FieldTarget {
  const { file } = builder;
  const { fieldName } = placement;
  if (fieldName === undefined) {
    const empty = placement.useEmptyField ? signatureFields(file).find(isFillable) : undefined;
    return empty?.ref ? existing(empty, empty.ref) : { kind: 'new', name: freeName([...walkFields(file)]) };
  }
  const same = [...walkFields(file)].filter(({ name }) => name === fieldName);
  if (same.length === 0) {
    if (fieldName === '' || fieldName.includes('.')) throw pdfErrors.PDF_FIELD_NAME_INVALID({ field: fieldName });
    return { kind: 'new', name: fieldName };
  }
  const fields = signatureFields(file).filter(({ name }) => name === fieldName);
  if (fields.length === 0) throw pdfErrors.PDF_FIELD_NOT_A_SIGNATURE({ field: fieldName });
  const only = same.length === 1 ? fields.find(isFillable) : undefined;
  if (!only?.ref) throw pdfErrors.PDF_FIELD_TAKEN({ field: fieldName });
  return existing(only, only.ref);
}

function existing(field: SignatureField, ref: PdfRef): FieldTarget {
  return { kind: 'existing', name: field.name, field, ref };
}

function isFillable(field: SignatureField): boolean {
  return field.ref !== undefined && (field.value === undefined || field.value === null);
}

function freeName(fields: readonly FormField[]): string {
  const taken = new Set(fields.map(({ name }) => name));
  let number = 1;
  while (taken.has(`Signature${number}`)) number += 1;
  return `Signature${number}`;
}

/** Makes or fills the field with a signature dictionary. @throws PDF_NO_PAGES, PDF_PAGE_NOT_FOUND */
export function placeField(
  builder: IncrementBuilder,
  target: FieldTarget,
  content: { signature: PdfRef; placement: FieldPlacement; lock?: FieldLock | undefined },
): void {
  if (target.kind === 'existing') fillField(builder, target, content);
  else addField(builder, target.name, content);
}

function addField(
  builder: IncrementBuilder,
  name: string,
  { signature, placement, lock }: { signature: PdfRef; placement: FieldPlacement; lock?: FieldLock | undefined },
): void {
  const page = findPage(builder.file, placement.page ?? 0);
  if (!page.ref) throw pdfErrors.PDF_NO_PAGES();
  const drawn = placement.appearance?.(pageGeometry(builder.file, page));
  const form = drawn ? builder.addAppearance(drawn.objects)[drawn.form] : emptyForm(builder);
  const field = builder.add(
    newDict({
      Type: new PdfName('Annot'),
      Subtype: new PdfName('Widget'),
      FT: new PdfName('Sig'),
      T: textString(name),
      V: signature,
      F: PRINT_AND_LOCKED,
      Rect: rectangleArray(drawn?.rect ?? NOWHERE),
      P: page.ref,
      AP: newDict({ N: form }),
      Lock: lock && builder.add(lockDictionary(lock)),
    }),
  );
  addToPage(builder, { ...page, ref: page.ref }, field);
  addToForm(builder, field);
}

/** PDF/A asks every field for an appearance, also one that shows nothing. */
function emptyForm(builder: IncrementBuilder): PdfRef {
  const dict = newDict({ Type: new PdfName('XObject'), Subtype: new PdfName('Form'), BBox: rectangleArray(NOWHERE) });
  return builder.addStream(dict, new Uint8Array());
}

function fillField(
  builder: IncrementBuilder,
  { field, ref }: FieldTarget & { kind: 'existing' },
  { signature, placement, lock }: { signature: PdfRef; placement: FieldPlacement; lock?: FieldLock | undefined },
): void {
  const { file } = builder;
  const lockEntry = lock && !field.dict.entries.has('Lock') ? { Lock: builder.add(lockDictionary(lock)) } : {};
  const filled = field.dict.with({ V: signature, ...lockEntry });
  const kid = file.array(field.dict.get('Kids'))?.find((item) => file.dict(item)?.nameOf('Subtype') === 'Widget');
  const widget =
    kid === undefined ? { ref, dict: filled } : { ref: kid as PdfRef, dict: file.dict(kid) ?? new PdfDict() };
  const fieldRect = rectangle(file, widget.dict.get('Rect'));
  const changes =
    fieldRect && placement.appearance ? drawnWidget(builder, { widget, fieldRect }, placement.appearance) : {};
  if (kid === undefined) builder.set(ref, filled.with(changes));
  else {
    builder.set(ref, filled);
    if (Object.keys(changes).length > 0) builder.set(widget.ref, widget.dict.with(changes));
  }
  flagForm(builder);
}

/** The entries of a field's widget that show the appearance; its place stays the one the document gave it. */
function drawnWidget(
  builder: IncrementBuilder,
  { widget, fieldRect }: { widget: { ref: PdfRef; dict: PdfDict }; fieldRect: PdfRectangle },
  appearance: AppearanceMaker,
): Record<string, PdfObject | undefined> {
  const page = pageOfWidget(builder, widget) ?? findPage(builder.file, 0);
  const drawn = appearance({ ...pageGeometry(builder.file, page), fieldRect });
  const form = builder.addAppearance(drawn.objects)[drawn.form];
  return { AP: newDict({ N: form }), AS: undefined };
}

function pageOfWidget(builder: IncrementBuilder, widget: { ref: PdfRef; dict: PdfDict }): PdfPage | undefined {
  const { file } = builder;
  const own = widget.dict.get('P');
  for (const page of walkPages(file)) {
    if (own !== undefined && page.ref && isSame(own, page.ref)) return page;
    if (file.array(page.dict.get('Annots'))?.some((item) => isSame(item, widget.ref))) return page;
  }
  return undefined;
}

function isSame(object: PdfObject, ref: PdfRef): boolean {
  return object !== null && typeof object === 'object' && 'num' in object && object.num === ref.num;
}

function rectangleArray(rect: PdfRectangle): PdfObject[] {
  return rect.map((value) => Math.round(value * 1000) / 1000);
}
