import { pdfErrors } from '../errors.ts';
import { numberValue, PdfDict, PdfName, type PdfObject, type PdfRef, PdfString } from '../objects.ts';
import { type SignatureField, signatureFields } from './fields.ts';
import { type PdfFile } from './pdf-file.ts';
import { textString } from '../syntax/text-string.ts';
import { newDict } from '../writer/increment-builder.ts';

/** What may still be changed: 1 nothing, 2 fill forms and sign, 3 also comment (ISO 32000-1, table 254). */
export type MdpPermission = 1 | 2 | 3;

/** Fields that a signature locks (ISO 32000-1, 12.7.4.5; /P by ISO 32000-2). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields?: readonly string[];
  /** Also limits what may be changed in the whole document. */
  readonly permission?: MdpPermission;
}

/** The reference that makes a certification signature (12.8.2.2). */
export function docMdpReference(permission: MdpPermission): PdfDict {
  return reference('DocMDP', newDict({ Type: new PdfName('TransformParams'), P: permission, V: new PdfName('1.2') }));
}

/** The reference that locks fields (12.8.2.4). */
export function fieldMdpReference(lock: FieldLock, catalog: PdfRef): PdfDict {
  const parameters = newDict({ Type: new PdfName('TransformParams'), ...lockEntries(lock), V: new PdfName('1.2') });
  return reference('FieldMDP', parameters).with({ Data: catalog });
}

/** The /Lock dictionary of the field itself. */
export function lockDictionary(lock: FieldLock): PdfDict {
  return newDict({ Type: new PdfName('SigFieldLock'), ...lockEntries(lock) });
}

function lockEntries(lock: FieldLock): Record<string, PdfObject | undefined> {
  return {
    Action: new PdfName(lock.action),
    Fields: lock.action === 'All' ? undefined : (lock.fields ?? []).map((name) => textString(name)),
    P: lock.permission,
  };
}

function reference(method: string, parameters: PdfDict): PdfDict {
  return newDict({
    Type: new PdfName('SigRef'),
    TransformMethod: new PdfName(method),
    TransformParams: parameters,
  });
}

/** Reads a lock or the parameters of a FieldMDP transform; undefined where it is neither. */
export function readLock(file: PdfFile, object: PdfObject | undefined): FieldLock | undefined {
  const dict = file.dict(object);
  const action = dict && file.resolve(dict.get('Action'));
  if (!dict || !(action instanceof PdfName)) return undefined;
  if (action.name !== 'All' && action.name !== 'Include' && action.name !== 'Exclude') return undefined;
  const fields = (file.array(dict.get('Fields')) ?? []).flatMap((item) => {
    const name = file.resolve(item);
    return name instanceof PdfString ? [name.text] : [];
  });
  const permission = mdpPermission(numberValue(file.resolve(dict.get('P'))));
  return { action: action.name, fields, ...(permission !== undefined && { permission }) };
}

function mdpPermission(value: number | undefined): MdpPermission | undefined {
  return value === 1 || value === 2 || value === 3 ? value : undefined;
}

/** Whether a lock covers a field; a locked parent covers what is below it. */
export function isLocked(lock: FieldLock, field: string): boolean {
  if (lock.action === 'All') return true;
  const named = (lock.fields ?? []).some((name) => field === name || field.startsWith(`${name}.`));
  return lock.action === 'Include' ? named : !named;
}

/** What the signatures of a file allow from now on. */
export interface DocumentPermissions {
  readonly signatures: number;
  /** Permission of the certification signature. */
  readonly docMdp: MdpPermission | undefined;
  readonly locks: readonly FieldLock[];
}

/** What one signature asks of all that comes after it. */
export interface SignatureDemands {
  readonly signature: PdfDict;
  readonly locks: readonly FieldLock[];
}

/** Every signature's locks, and the certification with its permission. */
export interface DocumentDemands {
  readonly signatures: readonly SignatureDemands[];
  readonly certification: { readonly signature: PdfDict; readonly docMdp: MdpPermission } | undefined;
}

