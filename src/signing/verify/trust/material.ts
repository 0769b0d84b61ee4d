import { HosoError } from '../../../kernel/errors.ts';
import { PdfDict, type PdfObject, PdfStream } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { parseCrl, type Crl } from '../../revocation/crl.ts';
import { type OcspResponse, parseOcspResponse } from '../../revocation/ocsp-response.ts';
import { type Certificate, parseCertificate } from '../../x509/certificate.ts';
import { orRefusal } from '../../refusal.ts';

/** Everything a chain can be built and judged from. */
export interface TrustMaterial {
  readonly roots: readonly Certificate[];
  /** Certificates from the file, in no order and not trusted. */
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
  /** The time of the check. */
  readonly now: Date;
}

/** Validation data as it stands in a file, in DER. */
export interface EncodedMaterial {
  readonly certificates: Uint8Array[];
  readonly crls: Uint8Array[];
  readonly ocspResponses: Uint8Array[];
}

const MAX_ITEMS = 2000;
const LISTS = { certificates: ['Certs', 'Cert'], crls: ['CRLs', 'CRL'], ocspResponses: ['OCSPs', 'OCSP'] } as const;

/** Reads the document security store and its VRI entries (ETSI EN 319 142-1 5.4.2). Nothing where there is none. */
export function readSecurityStore(file: PdfFile): EncodedMaterial | undefined {
  const store = file.dict(file.catalog.get('DSS'));
  if (!store) return undefined;
  const entries = [...(file.dict(store.get('VRI'))?.entries.values() ?? [])].map((entry) => file.resolve(entry));
  const dicts = [store, ...entries.filter((entry) => entry instanceof PdfDict)];
  const seen = new Set<PdfStream>();
  const read = (kind: keyof typeof LISTS): Uint8Array[] =>
    dicts.flatMap((dict) => LISTS[kind].flatMap((key) => readStreams(file, dict.get(key), seen)));
  return { certificates: read('certificates'), crls: read('crls'), ocspResponses: read('ocspResponses') };
}

function readStreams(file: PdfFile, list: PdfObject | undefined, seen: Set<PdfStream>): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const item of file.array(list) ?? []) {
    const stream = file.resolve(item);
    if (!(stream instanceof PdfStream) || seen.has(stream) || seen.size >= MAX_ITEMS) continue;
    seen.add(stream);
    found.push(file.decodedStream(stream));
  }
  return found;
}

/** Parsed validation data; `broken` counts what could not be read. */
export interface ParsedMaterial extends Pick<TrustMaterial, 'certificates' | 'crls' | 'ocspResponses'> {
  readonly broken: number;
}

/** Parses validation data. What stands in a file several times comes out once, but for long lists. */
export function parseMaterial(encoded: EncodedMaterial): ParsedMaterial {
  let broken = 0;
  const each = <T>(encodings: readonly Uint8Array[], parse: (der: Uint8Array) => T): T[] => {
    const parsed = new Set<T>();
    for (const der of encodings) {
      const one = orRefusal(() => parse(der));
      if (one instanceof HosoError) broken++;
      else parsed.add(one);
    }
    return [...parsed];
  };
  const certificates = each(encoded.certificates, parseCertificate);
  const crls = each(encoded.crls, parseCrl);
  const ocspResponses = each(encoded.ocspResponses, parseOcspResponse);
  return { certificates, crls, ocspResponses, broken };
}
