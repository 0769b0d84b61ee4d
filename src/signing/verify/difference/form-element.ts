import { PdfDict, type PdfObject, PdfRef } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type RevisionStep } from './revision-step.ts';
import { isAmbiguous, sameObject } from './same-object.ts';

/** The element that a new one hangs below. */
export interface Place {
  readonly parent: number;
  readonly namespace: PdfObject | undefined;
}

/** No texts, no attributes, no class: nothing that says anything of its own. */
const ELEMENT_KEYS: ReadonlySet<string> = new Set(['Type', 'S', 'P', 'Pg', 'K', 'NS']);
const REFERENCE_KEYS: ReadonlySet<string> = new Set(['Type', 'Obj', 'Pg']);

/**
 * The widgets that a new structure element stands for, by number; undefined unless it is a form element (ISO 32000-1, table
 * 340) that holds references to widgets which this step brought, and nothing else.
 */
export function newFormElement(step: RevisionStep, kid: PdfObject, place: Place): readonly number[] | undefined {
  const element = newDict(step, kid);
  if (!element || !hasOnly(element, ELEMENT_KEYS) || !isForm(element, place)) return undefined;
  const kids = element.get('K') ?? null;
  const items = step.new.array(kids) ?? [kids];
  const widgets = items.map((item) => widgetOf(step, item, element.get('Pg')));
  return widgets.every((widget) => widget !== undefined) ? widgets : undefined;
}

function newDict(step: RevisionStep, object: PdfObject): PdfDict | undefined {
  const value = object instanceof PdfRef && step.added.has(object.num) ? step.new.get(object.num) : null;
  return value instanceof PdfDict && !isAmbiguous(value) ? value : undefined;
}

function hasOnly({ entries }: PdfDict, keys: ReadonlySet<string>): boolean {
  return [...entries.keys()].every((key) => keys.has(key));
}

function isForm(element: PdfDict, { parent, namespace }: Place): boolean {
  const own = element.get('P');
  return (
    (element.nameOf('Type') ?? 'StructElem') === 'StructElem' &&
    element.nameOf('S') === 'Form' &&
    own instanceof PdfRef &&
    own.num === parent &&
    (!element.entries.has('NS') || sameObject(element.get('NS'), namespace))
  );
}

/** The widget behind an object reference (14.7.4.3), which must be on the page that is named. */
function widgetOf(step: RevisionStep, item: PdfObject, page: PdfObject | undefined): number | undefined {
  const reference = item instanceof PdfDict ? item : newDict(step, item);
  if (reference?.nameOf('Type') !== 'OBJR' || !hasOnly(reference, REFERENCE_KEYS)) return undefined;
  const widget = reference.get('Obj');
  if (!(widget instanceof PdfRef) || !step.added.has(widget.num) || !step.newWidgets.has(widget.num)) return undefined;
  return isOnPage(step.new, widget, reference.get('Pg') ?? page) ? widget.num : undefined;
}

function isOnPage(file: PdfFile, widget: PdfRef, page: PdfObject | undefined): boolean {
  const dict = file.dict(page);
  if (dict?.nameOf('Type') !== 'Page') return false;
  return file.array(dict.get('Annots'))?.some((item) => sameObject(item, widget)) === true;
}
