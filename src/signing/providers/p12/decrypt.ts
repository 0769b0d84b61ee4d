import { createDecipheriv } from 'node:crypto';
import forge from 'node-forge';
import { OID } from '../../asn1/oids.ts';
import { type DerNode, enterWhole } from '../../asn1/reader.ts';
import { readOctetString, readSmallInteger } from '../../asn1/values.ts';
import { TAG } from '../../asn1/writer.ts';
import { rc4 } from '../../pdf/encryption/rc4.ts';
import { type AlgorithmIdentifier, readAlgorithm } from '../../x509/signature-method.ts';
import { deriveP12 } from './kdf.ts';
import { derivePbkdf2, MAX_ITERATIONS } from './pbkdf2.ts';
import { unreadable, WORDS } from './words.ts';

interface CipherFacts {
  readonly name: string;
  readonly keySize: number;
  readonly ivSize: number;
}

/** Ciphers of PBES2. */
const CIPHERS: Readonly<Record<string, CipherFacts>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keySize: 16, ivSize: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keySize: 24, ivSize: 16 },
  [OID.aes256Cbc]: { name: 'aes-256-cbc', keySize: 32, ivSize: 16 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keySize: 24, ivSize: 8 },
  '1.2.392.200011.61.1.1.1.2': { name: 'camellia-128-cbc', keySize: 16, ivSize: 16 },
  '1.2.392.200011.61.1.1.1.3': { name: 'camellia-192-cbc', keySize: 24, ivSize: 16 },
  '1.2.392.200011.61.1.1.1.4': { name: 'camellia-256-cbc', keySize: 32, ivSize: 16 },
};

/** Schemes of RFC 7292 appendix C, all over SHA-1. OpenSSL 3 keeps RC2 and RC4 out of reach: the one is in forge, the other our own. */
const OLD_SCHEMES: Readonly<Record<string, CipherFacts>> = {
  '1.2.840.113549.1.12.1.1': { name: 'rc4', keySize: 16, ivSize: 0 },
  '1.2.840.113549.1.12.1.2': { name: 'rc4', keySize: 5, ivSize: 0 },
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', keySize: 24, ivSize: 8 },
  '1.2.840.113549.1.12.1.4': { name: 'des-ede-cbc', keySize: 16, ivSize: 8 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2', keySize: 16, ivSize: 8 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2', keySize: 5, ivSize: 8 },
};

/** Above what any program writes by far. */
const MAX_OLD_ITERATIONS = 1_000_000;

/**
 * Decrypts what a PKCS#12 file protects with its passphrase.
 * Errors: `P12_UNREADABLE` (scheme, cost, or padding), as the padding of a wrong passphrase.
 */
export function decryptP12(algorithm: AlgorithmIdentifier, data: Uint8Array, passphrase: string): Uint8Array {
  const parameters = enterWhole(algorithm.parameters ?? new Uint8Array());
  if (algorithm.id === OID.pbes2) return decryptPbes2(parameters.next(), parameters.next(), { data, passphrase });
  const scheme = OLD_SCHEMES[algorithm.id];
  if (!scheme) throw unreadable(WORDS.protection(algorithm.id));
  const salt = readOctetString(parameters.next());
  const iterations = checkedIterations(readSmallInteger(parameters.next()), MAX_OLD_ITERATIONS);
  const common = { passphrase, salt, iterations, hash: 'sha1' } as const;
  const key = deriveP12({ ...common, purpose: 'key', size: scheme.keySize });
  const iv = deriveP12({ ...common, purpose: 'iv', size: scheme.ivSize });
  if (scheme.name === 'rc4') return rc4(key, data);
  return scheme.name === 'rc2' ? decipherRc2({ key, iv, data }) : decipher(scheme.name, { key, iv, data });
}

/** PBES2 with PBKDF2 (RFC 8018 §6.2). */
function decryptPbes2(kdf: DerNode, encryption: DerNode, secret: { data: Uint8Array; passphrase: string }): Uint8Array {
  const cipherId = readAlgorithm(encryption);
  const cipher = CIPHERS[cipherId.id];
  if (!cipher) throw unreadable(WORDS.protection(cipherId.id));
  const { passphrase } = secret;
  const key = derivePbkdf2(readAlgorithm(kdf), { passphrase, maxIterations: MAX_ITERATIONS, size: cipher.keySize });
  const iv = enterParameters(cipherId);
  if (iv.length !== cipher.ivSize) throw unreadable(WORDS.ivLength);
  return decipher(cipher.name, { key, iv, data: secret.data });
}

/** The initialisation vector, the parameter of every CBC cipher here. */
function enterParameters(algorithm: AlgorithmIdentifier): Uint8Array {
  const parameters = algorithm.parameters ?? new Uint8Array();
  return parameters[0] === TAG.octetString ? parameters.subarray(2) : new Uint8Array();
}

interface Encrypted {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly data: Uint8Array;
}

function decipher(name: string, { key, iv, data }: Encrypted): Uint8Array {
  try {
    const cipher = createDecipheriv(name, key, iv);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  } catch (error) {
    throw unreadable(WORDS.notDecrypted, error);
  }
}

function decipherRc2({ key, iv, data }: Encrypted): Uint8Array {
  const binary = (bytes: Uint8Array) => forge.util.createBuffer(Buffer.from(bytes).toString('latin1'));
  const cipher = forge.rc2.createDecryptionCipher(binary(key), key.length * 8);
  cipher.start(binary(iv).getBytes());
  cipher.update(binary(data));
  if (!cipher.finish()) throw unreadable(WORDS.notDecrypted);
  return Buffer.from(cipher.output.getBytes(), 'latin1');
}

function checkedIterations(iterations: number, max: number): number {
  if (iterations < 1 || iterations > max) throw unreadable(WORDS.iterations(iterations));
  return iterations;
}
