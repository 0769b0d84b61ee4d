import { HosoError } from '../../../kernel/errors.ts';
import { PdfDict, type PdfObject, PdfStream } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { isCrlSignedBy, parseCrl, type Crl } from '../../revocation/crl.ts';
import { authorizedResponder } from '../../revocation/ocsp-responder.ts';
import { type OcspResponse, parseOcspResponse } from '../../revocation/ocsp-response.ts';
import { type Certificate, isSignedBy, parseCertificate } from '../../x509/certificate.ts';
import { sameName } from '../../x509/names.ts';
import { commonName } from '../people.ts';
import { orRefusal } from '../refusal.ts';

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

/** Parses validation data, each piece once. */
export function parseMaterial(encoded: EncodedMaterial): ParsedMaterial {
  let broken = 0;
  const each = <T>(encodings: readonly Uint8Array[], parse: (der: Uint8Array) => T): T[] => {
    const distinct = new Map(encodings.map((der) => [Buffer.from(der).toString('latin1'), der]));
    return [...distinct.values()].flatMap((der) => {
      const parsed = orRefusal(() => parse(der));
      if (!(parsed instanceof HosoError)) return [parsed];
      broken++;
      return [];
    });
  };
  const certificates = each(encoded.certificates, parseCertificate);
  const crls = each(encoded.crls, parseCrl);
  const ocspResponses = each(encoded.ocspResponses, parseOcspResponse);
  return { certificates, crls, ocspResponses, broken };
}

/**
 * Names a piece of validation data that nobody at hand has signed: it was damaged, or it comes from elsewhere. The file's
 * signatures do not cover all of it, so that it must vouch for itself.
 */
export function findStray(parsed: ParsedMaterial, roots: readonly Certificate[]): string | undefined {
  if (parsed.broken > 0) return `${parsed.broken} unreadable`;
  const known = [...roots, ...parsed.certificates];
  const issuersOf = (certificate: Certificate): Certificate[] =>
    known.filter((other) => sameName(other.subject, certificate.issuer));
  const stray = parsed.certificates.find(
    (one) => !roots.includes(one) && !issuersOf(one).some((by) => isSignedBy(one, by)),
  );
  if (stray) return commonName(stray);
  const crl = parsed.crls.find(
    (list) => !known.some((by) => sameName(by.subject, list.issuer) && isCrlSignedBy(list, by)),
  );
  if (crl) return `CRL, ${crl.issuer.text}`;
  const ocsp = parsed.ocspResponses.some((response) => !known.some((issuer) => authorizedResponder(response, issuer)));
  return ocsp ? 'OCSP' : undefined;
}
