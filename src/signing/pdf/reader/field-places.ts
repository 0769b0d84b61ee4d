import { type PdfRectangle } from '../appearance-objects.ts';
import { isSameRef, type PdfDict, type PdfObject, PdfRef } from '../objects.ts';
import { signatureFields, type SignatureField } from './fields.ts';
import { findPage, type PdfPage, rectangle, walkPages } from './pages.ts';
import { type PdfFile } from './pdf-file.ts';

/** A signature field of a document, as whoever looks for a place to sign must know it. */
export interface FieldPlace {
  /** Fully qualified. */
  readonly name: string;
  readonly signed: boolean;
  /** Signing it locks fields or the document (/Lock). */
  readonly locks: boolean;
  /** Where it is seen: index of the page from 0, and its /Rect. Absent where it takes no room on any page. */
  readonly shown?: { readonly page: number; readonly rect: PdfRectangle };
}

interface Widget {
  /** What /Annots names it by. */
  readonly entry: PdfObject | undefined;
  readonly dict: PdfDict;
  readonly rect: PdfRectangle;
}

/** Every signature field with its place; pages are walked only where a field is seen, and once for all of them. */
export function fieldPlaces(file: PdfFile): FieldPlace[] {
  const found = signatureFields(file).map((field) => ({ field, widget: widgetOf(file, field) }));
  const pages = pagesOf(
    file,
    found.flatMap(({ widget }) => widget ?? []),
  );
  return found.map(({ field, widget }) => {
    const page = widget && pages.get(widget);
    return {
      name: field.name,
      signed: field.value !== undefined && field.value !== null,
      locks: field.dict.entries.has('Lock'),
      ...(widget && page !== undefined && { shown: { page, rect: widget.rect } }),
    };
  });
}

/** The first widget with a box: one of the field's kids, or the field itself. */
function widgetOf(file: PdfFile, { dict, ref }: SignatureField): Widget | undefined {
  const kids = (file.array(dict.get('Kids')) ?? []).map((entry) => ({ entry, dict: file.dict(entry) }));
  const own: { entry: PdfObject | undefined; dict: PdfDict | undefined } = { entry: ref, dict };
  for (const each of [...kids.filter((kid) => kid.dict?.nameOf('Subtype') === 'Widget'), own]) {
    const rect = each.dict && rectangle(file, each.dict.get('Rect'));
    if (each.dict && rect) return { entry: each.entry, dict: each.dict, rect };
  }
  return undefined;
}

/** The page each widget is on: the one it names, or that lists it. */
function pagesOf(file: PdfFile, widgets: readonly Widget[]): Map<Widget, number> {
  const found = new Map<Widget, number>();
  if (widgets.length === 0) return found;
  for (const page of likelyPages(file)) {
    const open = widgets.filter((widget) => !found.has(widget));
    if (open.length === 0) break;
    const annotations = open.some(({ dict }) => !(dict.get('P') instanceof PdfRef))
      ? (file.array(page.dict.get('Annots')) ?? [])
      : [];
    for (const widget of open) {
      const { entry, dict } = widget;
      if (isSameRef(dict.get('P'), page.ref) || annotations.some((item) => isSameRef(item, entry)))
        found.set(widget, page.index);
    }
  }
  return found;
}

/** The last page, where most signatures are, then all in order. */
function* likelyPages(file: PdfFile): Generator<PdfPage> {
  yield findPage(file, -1);
  yield* walkPages(file);
}
