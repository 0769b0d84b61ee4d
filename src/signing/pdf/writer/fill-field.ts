import { type AppearanceMaker } from '../appearance-objects.ts';
import { isSameRef, type PdfDict, type PdfObject, PdfRef } from '../objects.ts';
import { type SignatureField } from '../reader/fields.ts';
import { findPage, pageGeometry, type PdfPage, rectangle, walkPages } from '../reader/pages.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { flagForm } from './attach-field.ts';
import { type IncrementBuilder, newDict } from './increment-builder.ts';
import { type FieldLock, lockDictionary } from '../reader/permissions.ts';

/** A field of the document that is an object of its own. */
export interface ExistingField {
  readonly field: SignatureField;
  readonly ref: PdfRef;
}

/** What is put into it. */
export interface FieldContent {
  readonly signature: PdfRef;
  readonly appearance?: AppearanceMaker | undefined;
  readonly lock?: FieldLock | undefined;
}

/**
 * Puts a signature into an empty field, and draws it in the box that the document gave the field. Says whether it did: a
 * field without a box stands for a signature that is not shown (ISO 32000-1, 12.7.4.5).
 */
export function fillField(
  builder: IncrementBuilder,
  { field, ref }: ExistingField,
  { signature, appearance, lock }: FieldContent,
): boolean {
  const { file } = builder;
  const lockEntry = lock && !field.dict.entries.has('Lock') ? { Lock: builder.add(lockDictionary(lock)) } : {};
  const filled = field.dict.with({ V: signature, ...lockEntry });
  const widget = widgetOf(file, { field, ref });
  const drawn = appearance && drawnEntries(builder, widget, appearance);
  builder.set(ref, drawn ? withWidget(builder, filled, { widget, drawn }) : filled);
  flagForm(builder);
  return drawn !== undefined;
}

/** What shows a field: a widget among its /Kids, else the field itself. `entry` is what /Kids or /Annots name it by. */
interface Widget {
  readonly entry: PdfObject;
  readonly dict: PdfDict;
  readonly kids?: readonly PdfObject[];
}

function widgetOf(file: PdfFile, { field, ref }: ExistingField): Widget {
  const kids = file.array(field.dict.get('Kids')) ?? [];
  for (const entry of kids) {
    const dict = file.dict(entry);
    if (dict?.nameOf('Subtype') === 'Widget') return { entry, dict, kids };
  }
  return { entry: ref, dict: field.dict };
}

/** The field with its widget drawn; a widget that stands inside /Kids, against the standard, is changed there. */
function withWidget(
  builder: IncrementBuilder,
  filled: PdfDict,
  { widget, drawn }: { widget: Widget; drawn: DrawnEntries },
): PdfDict {
  const { entry, dict, kids } = widget;
  if (!kids) return filled.with(drawn);
  const changed = dict.with(drawn);
  if (!(entry instanceof PdfRef)) return filled.with({ Kids: kids.map((kid) => (kid === entry ? changed : kid)) });
  builder.set(entry, changed);
  return filled;
}

type DrawnEntries = Readonly<Record<'AP' | 'AS', PdfObject | undefined>>;

/** The entries of a field's widget that show the appearance; its place stays the one the document gave it. */
function drawnEntries(
  builder: IncrementBuilder,
  widget: Widget,
  appearance: AppearanceMaker,
): DrawnEntries | undefined {
  const { file } = builder;
  const fieldRect = rectangle(file, widget.dict.get('Rect'));
  if (!fieldRect) return undefined;
  const page = pageOfWidget(file, widget) ?? findPage(file, 0);
  const drawn = appearance({ ...pageGeometry(file, page), fieldRect });
  const form = builder.addAppearance(drawn.objects)[drawn.form];
  return { AP: newDict({ N: form }), AS: undefined };
}

function pageOfWidget(file: PdfFile, { entry, dict }: Widget): PdfPage | undefined {
  const own = dict.get('P');
  for (const page of walkPages(file)) {
    if (isSameRef(own, page.ref) || file.array(page.dict.get('Annots'))?.some((item) => isSameRef(item, entry)))
      return page;
  }
  return undefined;
}
