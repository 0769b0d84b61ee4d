import { type Certificates, createCertificates } from '../../src/certificates/index.ts';
import { type Domains, openDomains } from './school.ts';
import { type ManualClock } from '../../src/kernel/clock.ts';

export interface CertificateDomains extends Domains {
  readonly certificates: Certificates;
}

/** The domains with certificates; keys are on curves, which are made in a moment. */
export async function openCertificateDomains(
  options: {
    database?: string;
    clock?: ManualClock;
    serverKey?: Uint8Array;
    trustedRoots?: readonly Uint8Array[];
  } = {},
): Promise<CertificateDomains> {
  const domains = await openDomains(options);
  const serverKey = options.serverKey ?? domains.serverKey;
  const certificates = createCertificates({
    ...domains,
    serverKey,
    trustedRoots: options.trustedRoots,
    keyKind: 'ec-p256',
    authorityAlgorithm: 'ecdsa-p256-sha256',
    publicApiUrl: 'https://hoso.example/api/v1',
  });
  await domains.db.ensureIndexes();
  return { ...domains, certificates };
}
