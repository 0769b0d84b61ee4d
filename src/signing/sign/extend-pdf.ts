import { type Clock, systemClock } from '../../kernel/clock.ts';
import { HosoError } from '../../kernel/errors.ts';
import { addValidationData } from './add-validation-data.ts';
import { appendedSource, toSource } from '../pdf/source/appended-source.ts';
import { parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { collectValidationData, type ValidationSources } from './collect-validation-data.ts';
import { embedSignature } from './embed-signature.ts';
import { signingErrors } from '../errors.ts';
import { PdfName, PdfString } from '../pdf/objects.ts';
import { signatureFields } from '../pdf/reader/fields.ts';
import { PdfFile, withPdf } from '../pdf/reader/pdf-file.ts';
import { type ByteSource } from '../pdf/source/byte-source.ts';
import { prepareDocumentTimestamp } from './prepare-signature.ts';
import { withRoomForToken } from './room-for-token.ts';
import { type PadesLevel } from '../levels.ts';
import { type Timestamper } from '../timestamper.ts';
import { orRefusal } from '../refusal.ts';
import { OID } from '../asn1/oids.ts';

/** To which level a signed document is raised, and with whose help. */
export interface ExtendPdfOptions {
  readonly level: Exclude<PadesLevel, 'b-b'>;
  readonly timestamper: Timestamper;
  readonly validation?: ValidationSources;
  readonly clock?: Clock;
}

/** What was appended to raise a document; empty where it was as high already. */
export interface ExtendedPdf {
  readonly increment: Uint8Array;
}

/** A signature in the file: its contents, padding included, and whether it is or carries a timestamp. */
interface FoundSignature {
  readonly contents: Uint8Array;
  readonly isTimestamp: boolean;
  readonly stamped: boolean;
}

/**
 * Raises a signed document to a level: a document timestamp where a signature has no proof of time yet (`b-t`), validation
 * data for every signature (`b-lt`), a document timestamp over all of it (`b-lta`; run again before that one's certificate
 * runs out). ETSI EN 319 142-1 5.4, 5.5.
 *
 * @throws as `prepareDocumentTimestamp` and the timestamper; NOTHING_SIGNED; REVOCATION_UNREACHABLE
 */
export async function extendPdf(input: ByteSource | Uint8Array, options: ExtendPdfOptions): Promise<ExtendedPdf> {
  const base = toSource(input);
  const parts: Uint8Array[] = [];
  const current = (): ByteSource => (parts.length === 0 ? base : appendedSource(base, Buffer.concat(parts)));
  const found = await findSignatures(base);
  if (found.length === 0) throw signingErrors.NOTHING_SIGNED();
  const lastStamp = found.findLastIndex(({ isTimestamp }) => isTimestamp);
  if (found.slice(lastStamp + 1).some(({ stamped }) => !stamped))
    parts.push(await timestampDocument(current(), options));
  if (options.level === 'b-t') return { increment: Buffer.concat(parts) };
  const at = (options.clock ?? systemClock).now();
  const contents = (await findSignatures(current())).map((signature) => signature.contents);
  const data = await collectValidationData(contents, options.validation ?? {}, at);
  const store = await addValidationData(current(), data);
  if (store) parts.push(store);
  if (options.level === 'b-lta') parts.push(await timestampDocument(current(), options));
  return { increment: Buffer.concat(parts) };
}

function timestampDocument(source: ByteSource, { timestamper }: ExtendPdfOptions): Promise<Uint8Array> {
  return withRoomForToken(timestamper, async ({ maxTokenSize, digestAlgorithm }) => {
    const prepared = await prepareDocumentTimestamp(source, { contentsSize: maxTokenSize, digestAlgorithm });
    return embedSignature(prepared, await timestamper.stamp(prepared.digest));
  });
}

/** The signatures of a file that can be read, in the order in which they stand in it, which is that of signing. */
async function findSignatures(source: ByteSource): Promise<FoundSignature[]> {
  const file = new PdfFile(source);
  const found = await withPdf(file, () =>
    signatureFields(file).flatMap(({ signature }) => {
      const contents = file.resolve(signature?.get('Contents'));
      const subFilter = file.resolve(signature?.get('SubFilter'));
      if (!(contents instanceof PdfString)) return [];
      return [{ contents, isTimestamp: subFilter instanceof PdfName && subFilter.name === 'ETSI.RFC3161' }];
    }),
  );
  return found
    .sort((a, b) => a.contents.start - b.contents.start)
    .flatMap(({ contents, isTimestamp }) => {
      const signedData = orRefusal(() => parseSignedData(contents.raw, { allowBer: true, allowZeroPadding: true }));
      if (signedData instanceof HosoError) return [];
      return [{ contents: contents.raw, isTimestamp, stamped: isTimestamp || carriesTimestamp(signedData) }];
    });
}

function carriesTimestamp({ signerInfos }: SignedData): boolean {
  return signerInfos.some(({ unsignedAttributes }) =>
    unsignedAttributes.some(({ type }) => type === OID.signatureTimeStamp),
  );
}
