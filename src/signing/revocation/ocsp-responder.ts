import { digest } from '../algorithms.ts';
import { type Certificate, isSignedBy, readableCertificates, verifyWith } from '../x509/certificate.ts';
import { sameName } from '../x509/names.ts';
import { keyProblem, methodProblem } from '../x509/policy.ts';
import { allowsPurpose } from '../x509/purpose.ts';
import { keyBits } from './ocsp-request.ts';
import { type OcspResponse } from './ocsp-response.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** So many certificates of a response are looked at; more than three are not met. */
const MAX_CLAIMED = 16;
const responders = new WeakMap<OcspResponse, WeakMap<Certificate, Certificate | 'nobody'>>();

/**
 * The certificate that signed the response, if it may speak for the issuer: the issuer itself, or a certificate that the
 * issuer signed for this purpose, sound in itself and valid when the response was made (RFC 6960 §4.2.2.2). Undefined if
 * nobody fits or the signature does not hold. Whether a delegate was revoked is another question.
 */
export function authorizedResponder(response: OcspResponse, issuer: Certificate): Certificate | undefined {
  const known = responders.get(response) ?? new WeakMap<Certificate, Certificate | 'nobody'>();
  responders.set(response, known);
  const found = known.get(issuer) ?? findResponder(response, issuer) ?? 'nobody';
  known.set(issuer, found);
  return found === 'nobody' ? undefined : found;
}

function findResponder(response: OcspResponse, issuer: Certificate): Certificate | undefined {
  const carried = readableCertificates(response.certificates.slice(0, MAX_CLAIMED));
  const claimed = [issuer, ...carried].filter((one) => isResponder(one, response));
  return claimed.find((one) => (one === issuer || isDelegate(one, issuer, response)) && signed(one, response));
}

function isDelegate(candidate: Certificate, issuer: Certificate, response: OcspResponse): boolean {
  return (
    allowsPurpose(candidate, 'ocsp') &&
    candidate.unknownCriticalExtensions.length === 0 &&
    (methodProblem(candidate.signatureMethod) ?? keyProblem(candidate)) === undefined &&
    wasValid(candidate, response) &&
    sameName(candidate.issuer, issuer.subject) &&
    isSignedBy(candidate, issuer)
  );
}

/** When it signed, and for all that it says to have known: an answer knows nothing from after it was made. */
function wasValid({ notBefore, notAfter }: Certificate, { producedAt, responses }: OcspResponse): boolean {
  const latest = Math.max(producedAt.getTime(), ...responses.map(({ thisUpdate }) => thisUpdate.getTime()));
  return producedAt >= notBefore && latest <= notAfter.getTime();
}

function isResponder(candidate: Certificate, { responder }: OcspResponse): boolean {
  if (responder.name) return sameName(responder.name, candidate.subject);
  return responder.keyHash !== undefined && sameBytes(responder.keyHash, digest('sha1', keyBits(candidate)));
}

const signed = (candidate: Certificate, response: OcspResponse): boolean =>
  verifyWith(candidate, response.signatureMethod, { message: response.tbs, signature: response.signature });
