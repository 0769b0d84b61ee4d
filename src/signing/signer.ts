import { type DigestAlgorithm, type SignatureAlgorithm } from './algorithms.ts';

/** What a signer says of itself before anything is signed; the hole in the file is sized from this alone. */
export interface SignerDescription {
  /** Certificates in DER, the signer's own first, each followed by its issuer; the trust anchor may be left out. */
  readonly certificateChain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  /** The hash of both the document and the signed attributes. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** Bytes of the longest signature value that this signer can return. */
  readonly maxSignatureSize: number;
}

/** One thing to sign: the message itself and its hash under the signer's `digestAlgorithm`. */
export interface SigningInput {
  /** The exact bytes the signature covers: the DER of the signed attributes (RFC 5652 §5.4), about 200 bytes. */
  readonly message: Uint8Array;
  readonly digest: Uint8Array;
}

/**
 * Whoever holds a private key: a file, a device, a remote service.
 *
 * Both the message and its hash are handed over, because the two kinds of holder need different ones: a remote service
 * or a device takes the hash and never the content, while OpenSSL behind `node:crypto` has no call that signs a finished
 * hash with ECDSA or RSASSA-PSS, it hashes the message itself. The message is only the signed attributes, never the
 * document, so that nothing is lost by passing it.
 *
 * `sign` takes a whole batch so that one confirmation of the owner may cover many documents. It returns one signature
 * per input in the same order, or throws; it never returns a part of the batch.
 *
 * Errors: `SIGNER_UNREACHABLE`, `SIGNER_REFUSED`, `SIGNER_BAD_ANSWER`.
 */
export interface Signer {
  describe(): Promise<SignerDescription>;
  sign(inputs: readonly SigningInput[]): Promise<Uint8Array[]>;
}
