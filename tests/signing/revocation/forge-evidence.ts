import { SIGNATURE_ALGORITHMS, signMessage } from '../../../src/signing/algorithms.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import { extension } from '../../../src/signing/pki/extensions.ts';
import { type Identity } from '../../../src/signing/pki/issue-certificate.ts';
import { type Crl, parseCrl } from '../../../src/signing/revocation/crl.ts';
import { encodeCertId } from '../../../src/signing/revocation/ocsp-request.ts';
import { type OcspResponse, parseOcspResponse } from '../../../src/signing/revocation/ocsp-response.ts';
import { REVOCATION_REASONS, type RevocationReason } from '../../../src/signing/revocation/reasons.ts';
import { type Certificate } from '../../../src/signing/x509/certificate.ts';

/** A day of June 2026, in which the tests of revocation live. */
export const day = (n: number): Date => new Date(Date.UTC(2026, 5, n));

/** A list as no authority of ours would write it. */
export interface CrlWish {
  /** Default: day 11. */
  readonly from?: Date;
  /** Default: day 18. */
  readonly until?: Date;
  readonly entries?: readonly Uint8Array[];
  readonly extensions?: readonly Uint8Array[];
}

/** Signs such a list. */
export function forgeCrl(issuer: Identity, wish: CrlWish = {}): Crl {
  const { identifier } = SIGNATURE_ALGORITHMS[issuer.algorithm];
  const tbs = write.sequence(
    write.integer(1),
    identifier,
    issuer.certificate.subject.der,
    write.time(wish.from ?? day(11)),
    write.time(wish.until ?? day(18)),
    ...(wish.entries ? [write.sequence(Buffer.concat(wish.entries))] : []),
    ...(wish.extensions ? [write.explicit(0, write.sequence(...wish.extensions))] : []),
  );
  const signature = write.bitString(signMessage(issuer.algorithm, issuer.privateKey, tbs));
  return parseCrl(write.sequence(tbs, identifier, signature));
}

/** One entry of a list, with any extensions. */
export function crlEntry({ serialBytes }: Certificate, at: Date, ...extensions: readonly Uint8Array[]): Uint8Array {
  const more = extensions.length > 0 ? [write.sequence(...extensions)] : [];
  return write.sequence(write.encode(write.TAG.integer, serialBytes), write.time(at), ...more);
}

export const reasonCode = (reason: RevocationReason): Uint8Array =>
  extension(OID.reasonCode, write.enumerated(REVOCATION_REASONS.indexOf(reason)));

/** One answer about a certificate. */
export interface SingleWish {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Default: good. */
  readonly status?: Uint8Array;
  /** Default: day 11. */
  readonly from?: Date;
  /** Default: day 18. */
  readonly until?: Date;
  readonly extensions?: readonly Uint8Array[];
}

export const GOOD = write.encode(write.contextTag(0, false));
export const UNKNOWN = write.encode(write.contextTag(2, false));

/** The status of a certificate that was taken back. */
export const revokedStatus = (at: Date, reason: RevocationReason): Uint8Array =>
  write.encode(
    write.contextTag(1),
    write.generalizedTime(at),
    write.explicit(0, write.enumerated(REVOCATION_REASONS.indexOf(reason))),
  );

/** A response as no responder of ours would write it. */
export interface OcspWish {
  readonly singles: readonly SingleWish[];
  /** Default: day 11. */
  readonly producedAt?: Date;
  readonly extensions?: readonly Uint8Array[];
  /** Default: the responder's certificate. */
  readonly certificates?: readonly Uint8Array[];
  /** AlgorithmIdentifier in the place of what the responder signs with. */
  readonly identifier?: Uint8Array;
}

/** Signs such a response. */
export function forgeOcsp(responder: Identity, wish: OcspWish): OcspResponse {
  const identifier = wish.identifier ?? SIGNATURE_ALGORITHMS[responder.algorithm].identifier;
  const data = write.sequence(
    write.explicit(1, responder.certificate.subject.der),
    write.generalizedTime(wish.producedAt ?? day(11)),
    write.sequence(...wish.singles.map(encodeSingle)),
    ...(wish.extensions ? [write.explicit(1, write.sequence(...wish.extensions))] : []),
  );
  const signature = write.bitString(signMessage(responder.algorithm, responder.privateKey, data));
  const certificates = wish.certificates ?? [responder.certificate.der];
  const basic = write.sequence(data, identifier, signature, write.explicit(0, write.sequence(...certificates)));
  const bytes = write.sequence(write.oid(OID.ocspBasic), write.octetString(basic));
  return parseOcspResponse(write.sequence(write.enumerated(0), write.explicit(0, bytes)));
}

function encodeSingle(wish: SingleWish): Uint8Array {
  return write.sequence(
    encodeCertId(wish.certificate.serialBytes, wish.issuer),
    wish.status ?? GOOD,
    write.generalizedTime(wish.from ?? day(11)),
    write.explicit(0, write.generalizedTime(wish.until ?? day(18))),
    ...(wish.extensions ? [write.explicit(1, write.sequence(...wish.extensions))] : []),
  );
}
