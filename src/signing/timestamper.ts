import { type DigestAlgorithm } from './algorithms.ts';

/** What a timestamper says of itself before anything is stamped. */
export interface TimestamperDescription {
  /** The hash in which it wants the imprint. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** Bytes to leave for a token. One that turns out longer is known from then on, and what is signed with it is prepared once more. */
  readonly maxTokenSize: number;
}

/**
 * Whoever can prove that a hash existed at a time (RFC 3161). A timestamper that cannot answer throws; it never puts
 * the local clock in the place of an authority.
 *
 * Errors of `stamp`: `TSA_UNREACHABLE`, `TSA_REJECTED`, `TSA_BAD_TOKEN`, or `TSA_ALL_FAILED` with each authority's failure in
 * `details.failures`.
 */
export interface Timestamper {
  /** Asks no authority. */
  describe(): Promise<TimestamperDescription>;
  /**
   * @param digest hash of the data to stamp, under `describe().digestAlgorithm`
   * @returns the TimeStampToken in DER (a CMS ContentInfo), checked: imprint, nonce, signature, certificate purpose
   */
  stamp(digest: Uint8Array): Promise<Uint8Array>;
}
