import { type Certificates } from '../../certificates/index.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type UploadedFile } from '../../kernel/route.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type CheckedPdf, checkPdf, type InspectPdf, type OutsideSignature } from '../../records/index.ts';
import { parseCertificate, type SignatureReport, type VerificationReport, verifyPdf } from '../../signing/index.ts';
import { openObjectSource, type ObjectStore } from '../../../storage/index.ts';
import { flowErrors } from '../errors.ts';

/** What checking an upload works with. */
export interface UploadCheckDeps {
  readonly inspectPdf: InspectPdf;
  readonly store: Pick<ObjectStore, 'get'>;
  readonly certificates: Pick<Certificates, 'trust'>;
  /** Authorities trusted beside the school's own, in DER. */
  readonly trusted: readonly Uint8Array[];
  readonly clock: Clock;
}

/** An upload whose content may become a record, with the signatures that it brought along. */
export interface CheckedUpload extends CheckedPdf {
  readonly outside: readonly OutsideSignature[];
}

/**
 * Looks at an upload as a stranger will look at the record: signatures that were made elsewhere are judged now, for nothing that
 * is done later makes a broken one whole. What the school's own people or its seal have signed is a version of some record
 * already, and does not become another.
 * @throws SIGNATURE_NOT_VALID, UPLOAD_SIGNED_HERE and what `checkPdf` throws
 */
export async function checkUpload(
  deps: UploadCheckDeps,
  school: SchoolScope,
  file: UploadedFile,
): Promise<CheckedUpload> {
  const source = await openObjectSource(deps.store, { key: file.temporaryKey, size: file.size });
  const checked = await checkPdf(deps.inspectPdf, source);
  if (!checked.signedOutside) return { ...checked, outside: [] };
  const { root, issuing, crls } = await deps.certificates.trust(school);
  const report = await verifyPdf(source, { roots: [root, ...deps.trusted], crls, clock: deps.clock });
  const authority = parseCertificate(issuing).subject.text;
  if (report.signatures.some(({ signer }) => signer?.issuer === authority)) throw flowErrors.UPLOAD_SIGNED_HERE();
  if (report.conclusion === 'invalid') throw refusal(report);
  return { ...checked, outside: report.signatures.map(outsideSignature) };
}

function refusal(report: VerificationReport) {
  const reasons = [report, ...report.signatures].flatMap((part) => part.reasons);
  const invalid = reasons.filter(({ weight }) => weight === 'invalid');
  const told = (language: 'vi' | 'en'): string => [...new Set(invalid.map((reason) => reason[language]))].join(' ');
  return flowErrors.SIGNATURE_NOT_VALID({ why: told('vi'), whyEn: told('en') });
}

function outsideSignature({ signer, time, conclusion, chain, reasons }: SignatureReport): OutsideSignature {
  const at = time.value ?? time.claimed;
  const [open] = reasons.filter(({ weight }) => weight !== 'note');
  return {
    name: signer?.name ?? '?',
    ...(signer?.organisation !== undefined && { organisation: signer.organisation }),
    issuer: chain.certificates.at(-1)?.name ?? signer?.issuer ?? '?',
    ...(at !== undefined && { at: new Date(at) }),
    conclusion: conclusion === 'valid' ? 'valid' : 'indeterminate',
    ...(open && { reason: { vi: open.vi, en: open.en } }),
  };
}
