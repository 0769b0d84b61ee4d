import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  defaultAlgorithm,
  fitsKey,
  maxSignatureSize,
  type SignatureAlgorithm,
  SIGNATURE_ALGORITHMS,
  signMessage,
  signMessageInPool,
} from '../algorithms.ts';
import { signingErrors } from '../errors.ts';
import { keyWords } from '../key-words.ts';
import { type Signer, type SignerDescription, type SigningInput } from '../signer.ts';
import { parseCertificate, publicKeyOf } from '../x509/certificate.ts';

/** A private key in this process and its certificates. */
export interface KeySignerOptions {
  readonly privateKey: KeyObject;
  /** DER, the key's own certificate first. */
  readonly certificateChain: readonly Uint8Array[];
  /** Default: PKCS#1 v1.5 with SHA-256 for RSA, PSS for keys made for PSS, the curve's own hash for ECDSA. */
  readonly algorithm?: SignatureAlgorithm;
}

/**
 * A signer over a key in memory.
 * Errors: `CERTIFICATE_MALFORMED`, `SIGNER_KEY_MISMATCH` (key and certificate differ), `ALGORITHM_UNSUPPORTED` (weak key,
 * unknown curve, algorithm that the key cannot do).
 */
export function createKeySigner(options: KeySignerOptions): Signer {
  const { privateKey } = options;
  const [leaf] = options.certificateChain;
  if (!leaf) throw signingErrors.SIGNER_KEY_MISMATCH();
  const publicKey = createPublicKey(privateKey);
  const algorithm = options.algorithm ?? defaultAlgorithm(publicKey);
  if (!algorithm || !fitsKey(algorithm, publicKey)) {
    throw signingErrors.ALGORITHM_UNSUPPORTED({ algorithm: keyWords(publicKey, options.algorithm) });
  }
  if (!publicKeyOf(parseCertificate(leaf))?.equals(publicKey)) throw signingErrors.SIGNER_KEY_MISMATCH();
  const description: SignerDescription = Object.freeze({
    certificateChain: [...options.certificateChain],
    algorithm,
    digestAlgorithm: SIGNATURE_ALGORITHMS[algorithm].digest,
    maxSignatureSize: maxSignatureSize(publicKey),
  });
  return {
    describe: () => Promise.resolve(description),
    sign: (inputs) => signAll(algorithm, privateKey, inputs),
  };
}

/** One signature is cheaper on this thread; a batch goes to the thread pool, so that all cores sign. */
async function signAll(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  inputs: readonly SigningInput[],
): Promise<Uint8Array[]> {
  const [only] = inputs;
  if (only && inputs.length === 1) return [signMessage(algorithm, key, only.message)];
  return Promise.all(inputs.map(({ message }) => signMessageInPool(algorithm, key, message)));
}
