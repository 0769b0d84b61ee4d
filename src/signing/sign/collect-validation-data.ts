import { parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { signatureTimestampsOf } from '../cms/signature-timestamp.ts';
import { findSigner } from '../cms/verify-signer.ts';
import { HosoError } from '../../kernel/errors.ts';
import { type ValidationData } from '../pdf/reader/validation-data.ts';
import { fetchCrl, fetchOcsp, type RevocationFetchOptions } from '../revocation/http-revocation.ts';
import { checkRevocation } from '../revocation/check.ts';
import { parseCrl, type Crl } from '../revocation/crl.ts';
import { authorizedResponder } from '../revocation/ocsp-responder.ts';
import { parseOcspResponse, type OcspResponse } from '../revocation/ocsp-response.ts';
import { orRefusal } from '../refusal.ts';
import { type Certificate, fingerprint, parseCertificate, readableCertificates } from '../x509/certificate.ts';
import { buildChain, type ChainFacts, type ChainProblemCode } from '../x509/chain.ts';

/** Where validation data comes from, beside what signatures carry: certificates and CRLs in DER; the network unless `false`. */
export interface ValidationSources {
  /** Roots, and authorities in between where signatures do not carry them. */
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly ocspResponses?: readonly Uint8Array[];
  readonly fetch?: RevocationFetchOptions | false;
  /**
   * Ask the addresses that stand in certificates only where their chain ends in one of `certificates`: a server that handles
   * files of strangers must not call where these say.
   */
  readonly anchoredOnly?: boolean;
}

interface Evidence {
  readonly crls: Crl[];
  readonly ocspResponses: OcspResponse[];
}

/**
 * Gathers what a verifier will need for the signatures given: the certificates of their chains and of their timestamps'
 * chains, and for each a CRL or OCSP response where its issuer offers one (ETSI EN 319 142-1 5.4).
 *
 * @param signatures each the CMS or timestamp token of one signature, DER with its padding
 * @throws REVOCATION_UNREACHABLE when an issuer offers a status and it can neither be fetched nor was given
 */
export async function collectValidationData(
  signatures: readonly Uint8Array[],
  sources: ValidationSources,
  at: Date,
): Promise<ValidationData> {
  const given = (sources.certificates ?? []).map(parseCertificate);
  const anchors = new Set(given.map(fingerprint));
  const evidence: Evidence = {
    crls: (sources.crls ?? []).map(parseCrl),
    ocspResponses: (sources.ocspResponses ?? []).map(parseOcspResponse),
  };
  const used = new Map<string, Certificate>();
  for (const contents of signatures) {
    for (const signedData of withTimestamps(contents)) {
      const chain = chainOf(signedData, given, at);
      if (!chain) continue;
      for (const certificate of chain.path) used.set(fingerprint(certificate), certificate);
      const mayAsk = !sources.anchoredOnly || isAnchored(chain, anchors);
      await collectStatuses(chain.path, { evidence, fetch: mayAsk ? (sources.fetch ?? {}) : false, at });
    }
  }
  return {
    certificates: [...used.values()].map(({ der }) => der),
    crls: evidence.crls.map(({ der }) => der),
    ocspResponses: evidence.ocspResponses.map(({ der }) => der),
  };
}

/** A signature and its timestamps, as far as they can be read: a stranger's that cannot must not keep the others from theirs. */
function withTimestamps(contents: Uint8Array): SignedData[] {
  const signedData = orRefusal(() => parseSignedData(contents, { allowBer: true, allowZeroPadding: true }));
  if (signedData instanceof HosoError) return [];
  const tokens = signedData.signerInfos
    .flatMap(signatureTimestampsOf)
    .map((token) => orRefusal(() => parseSignedData(token, { allowBer: true })));
  return [signedData, ...tokens.flatMap((token) => (token instanceof HosoError ? [] : [token]))];
}

/** The signer's certificate and those above it, as far as they are known. */
function chainOf(signedData: SignedData, given: readonly Certificate[], at: Date): ChainFacts | undefined {
  const [signer] = signedData.signerInfos;
  const leaf = signer && findSigner({ signedData, signer, otherCertificates: given });
  if (!leaf) return undefined;
  const known = [...readableCertificates(signedData.certificates), ...given];
  const roots = known.filter(({ selfIssued }) => selfIssued);
  return buildChain({ leaf, intermediates: known, roots, at });
}

/** What makes a certificate below an anchor not the anchor's: whatever it says, a stranger may have written it. */
const NOT_ISSUED: ReadonlySet<ChainProblemCode> = new Set([
  'bad-signature',
  'name-mismatch',
  'not-a-ca',
  'path-too-long',
]);

/** Whether the end certificate was issued by one of the anchors, or by an authority below it. */
function isAnchored({ path, problems }: ChainFacts, anchors: ReadonlySet<string>): boolean {
  const anchor = path.findIndex((certificate) => anchors.has(fingerprint(certificate)));
  return anchor >= 0 && !problems.some(({ code, index }) => index <= anchor && NOT_ISSUED.has(code));
}

async function collectStatuses(
  path: readonly Certificate[],
  { evidence, fetch, at }: { evidence: Evidence; fetch: RevocationFetchOptions | false; at: Date },
): Promise<void> {
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    if (!issuer) continue;
    const known = checkRevocation({ certificate, issuer, ...evidence, at });
    if (known.status !== 'unknown' || fetch === false) continue;
    const { ocspUrls, crlUrls } = certificate.known;
    if (crlUrls.length > 0) evidence.crls.push(await fetchCrl(certificate, fetch));
    else if (ocspUrls.length > 0) await collectAnswer({ certificate, issuer }, evidence, fetch);
  }
}

/** An answer, and the list that tells the status of who gave it, where a verifier will ask (RFC 6960 §4.2.2.2.1). */
async function collectAnswer(
  { certificate, issuer }: { certificate: Certificate; issuer: Certificate },
  evidence: Evidence,
  options: RevocationFetchOptions,
): Promise<void> {
  const response = await fetchOcsp(certificate, issuer, options);
  evidence.ocspResponses.push(response);
  const responder = authorizedResponder(response, issuer);
  if (!responder || responder === issuer || responder.known.ocspNoCheck) return;
  if (responder.known.crlUrls.length > 0) evidence.crls.push(await fetchCrl(responder, options));
}
