import { type AppearanceMaker, type PdfRectangle } from '../appearance-objects.ts';
import { pdfErrors } from '../errors.ts';
import { PdfName, type PdfObject, type PdfRef } from '../objects.ts';
import { type FieldPlace, fieldPlaces } from '../reader/field-places.ts';
import { type FormField, signatureFields, type SignatureField, walkFields } from '../reader/fields.ts';
import { countPages, findPage, pageGeometry, walkPages } from '../reader/pages.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { textString } from '../syntax/text-string.ts';
import { addToForm, addToPage, type OwnPage } from './attach-field.ts';
import { type ExistingField, fillField } from './fill-field.ts';
import { type IncrementBuilder, newDict } from './increment-builder.ts';
import { type FieldLock, lockDictionary } from '../reader/permissions.ts';

/** Chooses field and place when it is known what signature fields the document has. Asked anew if the document is read anew. */
export type PlaceChooser = (fields: readonly FieldPlace[]) => Omit<FieldPlacement, 'choosePlace'>;

/** Which field takes the signature, and where it is shown. */
export interface FieldPlacement {
  /** What it says goes before the other members. */
  readonly choosePlace?: PlaceChooser | undefined;
  /** An empty signature field of this full name is filled, else a field of this name is made; without, a free name is chosen. */
  readonly fieldName?: string | undefined;
  /** Without a name: fill the first empty signature field there is. */
  readonly useEmptyField?: boolean | undefined;
  /** Index of the page for a new field; negative counts from the end. The first page where not given, or for what is not seen one with fields. */
  readonly page?: number | undefined;
  /** Without one the signature is not visible. */
  readonly appearance?: AppearanceMaker | undefined;
}

/** The field that will take the signature. */
export type FieldTarget =
  | ({ readonly kind: 'existing'; readonly name: string } & ExistingField)
  | { readonly kind: 'new'; readonly name: string };

const PRINT_AND_LOCKED = 4 | 128;
const NOWHERE: PdfRectangle = [0, 0, 0, 0];

/** The placement that is asked for, in the light of the document's fields. */
export function placementFor<T extends FieldPlacement>(file: PdfFile, wish: T): T {
  return wish.choosePlace ? { ...wish, ...wish.choosePlace(fieldPlaces(file)) } : wish;
}

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

/** Makes or fills the field with a signature dictionary, and says whether it is drawn. @throws PDF_NO_PAGES, PDF_PAGE_NOT_FOUND, PDF_BROKEN */
export function placeField(
  builder: IncrementBuilder,
  target: FieldTarget,
  content: { signature: PdfRef; placement: FieldPlacement; lock?: FieldLock | undefined },
): boolean {
  return target.kind === 'existing'
    ? fillField(builder, target, { ...content, appearance: content.placement.appearance })
    : addField(builder, target.name, content);
}

function addField(
  builder: IncrementBuilder,
  name: string,
  { signature, placement, lock }: { signature: PdfRef; placement: FieldPlacement; lock?: FieldLock | undefined },
): boolean {
  const page = pageFor(builder.file, placement);
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
  addToPage(builder, page, field);
  addToForm(builder, field);
  return drawn !== undefined;
}

/**
 * The page that a new field goes to. Pages are objects of their own (ISO 32000-1, 7.7.3.2); one that stands inside its
 * parent all the same cannot be changed, but a signature that is not shown may go to any other.
 */
function pageFor(file: PdfFile, { page, appearance }: FieldPlacement): OwnPage {
  for (const { ref, ...rest } of page === undefined ? walkPages(file) : [findPage(file, page)]) {
    if (ref) return appearance || page !== undefined ? { ...rest, ref } : besideOthers(file, { ...rest, ref });
    if (appearance) break;
  }
  throw pdfErrors.PDF_BROKEN({ what: `Kids of ${countPages(file)} pages` });
}

/**
 * In a signed file, the last page where that has annotations and the first has none: a page that gets its first annotation is told
 * by some validators as one that was annotated.
 */
function besideOthers(file: PdfFile, first: OwnPage): OwnPage {
  if (first.dict.entries.has('Annots') || !signatureFields(file).some(({ signature }) => signature)) return first;
  const { ref, ...last } = findPage(file, -1);
  return ref && last.dict.entries.has('Annots') ? { ...last, ref } : first;
}

/** PDF/A asks every field for an appearance, also one that shows nothing. */
function emptyForm(builder: IncrementBuilder): PdfRef {
  const dict = newDict({ Type: new PdfName('XObject'), Subtype: new PdfName('Form'), BBox: rectangleArray(NOWHERE) });
  return builder.addStream(dict, new Uint8Array());
}

function rectangleArray(rect: PdfRectangle): PdfObject[] {
  return rect.map((value) => Math.round(value * 1000) / 1000);
}
