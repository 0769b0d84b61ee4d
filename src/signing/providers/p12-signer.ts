import { type SignatureAlgorithm } from '../algorithms.ts';
import { type Signer } from '../signer.ts';
import { createKeySigner } from './key-signer.ts';
import { readP12 } from './p12/read.ts';

/** A PKCS#12 file (`.p12`, `.pfx`) and what opens it. */
export interface P12SignerOptions {
  readonly file: Uint8Array;
  readonly passphrase: string;
  /** Default: as for a key in memory. */
  readonly algorithm?: SignatureAlgorithm;
}

/**
 * A signer over a PKCS#12 file. The file's root is left out of the chain: who verifies has it, or does not trust it.
 * Errors: those of `readP12` and `createKeySigner`.
 */
export function createP12Signer(options: P12SignerOptions): Signer {
  const { privateKey, chain } = readP12(options.file, options.passphrase);
  const certificateChain = chain.filter((one, i) => i === 0 || !one.selfIssued).map((one) => one.der);
  return createKeySigner({
    privateKey,
    certificateChain,
    ...(options.algorithm && { algorithm: options.algorithm }),
  });
}
