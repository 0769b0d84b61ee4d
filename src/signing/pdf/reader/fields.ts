import { pdfErrors } from '../errors.ts';
import { MAX_FIELDS, MAX_TREE_DEPTH } from '../limits.ts';
import { PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../objects.ts';
import { type PdfFile } from './pdf-file.ts';

/** A field of the form (ISO 32000-1, 12.7.3) that has a name of its own. */
export interface FormField {
  /** Fully qualified name, parts joined by dots. */
  readonly name: string;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** /FT, own or inherited: Sig, Tx, Btn, Ch. */
  readonly type: string | undefined;
  /** /V, own or inherited, not resolved. */
  readonly value: PdfObject | undefined;
  /** Whether no field with a name of its own is below it. */
  readonly terminal: boolean;
}

/** A signature field; `signature` is its value, undefined while it is empty. */
export interface SignatureField extends FormField {
  readonly signature: PdfDict | undefined;
}

interface Parent {
  readonly name: string;
  readonly type: string | undefined;
  readonly value: PdfObject | undefined;
  readonly depth: number;
}

/** Every named field, parents before children. @throws PDF_LIMIT_EXCEEDED */
export function* walkFields(file: PdfFile): Generator<FormField> {
  const form = file.dict(file.catalog.get('AcroForm'));
  const visited = new Set<number>();
  const root: Parent = { name: '', type: undefined, value: undefined, depth: 0 };
  for (const kid of file.array(form?.get('Fields')) ?? []) yield* fieldsUnder({ file, visited }, kid, root);
}

function* fieldsUnder(
  walk: { file: PdfFile; visited: Set<number> },
  node: PdfObject,
  parent: Parent,
): Generator<FormField> {
  const { file, visited } = walk;
  const dict = file.resolve(node);
  if (!(dict instanceof PdfDict)) return;
  if (node instanceof PdfRef) {
    if (visited.has(node.num)) return;
    visited.add(node.num);
    if (visited.size > MAX_FIELDS) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'fields', limit: MAX_FIELDS });
  }
  if (parent.depth >= MAX_TREE_DEPTH) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'field tree', limit: MAX_TREE_DEPTH });
  const partial = file.resolve(dict.get('T'));
  const named = partial instanceof PdfString;
  if (!named && parent.depth > 0) return;
  const name = named ? join(parent.name, partial.text) : parent.name;
  const typeName = file.resolve(dict.get('FT'));
  const type = typeName instanceof PdfName ? typeName.name : parent.type;
  const value = dict.get('V') ?? parent.value;
  const kids = file.array(dict.get('Kids')) ?? [];
  const terminal = !kids.some((kid) => file.resolve(file.dict(kid)?.get('T')) instanceof PdfString);
  yield { name, ref: node instanceof PdfRef ? node : undefined, dict, type, value, terminal };
  const self: Parent = { name, type, value, depth: parent.depth + 1 };
  for (const kid of kids) yield* fieldsUnder(walk, kid, self);
}

function join(parent: string, own: string): string {
  return parent === '' ? own : `${parent}.${own}`;
}

/** Signature fields in the order of the form; `fields` are all of it, where they are at hand. */
export function signatureFields(file: PdfFile, fields: Iterable<FormField> = walkFields(file)): SignatureField[] {
  const found: SignatureField[] = [];
  for (const field of fields) {
    if (field.type === 'Sig' && field.terminal) found.push({ ...field, signature: file.dict(field.value) });
  }
  return found;
}
