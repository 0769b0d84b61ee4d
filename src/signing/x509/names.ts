import { type DerNode, enterNode, readWhole } from '../asn1/reader.ts';
import { remembered } from '../asn1/remembered.ts';
import { readOid, readText } from '../asn1/values.ts';
import { OID } from '../asn1/oids.ts';
import { encode, oid, printableString, sequence, setOf, TAG, utf8String } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** A distinguished name (RFC 5280 §4.1.2.4). */
export interface DistinguishedName {
  readonly der: Uint8Array;
  /** Attributes in the order of the encoding: object identifier and text (undefined for unknown string types). */
  readonly attributes: readonly { readonly type: string; readonly value: string | undefined }[];
  /** One line, most specific first, as in `CN=Nguyễn Văn A, O=Trường THPT Mẫu, C=VN`. */
  readonly text: string;
}

/** The parts of a name that this product writes; undefined parts are left out. */
export interface NameParts {
  readonly country?: string;
  readonly stateOrProvince?: string;
  readonly locality?: string;
  readonly organization?: string;
  readonly organizationIdentifier?: string;
  readonly organizationalUnit?: string;
  readonly title?: string;
  /** Staff code; X.520 serialNumber, printable characters only. */
  readonly serialNumber?: string;
  readonly commonName: string;
}

/** Order of writing, with the upper bounds of RFC 5280 appendix A in characters. */
const PARTS: readonly [keyof NameParts, string, number][] = [
  ['country', OID.countryName, 2],
  ['stateOrProvince', OID.stateOrProvinceName, 128],
  ['locality', OID.localityName, 128],
  ['organization', OID.organizationName, 64],
  ['organizationIdentifier', OID.organizationIdentifier, 64],
  ['organizationalUnit', OID.organizationalUnitName, 64],
  ['title', OID.title, 64],
  ['serialNumber', OID.serialNumber, 64],
  ['commonName', OID.commonName, 64],
];

const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]+$/;
const PRINTABLE_ONLY: readonly string[] = ['country', 'serialNumber'];

/**
 * Writes a name; text is normalised to NFC, as UTF8String but for country and serial number.
 * Errors: `PKI_INVALID_REQUEST` for a part that is empty, too long, or not printable where it must be.
 */
export function encodeName(parts: NameParts): Uint8Array {
  const rdns: Uint8Array[] = [];
  for (const [part, type, maxLength] of PARTS) {
    const text = parts[part]?.normalize('NFC').trim();
    if (text === undefined) continue;
    const printable = PRINTABLE_ONLY.includes(part);
    if (text === '' || [...text].length > maxLength || (printable && !PRINTABLE.test(text))) {
      throw signingErrors.PKI_INVALID_REQUEST({ reason: `the name's ${part} must have 1 to ${maxLength} characters` });
    }
    rdns.push(setOf([sequence(oid(type), printable ? printableString(text) : utf8String(text))]));
  }
  return encode(TAG.sequence, ...rdns);
}

const LABELS: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.serialNumber]: 'serialNumber',
  [OID.countryName]: 'C',
  [OID.localityName]: 'L',
  [OID.stateOrProvinceName]: 'ST',
  [OID.organizationName]: 'O',
  [OID.organizationalUnitName]: 'OU',
  [OID.title]: 'title',
  [OID.organizationIdentifier]: 'organizationIdentifier',
  [OID.emailAddress]: 'emailAddress',
};

/** Reads a name. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`. */
export function readName(node: DerNode): DistinguishedName {
  return node.readRaw(readEncoding);
}

const readEncoding = remembered((der) => readAttributes(readWhole(der)), { count: 256, maxSize: 1024 });

function readAttributes(node: DerNode): DistinguishedName {
  const attributes: { type: string; value: string | undefined }[] = [];
  for (const rdn of enterNode(node).rest()) {
    for (const attribute of enterNode(rdn, TAG.set).rest()) {
      const reader = enterNode(attribute);
      attributes.push({ type: readOid(reader.next()), value: readText(reader.next()) });
      reader.end();
    }
  }
  const text = attributes
    .map(({ type, value }) => `${LABELS[type] ?? type}=${(value ?? '?').replace(/[,+"\\<>;=]/g, '\\$&')}`)
    .reverse()
    .join(', ');
  return { der: node.raw, attributes, text };
}

/** The first value of an attribute of a name. */
export function nameAttribute(name: DistinguishedName, type: string): string | undefined {
  return name.attributes.find((attribute) => attribute.type === type)?.value;
}

/** Whether two names match: equal bytes, or equal after folding case and white space (RFC 5280 §7.1). */
export function sameName(a: DistinguishedName, b: DistinguishedName): boolean {
  if (a === b || sameBytes(a.der, b.der)) return true;
  if (a.attributes.length !== b.attributes.length) return false;
  const folded = foldedForm(a);
  return folded !== undefined && folded === foldedForm(b);
}

/** A string that is equal for names that match, by which they can be sorted into a map. */
export const nameKey = (name: DistinguishedName): string =>
  foldedForm(name) ?? Buffer.from(name.der).toString('latin1');

const foldedForms = new WeakMap<DistinguishedName, { readonly text: string | undefined }>();

/** A name as one string in which what does not count is gone; undefined where a value cannot be read. */
function foldedForm(name: DistinguishedName): string | undefined {
  const known = foldedForms.get(name);
  if (known) return known.text;
  const readable = name.attributes.every(({ value }) => value !== undefined);
  const pairs = name.attributes.map(({ type, value = '' }) => [type, folded(value)]);
  const text = readable ? JSON.stringify(pairs) : undefined;
  foldedForms.set(name, { text });
  return text;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');

/** Whether two values of an attribute match; one that cannot be read matches nothing. */
export function sameText(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && folded(a) === folded(b);
}
