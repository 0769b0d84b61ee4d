import { PdfName, type PdfDict, type PdfObject, PdfRef, PdfString } from '../../pdf/objects.ts';
import { type SignatureField } from '../../pdf/reader/fields.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { numberValue } from '../../pdf/objects.ts';

/** A signature field that carries a signature, with what its dictionary says (ISO 32000-1 12.8.1). */
export interface SignedField {
  readonly name: string;
  readonly field: SignatureField;
  readonly dict: PdfDict;
  /** Number of the signature dictionary's object; undefined where it stands inside the field. */
  readonly dictNumber: number | undefined;
  readonly subFilter: string | undefined;
  readonly isTimestamp: boolean;
  /** Whether it is meant as the certification of the document (DocMDP). */
  readonly certifies: boolean;
  readonly byteRange: readonly number[];
  readonly contents: PdfString | undefined;
  readonly claimedTime: Date | undefined;
  readonly statedReason: string | undefined;
  readonly location: string | undefined;
}

/** Those of the signature fields that have a value. */
export function signedFields(file: PdfFile, fields: readonly SignatureField[]): SignedField[] {
  return fields.flatMap((field) => {
    const { signature } = field;
    return signature && field.value !== undefined ? [toSignedField(file, field, signature)] : [];
  });
}

function toSignedField(file: PdfFile, field: SignatureField, dict: PdfDict): SignedField {
  const subFilter = nameText(file, dict.get('SubFilter'));
  const contents = dict.get('Contents');
  return {
    name: field.name,
    field,
    dict,
    dictNumber: field.value instanceof PdfRef ? field.value.num : undefined,
    subFilter,
    isTimestamp: subFilter === 'ETSI.RFC3161',
    certifies: file.dict(file.dict(file.catalog.get('Perms'))?.get('DocMDP')) === dict,
    byteRange: (file.array(dict.get('ByteRange')) ?? []).map((item) => numberValue(item) ?? Number.NaN),
    contents: contents instanceof PdfString ? contents : undefined,
    claimedTime: readDate(text(file, dict.get('M'))),
    statedReason: text(file, dict.get('Reason')),
    location: text(file, dict.get('Location')),
  };
}

function nameText(file: PdfFile, object: PdfObject | undefined): string | undefined {
  const value = file.resolve(object);
  return value instanceof PdfName ? value.name : undefined;
}

function text(file: PdfFile, object: PdfObject | undefined): string | undefined {
  const value = file.resolve(object);
  return value instanceof PdfString ? value.text.slice(0, 500) : undefined;
}

const DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/;

/** A date string (ISO 32000-1 7.9.4); undefined where it is none. */
function readDate(value: string | undefined): Date | undefined {
  const match = value === undefined ? null : DATE.exec(value);
  if (!match) return undefined;
  const part = (index: number, missing: number): number =>
    match[index] === undefined ? missing : Number(match[index]);
  const local = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const offset = (part(8, 0) * 60 + part(9, 0)) * (match[7] === '-' ? -1 : 1);
  return new Date(local - offset * 60_000);
}
