import { type DigestAlgorithm } from './algorithms.ts';

/** What a timestamper says of itself before anything is stamped. */
export interface TimestamperDescription {
  /** The hash in which it wants the imprint. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** Bytes of the longest token that it can return. */
  readonly maxTokenSize: number;
}

/**
 * Whoever can prove that a hash existed at a time (RFC 3161). A timestamper that cannot answer throws; it never puts
 * the local clock in the place of an authority.
 *
 * Errors: `TSA_UNREACHABLE`, `TSA_REJECTED`, `TSA_BAD_TOKEN`, or `TSA_ALL_FAILED` with each authority's failure in
 * `details.failures`.
 */
export interface Timestamper {
  describe(): Promise<TimestamperDescription>;
  /**
   * @param digest hash of the data to stamp, under `describe().digestAlgorithm`
   * @returns the TimeStampToken in DER (a CMS ContentInfo), checked: imprint, nonce, signature, certificate purpose
   */
  stamp(digest: Uint8Array): Promise<Uint8Array>;
}
