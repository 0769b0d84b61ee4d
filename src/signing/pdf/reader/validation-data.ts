import { PdfStream } from '../objects.ts';
import { type PdfFile } from './pdf-file.ts';

/** Certificates, CRLs and OCSP responses, each in DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
}

/** What the document security store holds (ETSI EN 319 142-1, 5.4.2.2; ISO 32000-2, 12.8.4.3). */
export function readValidationData(file: PdfFile): ValidationData {
  const store = file.dict(file.catalog.get('DSS'));
  const streams = (key: string): Uint8Array[] =>
    (file.array(store?.get(key)) ?? []).flatMap((item) => {
      const stream = file.resolve(item);
      return stream instanceof PdfStream ? [file.decodedStream(stream)] : [];
    });
  return { certificates: streams('Certs'), crls: streams('CRLs'), ocspResponses: streams('OCSPs') };
}
