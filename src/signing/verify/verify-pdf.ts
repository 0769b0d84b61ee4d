import { type Clock, systemClock } from '../../kernel/clock.ts';
import { openPdf } from '../pdf/reader/pdf-file.ts';
import { bufferSource, type ByteSource } from '../pdf/source/byte-source.ts';
import { parseCrl } from '../revocation/crl.ts';
import { parseOcspResponse } from '../revocation/ocsp-response.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { readSteps } from './difference/later-changes.ts';
import { hashRanges, type RangeToHash } from './document/digests.ts';
import { type PlacedSignature, readTimeline } from './document/timeline.ts';
import { evaluateSignatures, type SignatureCase } from './evaluate.ts';
import { makeReport } from './make-report.ts';
import { readPem } from '../x509/pem.ts';
import { type Reason, reason } from './reasons.ts';
import { type VerificationReport } from './report.ts';
import { isRead, readSignature, type ReadSignature } from './signature/judge-signature.ts';
import { gatherMaterial, type GivenMaterial } from './trust/gather-material.ts';

/** What a verification may rely on beside the file. */
export interface VerifyOptions {
  /** Trusted authorities: PEM text with one or more certificates, or one certificate in DER. */
  readonly roots: readonly (string | Uint8Array)[];
  /** CRLs, each PEM or DER, beside those in the file. */
  readonly crls?: readonly (string | Uint8Array)[];
  /** OCSP responses in DER, beside those in the file. */
  readonly ocspResponses?: readonly Uint8Array[];
  /** Judge as of this time instead of the clock's. */
  readonly at?: Date;
  readonly clock?: Clock;
}

/**
 * Checks every signature and document timestamp of a PDF and reports the facts of each: integrity, coverage, what later
 * revisions changed, chain, time, revocation (ISO 32000-1 12.8; ETSI EN 319 142-1, EN 319 102-1; RFC 5280). A check that
 * could not be made counts as "could not tell", never as good. The network is not used.
 *
 * Hostile bytes end in a report or in a coded refusal, in bounded time and memory.
 *
 * @throws PDF_NOT_A_PDF, PDF_BROKEN, PDF_PASSWORD_REQUIRED, PDF_ENCRYPTION_UNSUPPORTED, PDF_LIMIT_EXCEEDED for the file;
 * CERTIFICATE_MALFORMED, CRL_MALFORMED, OCSP_MALFORMED for what was given beside it
 */
export async function verifyPdf(input: ByteSource | Uint8Array, options: VerifyOptions): Promise<VerificationReport> {
  const source = input instanceof Uint8Array ? bufferSource(input) : input;
  const given = readGiven(options);
  const file = await openPdf(source);
  const timeline = await readTimeline(source, file);
  const steps = await readSteps(timeline);
  const read = timeline.placed.map(readPlaced);
  const digests = await hashPlaced(source, timeline.placed, read);
  const signatures = read.map((one) => (one && isRead(one) ? one : undefined));
  const gathered = await gatherMaterial(timeline, signatures, given);
  const cases = timeline.placed.map((placed, index): SignatureCase => {
    const from = timeline.placed.slice(0, index).filter(({ revision }) => revision).length;
    return { placed, read: read[index], digest: digests[index], steps: placed.revision ? steps.slice(from) : [] };
  });
  return makeReport({
    evaluated: evaluateSignatures(cases, gathered),
    gathered,
    reasons: [
      ...timeline.reasons,
      ...gathered.reasons,
      ...(file.structure.recovered ? [reason('STRUCTURE_REPAIRED')] : []),
    ],
    bytes: source.size,
    revisions: file.structure.recovered ? 0 : file.sections.length,
  });
}

function readGiven({ roots, crls = [], ocspResponses = [], at, clock = systemClock }: VerifyOptions): GivenMaterial {
  return {
    roots: roots.flatMap((root) => readPem(root, 'CERTIFICATE')).map(parseCertificate),
    crls: crls.flatMap((crl) => readPem(crl, 'X509 CRL')).map(parseCrl),
    ocspResponses: ocspResponses.map(parseOcspResponse),
    now: at ?? clock.now(),
  };
}

function readPlaced({ signed, coverage }: PlacedSignature): ReadSignature | Reason | undefined {
  return coverage && readSignature(signed, coverage.contents);
}

/** The digest of what each signature covers, in the order of the signatures. */
async function hashPlaced(
  source: ByteSource,
  placed: readonly PlacedSignature[],
  read: readonly (ReadSignature | Reason | undefined)[],
): Promise<(Uint8Array | undefined)[]> {
  const ranges = placed.map(({ coverage }, index): RangeToHash | undefined => {
    const signature = read[index];
    return coverage && signature && isRead(signature) ? { ...coverage, algorithm: signature.hash } : undefined;
  });
  const digests = await hashRanges(
    source,
    ranges.filter((range) => range !== undefined),
  );
  return ranges.map((range) => range && digests.get(range));
}
