import { numberValue, PdfDict, type PdfObject, PdfStream } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { sameObject } from './same-object.ts';

/**
 * Whether a field, or a widget below it, takes room on a page. Only one without height and width takes none (ISO 32000-1,
 * 12.7.4.5): flags that hide it may be taken away by whoever signs it, and what is tiny can still be seen.
 */
export function takesRoom(file: PdfFile, field: PdfDict): boolean {
  return widgetsOf(file, field).some((widget) => !isPoint(file, widget) || !isBoxed(file, widget));
}

/** Flags that keep an annotation from the screen: invisible, hidden, no view (ISO 32000-1, table 165). */
const HIDING = 1 | 2 | 32;

/** Whether an annotation's flags keep it from being seen. */
export function isHidden(widget: PdfDict): boolean {
  return ((numberValue(widget.get('F')) ?? 0) & HIDING) !== 0;
}

/** Whether it takes room and has an appearance to fill it. */
export function isVisible(file: PdfFile, field: PdfDict): boolean {
  return takesRoom(file, field) && widgetsOf(file, field).some((widget) => widget.entries.has('AP'));
}

/**
 * Whether each appearance of a widget has a box, by which it is fitted into the widget's place (12.5.5). One without is drawn
 * by some programs as large as it likes.
 */
export function isBoxed(file: PdfFile, widget: PdfDict): boolean {
  const appearances = valuesOf(file.resolve(widget.get('AP'))).map((value) => file.resolve(value));
  const forms = appearances.flatMap((value) => (value instanceof PdfDict ? valuesOf(value) : [value]));
  return forms
    .map((form) => file.resolve(form))
    .every((form) => !(form instanceof PdfStream) || boxOf(file, form.dict.get('BBox')) !== undefined);
}

function widgetsOf(file: PdfFile, field: PdfDict): PdfDict[] {
  return [field, ...(file.array(field.get('Kids')) ?? []).flatMap((kid) => file.dict(kid) ?? [])];
}

function valuesOf(object: PdfObject): PdfObject[] {
  return object instanceof PdfDict ? [...object.entries.values()] : [];
}

function isPoint(file: PdfFile, widget: PdfDict): boolean {
  if (file.resolve(widget.get('Rect')) === null) return true;
  const box = boxOf(file, widget.get('Rect'));
  return box !== undefined && sameObject(box[0], box[2]) && sameObject(box[1], box[3]);
}

/** Four numbers; undefined for anything else. */
function boxOf(file: PdfFile, object: PdfObject | undefined): PdfObject[] | undefined {
  const box = file.array(object)?.map((item) => file.resolve(item));
  return box?.length === 4 && box.every((item) => numberValue(item) !== undefined) ? box : undefined;
}
