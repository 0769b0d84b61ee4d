import { countValue, PdfDict, type PdfObject, PdfRef, PdfString } from '../../pdf/objects.ts';
import { type FormField, walkFields } from '../../pdf/reader/fields.ts';
import { judgeDefaults } from './form-defaults.ts';
import { hasSoundTypes } from './field-values.ts';
import { redrawnAppearances } from './redrawn-appearances.ts';
import { judgeNewField, noteSignature } from './new-signature-rule.ts';
import { dictPair, type RevisionStep } from './revision-step.ts';
import { changedKeys, sameObject } from './same-object.ts';
import { isBoxed, isHidden, takesRoom } from './widget-room.ts';

const JUDGED_APART: ReadonlySet<string> = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);
/** What changes in a signature field when it is signed. */
const SIGNING: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA', 'NM']);
/** What changes in another field when it is filled in. */
const FILLING: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'I', 'M', 'MK', 'DA']);

/** The form: new signature fields, empty ones that were signed, others that were filled in, and nothing else. */
export function judgeForm(step: RevisionStep): void {
  const entries = [step.old.catalog.get('AcroForm'), step.new.catalog.get('AcroForm')] as const;
  const [oldForm, newForm] = [step.old.dict(entries[0]), step.new.dict(entries[1])];
  if (!newForm) {
    if (oldForm) step.forbid('AcroForm');
    return;
  }
  const before = oldForm ?? new PdfDict();
  step.explainKept(...entries);
  for (const key of changedKeys(before, newForm, JUDGED_APART)) step.forbid(`AcroForm/${key}`);
  judgeDefaults(step, before, newForm);
  judgeFlags(step, before, newForm);
  for (const field of judgeList(step, [before, newForm], 'Fields')) judgeNewField(step, field);
  judgeOldFields(step);
}

/** Flags of the form (ISO 32000-1, table 219) may only be added. */
function judgeFlags(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  const [own, other] = [before.get('SigFlags'), after.get('SigFlags')];
  if (sameObject(own ?? null, other ?? null)) return;
  const [set, kept] = [countValue(own ?? 0), countValue(other ?? 0)];
  if (set === undefined || kept === undefined || (set & ~kept) !== 0) step.forbid('AcroForm/SigFlags');
}

/** The entries that an array of a dictionary gained; those it had must still be there, in their order. */
function judgeList(step: RevisionStep, [before, after]: readonly [PdfDict, PdfDict], key: string): PdfObject[] {
  step.explainKept(before.get(key), after.get(key));
  return judgeGrowth(step, [step.old.array(before.get(key)) ?? [], step.new.array(after.get(key)) ?? []], key);
}

/** What `after` has more than `before`; forbids anything lost or reordered. */
export function judgeGrowth(
  step: RevisionStep,
  [before, after]: readonly [readonly PdfObject[], readonly PdfObject[]],
  where: string,
): PdfObject[] {
  let kept = 0;
  const gained: PdfObject[] = [];
  for (const item of after) {
    if (kept < before.length && sameObject(before[kept], item)) kept++;
    else gained.push(item);
  }
  if (kept < before.length) step.forbid(where);
  return gained;
}

/** Appearances that filled fields were given under their old numbers; they may be drawn by nothing else. */
function judgeRedrawn(step: RevisionStep, field: FormField, widgets: readonly PdfObject[]): void {
  if (field.type === 'Sig') return;
  for (const widget of [field.ref, ...widgets]) {
    if (!(widget instanceof PdfRef)) continue;
    for (const num of redrawnAppearances(step, widget)) {
      step.explain(num);
      step.redrawn.add(num);
      step.note('form-fill', field.name);
    }
  }
}

/** Fields that were there: a step that overrode nothing but pages, beside what is explained already, changed none. */
function judgeOldFields(step: RevisionStep): void {
  const isPage = (num: number): boolean => step.old.dict(step.old.get(num))?.nameOf('Type') === 'Page';
  if (step.unexplained().every(isPage)) return;
  for (const field of walkFields(step.old)) {
    const widgets = (step.old.array(field.dict.get('Kids')) ?? []).filter(
      (kid) => !step.old.dict(kid)?.entries.has('T'),
    );
    for (const node of [field.ref, ...widgets]) {
      if (!(node instanceof PdfRef) || !step.overridden.has(node.num)) continue;
      if (field.type !== 'Sig') judgeFilledField(step, node, field.name);
      else if (isNewlySigned(step, field)) judgeSigning(step, node, field.name);
    }
    judgeRedrawn(step, field, widgets);
  }
}

/** Whether a field that was empty holds a signature now. One that was signed before must not change at all. */
function isNewlySigned(step: RevisionStep, field: FormField): boolean {
  if (step.old.resolve(field.value) !== null || !field.ref) return false;
  return step.new.dict(step.new.dict(field.ref)?.get('V')) !== undefined;
}

function judgeSigning(step: RevisionStep, { num }: PdfRef, name: string): void {
  const pair = dictPair(step, num);
  if (!pair || changesBeside(pair, SIGNING).some((key) => key !== 'Lock' || pair[0].entries.has(key))) return;
  if (!hasSoundTypes(step, pair)) return;
  step.explain(num);
  step.newWidgets.add(num);
  if (isHidden(pair[0]) && !isHidden(pair[1]) && takesRoom(step.new, pair[1])) step.note('visible-field', name);
  judgeAppearance(step, pair, name);
  if (pair[1].entries.has('V')) noteSignature(step, { num, dict: pair[1] }, { name, kind: 'signature-in-field' });
}

/** What a field is newly drawn with must fit into the place that the field had. */
function judgeAppearance(step: RevisionStep, [before, after]: readonly [PdfDict, PdfDict], name: string): void {
  const isNew = !sameObject(before.get('AP') ?? null, after.get('AP') ?? null);
  if (isNew && !isBoxed(step.new, after)) step.forbid(`${name}: an appearance without a box`);
}

/** The keys that changed beside those given. A name that is only encoded otherwise is the same name. */
function changesBeside(pair: readonly [PdfDict, PdfDict], expected: ReadonlySet<string>): string[] {
  const texts = pair.map((dict) => dict.get('T')).map((name) => name instanceof PdfString && name.text);
  return changedKeys(...pair, expected).filter((key) => key !== 'T' || texts[0] === false || texts[0] !== texts[1]);
}

function judgeFilledField(step: RevisionStep, ref: PdfRef, name: string): void {
  const pair = dictPair(step, ref.num);
  if (!pair || changesBeside(pair, FILLING).some((key) => key !== 'Kids') || !hasSoundTypes(step, pair)) return;
  const kids = judgeList(step, pair, 'Kids');
  if (kids.length > 0 && !isGroup(step, pair[0])) return;
  for (const kid of kids) judgeNewField(step, kid);
  step.explain(ref.num);
  judgeAppearance(step, pair, name);
  if (changedKeys(...pair).some((key) => key !== 'Kids')) step.note('form-fill', name);
}

/** Whether a field only holds others. One with a value or a widget of its own is no longer drawn by some programs once it has kids. */
function isGroup(step: RevisionStep, field: PdfDict): boolean {
  if (['AP', 'FT', 'Rect', 'Subtype', 'V'].some((key) => field.entries.has(key))) return false;
  return (step.old.array(field.get('Kids')) ?? []).every((kid) => step.old.dict(kid)?.entries.has('T'));
}