/** Reads what the signatures of a file ask. */
export function readDemands(file: PdfFile, fields: readonly SignatureField[] = signatureFields(file)): DocumentDemands {
  const signatures = fields.flatMap(({ signature, dict }) =>
    signature ? [{ signature, locks: locksOf(file, signature, dict) }] : [],
  );
  const certification = file.dict(file.dict(file.catalog.get('Perms'))?.get('DocMDP'));
  const parameters = certification && transforms(file, certification, 'DocMDP')[0];
  if (!parameters) return { signatures, certification: undefined };
  return { signatures, certification: { signature: certification, docMdp: docMdpOf(file, parameters) } };
}

/** What DocMDP parameters allow; 2 where they say nothing (ISO 32000-1, table 254). */
function docMdpOf(file: PdfFile, parameters: PdfDict): MdpPermission {
  return mdpPermission(numberValue(file.resolve(parameters.get('P')))) ?? 2;
}

/**
 * The field's own lock and those of the signature's FieldMDP transforms; and what a DocMDP transform asks of the whole document,
 * also where the catalog does not name the signature as the certification: it is signed, and the signer meant it.
 */
function locksOf(file: PdfFile, signature: PdfDict, field: PdfDict): FieldLock[] {
  const places = [field.get('Lock'), ...transforms(file, signature, 'FieldMDP')];
  const asked = transforms(file, signature, 'DocMDP').map((parameters): FieldLock => ({
    action: 'Include',
    fields: [],
    permission: docMdpOf(file, parameters),
  }));
  return [...places.flatMap((place) => readLock(file, place) ?? []), ...asked];
}

/** What is allowed from now on; `counts` leaves signatures out, for what was allowed before they came. */
export function permissionsOf(
  { signatures, certification }: DocumentDemands,
  counts: (signature: PdfDict) => boolean = () => true,
): DocumentPermissions {
  const counted = signatures.filter(({ signature }) => counts(signature));
  const certified = certification && counts(certification.signature);
  return {
    signatures: counted.length,
    docMdp: certified ? certification.docMdp : undefined,
    locks: counted.flatMap(({ locks }) => locks),
  };
}

/** Reads what the signatures of a file allow. */
export function readPermissions(file: PdfFile): DocumentPermissions {
  return permissionsOf(readDemands(file));
}

/** Transform parameters of a signature, by method. */
function transforms(file: PdfFile, signature: PdfDict, method: string): PdfDict[] {
  return (file.array(signature.get('Reference')) ?? []).flatMap((item) => {
    const entry = file.dict(item);
    if (!entry) return [];
    const name = file.resolve(entry.get('TransformMethod'));
    if (!(name instanceof PdfName) || name.name !== method) return [];
    return [file.dict(entry.get('TransformParams')) ?? new PdfDict()];
  });
}

/** The strictest of the certification and the locks; undefined where no signature says anything. */
export function permissionLevel({ docMdp, locks }: DocumentPermissions): MdpPermission | undefined {
  const levels = [docMdp, ...locks.map(({ permission }) => permission)].filter((level) => level !== undefined);
  return levels.length > 0 ? (Math.min(...levels) as MdpPermission) : undefined;
}

/** A signature that is to be made. */
export interface SigningWish {
  readonly certify: boolean;
  /** The field of the document that it fills. */
  readonly field?: string;
  /** It brings a field of its own that is shown. */
  readonly showsNewField: boolean;
}

/** Refuses a signature that would break an earlier one. @throws PDF_CHANGES_FORBIDDEN, PDF_ALREADY_SIGNED */
export function assertMaySign(permissions: DocumentPermissions, wish: SigningWish): void {
  const { locks, signatures } = permissions;
  const level = permissionLevel(permissions);
  if (level === 1 || (level === 2 && wish.showsNewField)) throw pdfErrors.PDF_CHANGES_FORBIDDEN();
  const { field } = wish;
  const isClosed = (lock: FieldLock): boolean =>
    field === undefined ? lock.action !== 'Include' : isLocked(lock, field);
  if (locks.some(isClosed)) throw pdfErrors.PDF_CHANGES_FORBIDDEN();
  if (wish.certify && signatures > 0) throw pdfErrors.PDF_ALREADY_SIGNED();
}
