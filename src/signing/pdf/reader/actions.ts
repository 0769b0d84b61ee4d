import { pdfErrors } from '../errors.ts';
import { MAX_INSPECTED_OBJECTS, MAX_TREE_DEPTH } from '../limits.ts';
import { PdfDict, PdfName, type PdfObject, PdfRef } from '../objects.ts';
import { walkFields } from './fields.ts';
import { walkPages } from './pages.ts';
import { type PdfFile } from './pdf-file.ts';

/** What the actions of a file can do beyond showing it. */
export interface ActionFacts {
  javascript: boolean;
  launch: boolean;
}

interface Search {
  readonly file: PdfFile;
  readonly facts: ActionFacts;
  readonly seen: Set<number>;
  visits: number;
}

/**
 * Looks through every place that holds actions (ISO 32000-1, 12.6): the catalog, its script names, the outline, pages,
 * annotations and fields. @throws PDF_LIMIT_EXCEEDED
 */
export function findActions(file: PdfFile): ActionFacts {
  const search: Search = { file, facts: { javascript: false, launch: false }, seen: new Set(), visits: 0 };
  const { catalog } = file;
  visitAction(search, catalog.get('OpenAction'), 0);
  visitTriggers(search, catalog.get('AA'));
  if (file.dict(file.dict(catalog.get('Names'))?.get('JavaScript'))) search.facts.javascript = true;
  visitOutline(search, file.dict(catalog.get('Outlines'))?.get('First'));
  for (const page of walkPages(file)) {
    visitTriggers(search, page.dict.get('AA'));
    for (const annotation of file.array(page.dict.get('Annots')) ?? []) visitHolder(search, annotation);
  }
  for (const field of walkFields(file)) {
    visitHolder(search, field.dict);
    for (const kid of file.array(field.dict.get('Kids')) ?? []) visitHolder(search, kid);
  }
  return search.facts;
}

/** An annotation, field or outline item: /A and /AA. */
function visitHolder(search: Search, object: PdfObject | undefined): void {
  if (!enter(search, object)) return;
  const holder = search.file.dict(object);
  if (!holder) return;
  visitAction(search, holder.get('A'), 0);
  visitAction(search, holder.get('PA'), 0);
  visitTriggers(search, holder.get('AA'));
}

function visitTriggers(search: Search, object: PdfObject | undefined): void {
  for (const action of search.file.dict(object)?.entries.values() ?? []) visitAction(search, action, 0);
}

function visitAction(search: Search, object: PdfObject | undefined, depth: number): void {
  const { file, facts } = search;
  if (object === undefined || depth > MAX_TREE_DEPTH || !enter(search, object)) return;
  const action = file.resolve(object);
  if (!(action instanceof PdfDict)) return;
  const kind = file.resolve(action.get('S'));
  const name = kind instanceof PdfName ? kind.name : '';
  if (name === 'JavaScript' || action.entries.has('JS')) facts.javascript = true;
  if (name === 'Launch') facts.launch = true;
  const next = file.resolve(action.get('Next'));
  for (const item of Array.isArray(next) ? next : [action.get('Next')]) visitAction(search, item, depth + 1);
}

function visitOutline(search: Search, first: PdfObject | undefined): void {
  const waiting = [first];
  while (waiting.length > 0) {
    const object = waiting.pop();
    const item = object instanceof PdfRef && !search.seen.has(object.num) ? search.file.dict(object) : undefined;
    if (!item) continue;
    visitHolder(search, object);
    waiting.push(item.get('Next'), item.get('First'));
  }
}

/** False for an object that was visited before. */
function enter(search: Search, object: PdfObject | undefined): boolean {
  search.visits += 1;
  if (search.visits > MAX_INSPECTED_OBJECTS) {
    throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'actions and annotations', limit: MAX_INSPECTED_OBJECTS });
  }
  if (!(object instanceof PdfRef)) return true;
  if (search.seen.has(object.num)) return false;
  search.seen.add(object.num);
  return true;
}
