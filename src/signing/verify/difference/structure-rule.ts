import { MAX_TREE_DEPTH } from '../../pdf/limits.ts';
import { countValue, PdfDict, PdfName, type PdfObject, PdfRef } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { ReferenceWalk } from '../../pdf/reader/reference-walk.ts';
import { judgeGrowth } from './form-rule.ts';
import { newFormElement, type Place } from './form-element.ts';
import { type NumberTree, readNumberTree } from './number-tree.ts';
import { dictPair, type RevisionStep } from './revision-step.ts';
import { changedKeys, sameObject } from './same-object.ts';

const OF_ROOT: ReadonlySet<string> = new Set(['K', 'ParentTree', 'ParentTreeNextKey']);
const OF_ELEMENT: ReadonlySet<string> = new Set(['K']);

/** The elements that the step added, by number, each with the widgets that it stands for. */
type NewElements = Map<number, readonly number[]>;

/**
 * The structure tree of a tagged file (ISO 32000-1, 14.7): it may gain elements that stand for the widgets of new signature
 * fields, with their entries in the parent tree. Nothing that was there may change, go or move.
 */
export function judgeStructure(step: RevisionStep): void {
  const root = step.old.catalog.get('StructTreeRoot');
  if (!(root instanceof PdfRef) || step.unexplained().length === 0) return;
  const elements: NewElements = new Map();
  for (const num of step.unexplained()) {
    if (num !== root.num && judgeElement(step, { num, root: root.num }, elements)) step.explain(num);
  }
  judgeRoot(step, root.num, elements);
}

/** An element of before, in which nothing may change but that it gained new ones. */
function judgeElement(
  step: RevisionStep,
  { num, root }: { num: number; root: number },
  elements: NewElements,
): boolean {
  const pair = dictPair(step, num);
  if (!pair || !standsUnder(step.old, pair[0], root) || changedKeys(...pair, OF_ELEMENT).length > 0) return false;
  return judgeKids(step, { num, pair }, elements);
}

/** Whether the parents of an element lead to the root. */
function standsUnder(file: PdfFile, element: PdfDict, root: number): boolean {
  let node: PdfDict | undefined = element;
  for (let depth = 0; node && depth < MAX_TREE_DEPTH; depth += 1) {
    const parent = node.get('P');
    if (!(file.resolve(node.get('S')) instanceof PdfName) || !(parent instanceof PdfRef)) return false;
    if (parent.num === root) return true;
    node = file.dict(parent);
  }
  return false;
}

function judgeKids(
  step: RevisionStep,
  { num, pair }: { num: number; pair: readonly [PdfDict, PdfDict] },
  elements: NewElements,
): boolean {
  const kids = [kidsOf(step.old, pair[0]), kidsOf(step.new, pair[1])] as const;
  if (!kids[0].every(isKid)) return false;
  for (const kid of judgeGrowth(step, kids, `${num} 0 R/K`)) {
    const place: Place = { parent: num, namespace: pair[1].get('NS') };
    const widgets = newFormElement(step, kid, place);
    if (!widgets || !(kid instanceof PdfRef) || elements.has(kid.num)) return false;
    elements.set(kid.num, widgets);
  }
  return true;
}

/** One kid or several (14.7.2, table 323). */
function kidsOf(file: PdfFile, node: PdfDict): readonly PdfObject[] {
  const kids = node.get('K') ?? null;
  return file.array(kids) ?? (kids === null ? [] : [kids]);
}

function isKid(kid: PdfObject): boolean {
  return typeof kid === 'number' || kid instanceof PdfRef || kid instanceof PdfDict;
}

function judgeRoot(step: RevisionStep, num: number, elements: NewElements): void {
  const pair = [step.old.get(num), step.new.get(num)];
  const [before, after] = pair;
  if (!(before instanceof PdfDict) || !(after instanceof PdfDict)) return;
  const isRoot = before.nameOf('Type') === 'StructTreeRoot' && changedKeys(before, after, OF_ROOT).length === 0;
  if (!isRoot || !judgeKids(step, { num, pair: [before, after] }, elements)) return;
  const trees = [readNumberTree(step.old, before.get('ParentTree')), readNumberTree(step.new, after.get('ParentTree'))];
  const [old, later] = trees;
  if (!old || !later || !isGrown(step, [old, later], elements) || !nextKeyHolds(before, after)) return;
  step.explain(num);
  const labels = new ReferenceWalk(step.old, [step.old.catalog.get('PageLabels') ?? null]).all();
  for (const node of later.nodes) if (old.nodes.has(node) && !labels.has(node)) step.explain(node);
}

/** Whether a parent tree says the same of all it knew, and beside that only which elements the new widgets have. */
function isGrown(
  step: RevisionStep,
  [before, after]: readonly [NumberTree, NumberTree],
  elements: NewElements,
): boolean {
  for (const [key, value] of before.entries) {
    if (!isSameEntry(step, value, after.entries.get(key))) return false;
  }
  return [...after.entries].every(
    ([key, value]) => before.entries.has(key) || isNewEntry(step, [key, value], elements),
  );
}

/** The element of one object, or the list of those of a page, which may be written anew (14.7.4.4). */
function isSameEntry(step: RevisionStep, before: PdfObject, after: PdfObject | undefined): boolean {
  return sameObject(before, after) || sameObject(step.old.array(before), step.new.array(after) ?? null);
}

function isNewEntry(step: RevisionStep, [key, element]: readonly [number, PdfObject], elements: NewElements): boolean {
  const widgets = element instanceof PdfRef ? (elements.get(element.num) ?? []) : [];
  return widgets.some((widget) => step.new.dict(new PdfRef(widget))?.get('StructParent') === key);
}

/** The next free key may only grow. */
function nextKeyHolds(before: PdfDict, after: PdfDict): boolean {
  const [own, other] = [before, after].map((root) => countValue(root.get('ParentTreeNextKey') ?? 0));
  return own !== undefined && other !== undefined && own <= other;
}
