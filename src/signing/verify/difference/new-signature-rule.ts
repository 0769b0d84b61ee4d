import { PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type RevisionStep } from './revision-step.ts';
import { isVisible, takesRoom } from './widget-room.ts';

/** What a new signature field with its widget may hold: nothing that acts, nothing that shows but its appearance. */
const FIELD_KEYS: ReadonlySet<string> = new Set(
  'Type Subtype FT T TU TM Ff V F Rect P AP AS Parent Kids MK DA Q Lock SV NM M BS Border H C StructParent Contents DR DV CA CreationDate'.split(
    ' ',
  ),
);

const MAX_DEPTH = 32;

/** A field that the form gained: a new signature field that carries a new signature, or a group of such fields. */
export function judgeNewField(step: RevisionStep, object: PdfObject, depth = 0): void {
  const field = newObject(step, object);
  if (!field || depth > MAX_DEPTH) {
    step.forbid(object instanceof PdfRef ? `${object.num} 0 R` : 'a field without a number');
    return;
  }
  const { dict, num } = field;
  const name = fieldName(step.new, dict) ?? `${num} 0 R`;
  if (!isWellMade(step.new, dict)) step.forbid(name);
  const kids = step.new.array(dict.get('Kids')) ?? [];
  if (kids.some((kid) => step.new.dict(kid)?.entries.has('T'))) {
    if (['V', 'Rect', 'AP', 'Subtype'].some((key) => dict.entries.has(key))) step.forbid(name);
    for (const kid of kids) judgeNewField(step, kid, depth + 1);
    return;
  }
  if (inheritedType(step.new, dict) !== 'Sig') {
    step.forbid(name);
    return;
  }
  step.newWidgets.add(num);
  for (const kid of kids) judgeWidget(step, kid, name);
  noteSignature(step, { num, dict }, { name, kind: 'signature' });
  if (takesRoom(step.new, dict)) step.note('visible-field', name);
}

interface NumberedDict {
  readonly num: number;
  readonly dict: PdfDict;
}

function newObject(step: RevisionStep, object: PdfObject): NumberedDict | undefined {
  const dict = step.new.get(object instanceof PdfRef ? object.num : 0);
  const isNew = object instanceof PdfRef && step.added.has(object.num);
  return isNew && dict instanceof PdfDict ? { num: object.num, dict } : undefined;
}

/** Nothing in it that acts, and nothing by which it could pass for a page in some other list that holds it too. */
function isWellMade(file: PdfFile, dict: PdfDict): boolean {
  const { duplicateKeys, malformed, entries } = dict;
  if (duplicateKeys || malformed || [...entries.keys()].some((key) => !FIELD_KEYS.has(key))) return false;
  const texts = file.resolve(dict.get('Contents'));
  return (texts === null || texts instanceof PdfString) && (dict.nameOf('Type') ?? 'Annot') === 'Annot';
}

/** Records what a signature field came to hold in this step. What a walk of the form does not find, nobody verifies. */
export function noteSignature(
  step: RevisionStep,
  { num, dict: field }: NumberedDict,
  { name, kind }: { name: string; kind: 'signature' | 'signature-in-field' },
): void {
  const value = field.get('V');
  const signature = step.new.dict(value);
  const visible = isVisible(step.new, field);
  if (!signature) {
    if (visible) step.forbid(`${name}: an appearance without a signature`);
    else step.note('empty-signature-field', name);
    return;
  }
  if (value instanceof PdfRef && !step.added.has(value.num)) step.forbid(`${name}/V`);
  if (!step.signatures.has(num)) step.forbid(`${name}: a signature outside the form`);
  if (signature.nameOf('SubFilter') !== 'ETSI.RFC3161') step.note(kind, name);
  else if (visible) step.forbid(`${name}: a visible document timestamp`);
  else step.note('document-timestamp', name);
}

function judgeWidget(step: RevisionStep, kid: PdfObject, name: string): void {
  const widget = newObject(step, kid);
  if (!widget || !isWellMade(step.new, widget.dict)) step.forbid(`${name}/Kids`);
  else step.newWidgets.add(widget.num);
}

function inheritedType(file: PdfFile, field: PdfDict): string | undefined {
  let node: PdfDict | undefined = field;
  for (let depth = 0; node && depth < 32; depth++) {
    const type = file.resolve(node.get('FT'));
    if (type instanceof PdfName) return type.name;
    node = file.dict(node.get('Parent'));
  }
  return undefined;
}

/** The full name of a field: its own after those of its parents. */
function fieldName(file: PdfFile, field: PdfDict): string | undefined {
  const names: string[] = [];
  let node: PdfDict | undefined = field;
  for (let depth = 0; node && depth < MAX_DEPTH; depth++) {
    const name = file.resolve(node.get('T'));
    if (name instanceof PdfString) names.unshift(name.text);
    node = file.dict(node.get('Parent'));
  }
  return names.length > 0 ? names.join('.') : undefined;
}
