import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, signMessage } from '../../../src/signing/algorithms.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import * as extensions from '../../../src/signing/pki/extensions.ts';
import { type Identity } from '../../../src/signing/pki/issue-certificate.ts';
import { type Certificate, parseCertificate } from '../../../src/signing/x509/certificate.ts';
import { encodeName } from '../../../src/signing/x509/names.ts';

/** A certificate as no profile would give it. */
export interface CertificateWish {
  readonly subject: string;
  /** Default: itself. */
  readonly issuer?: Identity | undefined;
  /** Name in the place of the issuer's own. */
  readonly issuerName?: Uint8Array;
  /** Default: a new key on P-256. */
  readonly keys?: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** SubjectPublicKeyInfo in the place of the key's own. */
  readonly publicKeyInfo?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly serial?: number;
  /** Signs with ECDSA under SHA-1. */
  readonly sha1?: boolean;
}

/** Makes such a certificate together with its key. */
export function forgeIdentity(wish: CertificateWish): Identity {
  const { publicKey, privateKey } = wish.keys ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = wish.issuer?.privateKey ?? privateKey;
  const algorithm = wish.issuer?.algorithm ?? 'ecdsa-p256-sha256';
  const identifier = wish.sha1
    ? write.sequence(write.oid(OID.ecdsaWithSha1))
    : SIGNATURE_ALGORITHMS[algorithm].identifier;
  const name = encodeName({ commonName: wish.subject });
  const list = wish.extensions ?? [];
  const tbs = write.sequence(
    write.explicit(0, write.integer(2)),
    write.integer(wish.serial ?? 99),
    identifier,
    wish.issuerName ?? wish.issuer?.certificate.subject.der ?? name,
    write.sequence(
      write.time(wish.notBefore ?? new Date('2026-01-01')),
      write.time(wish.notAfter ?? new Date('2035-01-01')),
    ),
    name,
    wish.publicKeyInfo ?? publicKey.export({ type: 'spki', format: 'der' }),
    ...(list.length > 0 ? [write.explicit(3, write.sequence(...list))] : []),
  );
  const signature = wish.sha1 ? sign('sha1', tbs, key) : signMessage(algorithm, key, tbs);
  const certificate = parseCertificate(write.sequence(tbs, identifier, write.bitString(signature)));
  return { certificate, privateKey, algorithm: 'ecdsa-p256-sha256' };
}

/** The same without its key. */
export const forgeCertificate = (wish: CertificateWish): Certificate => forgeIdentity(wish).certificate;

/** The extensions of an authority, and more. */
export const authority = (...more: readonly Uint8Array[]): Uint8Array[] => [
  extensions.basicConstraints(true),
  extensions.keyUsage(['keyCertSign', 'cRLSign']),
  ...more,
];
