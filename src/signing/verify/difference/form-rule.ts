import { numberValue, PdfDict, type PdfObject, PdfRef, PdfStream, PdfString } from '../../pdf/objects.ts';
import { type FormField, walkFields } from '../../pdf/reader/fields.ts';
import { judgeNewField, noteSignature } from './new-signature-rule.ts';
import { dictPair, type RevisionStep } from './revision-step.ts';
import { changedKeys, sameObject } from './same-object.ts';
import { isBoxed } from './widget-room.ts';

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
  const flags = (form: PdfDict): number => numberValue(form.get('SigFlags')) ?? 0;
  if ((flags(before) & ~flags(newForm)) !== 0) step.forbid('AcroForm/SigFlags');
  for (const field of judgeList(step, [before, newForm], 'Fields')) judgeNewField(step, field);
  judgeOldFields(step);
}

/** What fields are drawn with may be added where nothing stood, as programs that sign do, and never be replaced. */
function judgeDefaults(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  if (!sameObject(before.get('NeedAppearances') ?? false, after.get('NeedAppearances') ?? false)) {
    step.forbid('AcroForm/NeedAppearances');
  }
  for (const [key, depth] of [
    ['DR', 2],
    ['DA', 0],
  ] as const) {
    judgeAdded(step, { before: before.get(key), after: after.get(key), where: `AcroForm/${key}`, depth });
  }
}

/** /DA has operators for text and colours alone, none that draws an XObject (ISO 32000-1 12.7.3.3); Acrobat replaces one with each stamp. */
const DRAWN_BY_NO_FIELD = /^AcroForm\/DR\/XObject\//;

interface Place {
  readonly before: PdfObject | undefined;
  readonly after: PdfObject | undefined;
  readonly where: string;
  /** How many levels of dictionaries may gain entries. */
  readonly depth: number;
}

function judgeAdded(step: RevisionStep, { before, after, where, depth }: Place): void {
  const [own, other] = [step.old.resolve(before), step.new.resolve(after)];
  if (sameObject(before ?? null, after ?? null)) return;
  if (own === null || (own instanceof PdfStream && DRAWN_BY_NO_FIELD.test(where))) step.note('metadata', where);
  else if (depth === 0 || !(own instanceof PdfDict) || !(other instanceof PdfDict)) step.forbid(where);
  else {
    for (const key of changedKeys(own, other)) {
      const place = { before: own.get(key), after: other.get(key), where: `${where}/${key}`, depth: depth - 1 };
      judgeAdded(step, place);
    }
  }
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
  step.explain(num);
  step.newWidgets.add(num);
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
  if (!pair || changesBeside(pair, FILLING).some((key) => key !== 'Kids')) return;
  for (const kid of judgeList(step, pair, 'Kids')) judgeNewField(step, kid);
  step.explain(ref.num);
  judgeAppearance(step, pair, name);
  if (changedKeys(...pair).some((key) => key !== 'Kids')) step.note('form-fill', name);
}
