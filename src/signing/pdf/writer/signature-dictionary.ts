import { type PdfDict, PdfName, type PdfObject, PdfReserved } from '../objects.ts';
import { dateString, textString } from '../syntax/text-string.ts';
import { newDict } from './increment-builder.ts';

/** What a signature dictionary says beside the signature itself (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 6.3). */
export interface SignatureEntries {
  /** A person's signature or a document timestamp. */
  readonly type: 'Sig' | 'DocTimeStamp';
  readonly signerName?: string | undefined;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  readonly contactInfo?: string | undefined;
  /** Time the signer claims, /M; a document timestamp has none. */
  readonly claimedTime?: Date | undefined;
  /** Offset from UTC in which /M is written, in minutes. */
  readonly utcOffsetMinutes?: number | undefined;
  /** Name of the program, /Prop_Build /App. */
  readonly application?: string | undefined;
  /** Signature references: DocMDP, FieldMDP. */
  readonly references?: readonly PdfDict[] | undefined;
  /** Bytes of CMS to leave room for. */
  readonly contentsSize: number;
}

/** The dictionary and the two places in it that are filled once their offsets are known. */
export interface SignatureDictionary {
  readonly dict: PdfDict;
  readonly contents: PdfReserved;
  readonly byteRange: PdfReserved;
}

/** The handler that made the signature, and what it consists of (ISO 32000-1, 12.8.3; ETSI EN 319 142-1). */
export const FILTER = 'Adobe.PPKLite';
export const SUB_FILTERS = { Sig: 'ETSI.CAdES.detached', DocTimeStamp: 'ETSI.RFC3161' } as const;
/** Room for `[0 a b c]` with ten digits each. */
const BYTE_RANGE_WIDTH = 40;

/** Makes the dictionary with room for /Contents and /ByteRange. */
export function signatureDictionary(entries: SignatureEntries): SignatureDictionary {
  const contents = new PdfReserved(hole(entries.contentsSize));
  const byteRange = new PdfReserved(Buffer.alloc(BYTE_RANGE_WIDTH, ' '));
  const { references, application } = entries;
  const dict = newDict({
    Type: new PdfName(entries.type),
    Filter: new PdfName(FILTER),
    SubFilter: new PdfName(SUB_FILTERS[entries.type]),
    ByteRange: byteRange,
    Contents: contents,
    M: entries.claimedTime && dateString(entries.claimedTime, entries.utcOffsetMinutes),
    Name: text(entries.signerName),
    Reason: text(entries.reason),
    Location: text(entries.location),
    ContactInfo: text(entries.contactInfo),
    Reference: references && references.length > 0 ? [...references] : undefined,
    Prop_Build: application === undefined ? undefined : newDict({ App: newDict({ Name: new PdfName(application) }) }),
  });
  return { dict, contents, byteRange };
}

/** The text that goes into the room of /ByteRange. */
export function byteRangeText(byteRange: readonly number[]): string {
  return `[${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_WIDTH);
}

/** `<000…0>`: a hexadecimal string of zeros. */
function hole(size: number): Buffer {
  const bytes = Buffer.alloc(size * 2 + 2, '0');
  bytes[0] = 60;
  bytes[bytes.length - 1] = 62;
  return bytes;
}

function text(value: string | undefined): PdfObject | undefined {
  return value === undefined || value === '' ? undefined : textString(value);
}
