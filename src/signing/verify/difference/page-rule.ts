import { PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../../pdf/objects.ts';
import { walkPages } from '../../pdf/reader/pages.ts';
import { judgeGrowth } from './form-rule.ts';
import { dictPair, type RevisionStep } from './revision-step.ts';
import { changedKeys } from './same-object.ts';
import { takesRoom } from './widget-room.ts';

/** Pages: nothing but annotations gained, and those only widgets of new signatures, or annotations where allowed. */
export function judgePages(step: RevisionStep): void {
  for (const num of step.unexplained()) {
    const pair = dictPair(step, num);
    if (pair && isOnlyMarked(pair)) step.explain(num);
    if (pair?.[0].nameOf('Type') !== 'Page') continue;
    if (changedKeys(...pair).some((key) => key !== 'Annots')) continue;
    step.explain(num);
    judgeAnnotations(step, pair, `${num} 0 R/Annots`);
  }
  if (!step.unexplained().some((num) => Array.isArray(step.old.get(num)))) return;
  for (const { dict } of walkPages(step.old)) {
    const list = dict.get('Annots');
    if (list instanceof PdfRef && step.overridden.has(list.num) && !step.isExplained(list.num)) {
      judgeAnnotations(step, [dict, dict], `${list.num} 0 R, annotations`);
    }
  }
}

/** iText leaves its version on the page tree, as a text. */
function isOnlyMarked([before, after]: readonly [PdfDict, PdfDict]): boolean {
  const isMark = (key: string): boolean => key === 'ITXT' && after.get(key) instanceof PdfString;
  return before.nameOf('Type') === 'Pages' && changedKeys(before, after).every(isMark);
}

function judgeAnnotations(step: RevisionStep, [before, after]: readonly [PdfDict, PdfDict], where: string): void {
  const list = before.get('Annots');
  const listed = step.new.resolve(after.get('Annots'));
  if (!Array.isArray(listed)) {
    step.forbid(where);
    return;
  }
  const lists = [step.old.array(list) ?? [], listed] as const;
  if (Array.isArray(step.new.resolve(list))) step.explainKept(list, after.get('Annots'));
  for (const item of judgeGrowth(step, lists, where)) {
    if (item instanceof PdfRef && step.newWidgets.has(item.num)) judgeWidgetOnPage(step, item, where);
    else if (item instanceof PdfRef && step.added.has(item.num) && isComment(step.new.get(item.num))) {
      step.note('annotation', where);
    } else step.forbid(where);
  }
}

/** The widget of a field that was in the form before and on no page is as good as a new one. */
function judgeWidgetOnPage(step: RevisionStep, { num }: PdfRef, where: string): void {
  const widget = step.new.get(num);
  if (!step.added.has(num) && widget instanceof PdfDict && takesRoom(step.new, widget))
    step.note('visible-field', where);
}

/** An annotation that is no widget and does nothing when it is clicked or seen. */
function isComment(annotation: PdfObject): boolean {
  if (!(annotation instanceof PdfDict)) return false;
  const subtype = annotation.get('Subtype');
  const acts = ['A', 'AA', 'PA'].some((key) => annotation.entries.has(key));
  return subtype instanceof PdfName && subtype.name !== 'Widget' && !acts;
}
