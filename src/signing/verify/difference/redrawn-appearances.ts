import { type PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.ts';
import { ReferenceWalk } from '../../pdf/reader/reference-walk.ts';
import { type RevisionStep } from './revision-step.ts';
import { isAmbiguous } from './same-object.ts';

/**
 * The appearances of a widget that a step wrote anew under their own numbers, as many programs do when a field is filled in.
 * None that anything but this widget leads to: it would change there too. None either of a widget that a page reads as something
 * else, as its resources for one: the page may then draw what the widget leads to.
 */
export function redrawnAppearances(step: RevisionStep, widget: PdfRef): number[] {
  const before = step.old.dict(widget);
  const redrawn = before ? appearancesOf(step, before).filter((num) => isRedrawn(step, num)) : [];
  if (redrawn.length === 0 || step.drawnBefore.has(widget.num)) return [];
  const elsewhere = new ReferenceWalk(step.old, [step.old.trailer], [widget.num]).all();
  return redrawn.filter((num) => !elsewhere.has(num));
}

function appearancesOf(step: RevisionStep, widget: PdfDict): number[] {
  const states = valuesOf(step.old.dict(widget.get('AP')));
  return states
    .flatMap((state) => [state, ...valuesOf(step.old.dict(state))])
    .flatMap((form) => (form instanceof PdfRef && step.overridden.has(form.num) ? [form.num] : []));
}

function isRedrawn(step: RevisionStep, num: number): boolean {
  const [before, after] = [step.old.get(num), step.new.get(num)];
  if (!(before instanceof PdfStream) || !(after instanceof PdfStream) || isAmbiguous(after)) return false;
  return (
    before.dict.nameOf('Subtype') === 'Form' &&
    after.dict.nameOf('Subtype') === 'Form' &&
    after.dict.entries.has('BBox')
  );
}

function valuesOf(dict: PdfDict | undefined): PdfObject[] {
  return dict ? [...dict.entries.values()] : [];
}
