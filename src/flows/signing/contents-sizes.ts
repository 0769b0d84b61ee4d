import { approvalErrors, type SigningPurpose } from '../../approvals/index.ts';
import { type Certificates } from '../../certificates/index.ts';
import { type Clock } from '../../kernel/clock.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type DigestAlgorithm, estimateContentsSize, type TimestamperDescription } from '../../signing/index.ts';
import { TtlCache } from '../../kernel/ttl-cache.ts';
import { type SigningPolicy, timestamperFor } from './signing-policy.ts';

/** What preparing must know of a person's key: the size of the hole, and for which certificate it was measured. */
export interface ContentsSize {
  readonly contentsSize: number;
  readonly digestAlgorithm: DigestAlgorithm;
  /** SHA-256 (hex) of the certificate. */
  readonly certificate: string;
  readonly certificateSerial: string;
  /** DER, its own first; a field of the document may ask for it. */
  readonly certificateChain: readonly Uint8Array[];
}

/** A batch is prepared for one certificate; the confirmation looks again whether it still is the one. */
const FRESH_MS = 2_000;

/** Measures the hole for a signature, once for all records of a batch. */
export class ContentsSizes {
  readonly #certificates: Pick<Certificates, 'describe' | 'timestamper'>;
  readonly #policy: SigningPolicy;
  readonly #fresh: TtlCache<ContentsSize>;

  constructor(deps: {
    readonly certificates: Pick<Certificates, 'describe' | 'timestamper'>;
    readonly policy: SigningPolicy;
    readonly clock: Clock;
  }) {
    this.#certificates = deps.certificates;
    this.#policy = deps.policy;
    this.#fresh = new TtlCache(deps.clock, FRESH_MS);
  }

  /** @throws what `Certificates.describe` throws */
  of(scope: SchoolScope, account: string, purpose: SigningPurpose): Promise<ContentsSize> {
    return this.#fresh.get(`${scope.school}:${account}:${purpose}`, async () => {
      const description = await this.#certificates.describe(scope, account, purpose);
      const [own] = description.certificateChain;
      const certificateSerial = description.certificate.serialNumber;
      if (!own || certificateSerial === undefined) throw approvalErrors.CERTIFICATE_CHANGED();
      return {
        contentsSize: estimateContentsSize(description, await this.#token(scope)),
        digestAlgorithm: description.digestAlgorithm,
        certificate: sha256Hex(own),
        certificateSerial,
        certificateChain: description.certificateChain,
      };
    });
  }

  /** Room for a token where the policy wants one, whether an authority answers just now or not. */
  async #token(scope: SchoolScope): Promise<TimestamperDescription | undefined> {
    if (this.#policy.level === 'b-b') return undefined;
    return timestamperFor(this.#policy, this.#certificates, scope).describe();
  }
}
