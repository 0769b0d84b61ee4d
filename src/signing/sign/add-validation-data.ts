import { PdfFile, withPdf } from '../pdf/reader/pdf-file.ts';
import { type ValidationData } from '../pdf/reader/validation-data.ts';
import { bufferSource, type ByteSource } from '../pdf/source/byte-source.ts';
import { buildValidationIncrement, type SignatureValidationData } from '../pdf/writer/validation-data.ts';

/**
 * Lays out an increment that adds certificates, CRLs and OCSP responses (DER) to the document security store
 * (ETSI EN 319 142-1, 5.4.2), with a VRI entry for each signature given. The new file is the old bytes followed by what is
 * returned; undefined when the store holds all of it already.
 *
 * @throws as `prepareSignature`
 */
export async function addValidationData(
  source: ByteSource | Uint8Array,
  data: ValidationData,
  signatures: readonly SignatureValidationData[] = [],
): Promise<Uint8Array | undefined> {
  const file = new PdfFile(source instanceof Uint8Array ? bufferSource(source) : source);
  return withPdf(file, () => buildValidationIncrement(file, data, signatures));
}
