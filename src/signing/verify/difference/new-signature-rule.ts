import { numberValue, type PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { decodeTextString } from '../../pdf/syntax/text-string.ts';
import { type RevisionStep } from './revision-step.ts';

/** What a new signature field with its widget may hold: nothing that acts, nothing that shows but its appearance. */
const FIELD_KEYS: ReadonlySet<string> = new Set(
  'Type Subtype FT T TU TM Ff V F Rect P AP AS Parent Kids MK DA Q Lock SV NM M BS Border H C StructParent Contents'.split(
    ' ',
  ),
);

/** A field or widget that the form gained: it must be a new signature field that carries a new signature. */
export function judgeNewSignatureField(step: RevisionStep, object: PdfObject): void {
  const dict = step.new.dict(object);
  const where = object instanceof PdfRef ? `${object.num} 0 R` : 'a field without a number';
  if (!(object instanceof PdfRef) || !dict || !step.added.has(object.num)) {
    step.forbid(where);
    return;
  }
  const name = fieldName(step.new, dict) ?? where;
  const odd = [...dict.entries.keys()].find((key) => !FIELD_KEYS.has(key));
  if (odd !== undefined || dict.duplicateKeys) step.forbid(`${name}/${odd ?? 'duplicate keys'}`);
  const type = inheritedType(step.new, dict);
  if (type !== 'Sig') {
    step.forbid(name);
    return;
  }
  step.newWidgets.add(object.num);
  for (const kid of step.new.array(dict.get('Kids')) ?? []) judgeWidget(step, kid, name);
  noteSignature(step, dict, { name, kind: 'signature' });
}

/** Records what a signature field came to hold in this step. */
export function noteSignature(
  step: RevisionStep,
  field: PdfDict,
  { name, kind }: { name: string; kind: 'signature' | 'signature-in-field' },
): void {
  const value = field.get('V');
  const signature = step.new.dict(value);
  if (!signature) {
    step.note('empty-signature-field', name);
    return;
  }
  if (value instanceof PdfRef && !step.added.has(value.num)) step.forbid(`${name}/V`);
  if (signature.nameOf('SubFilter') !== 'ETSI.RFC3161') step.note(kind, name);
  else if (isVisible(step.new, field)) step.forbid(`${name}: a visible document timestamp`);
  else step.note('document-timestamp', name);
}

function judgeWidget(step: RevisionStep, kid: PdfObject, name: string): void {
  const dict = step.new.dict(kid);
  const plain = dict && [...dict.entries.keys()].every((key) => FIELD_KEYS.has(key));
  if (!(kid instanceof PdfRef) || !step.added.has(kid.num) || !plain) step.forbid(`${name}/Kids`);
  else step.newWidgets.add(kid.num);
}

/** Whether a field, or a widget below it, has an area and an appearance to fill it. */
function isVisible(file: PdfFile, field: PdfDict): boolean {
  const widgets = [field, ...(file.array(field.get('Kids')) ?? []).flatMap((kid) => file.dict(kid) ?? [])];
  return widgets.some((widget) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = (file.array(widget.get('Rect')) ?? []).map(
      (item) => numberValue(file.resolve(item)) ?? 0,
    );
    return widget.entries.has('AP') && left !== right && bottom !== top;
  });
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

function fieldName(file: PdfFile, field: PdfDict): string | undefined {
  const name = file.resolve(field.get('T'));
  return name instanceof PdfString ? decodeTextString(name.bytes) : undefined;
}
