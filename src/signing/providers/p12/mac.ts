import { createHmac, timingSafeEqual } from 'node:crypto';
import { OID } from '../../asn1/oids.ts';
import { type DerReader, enterWhole } from '../../asn1/reader.ts';
import { readOctetString, readSmallInteger } from '../../asn1/values.ts';
import { signingErrors } from '../../errors.ts';
import { type AlgorithmIdentifier, HASH_NAMES, readAlgorithm } from '../../x509/signature-method.ts';
import { deriveP12 } from './kdf.ts';
import { derivePbkdf2, MAX_ITERATIONS, PRFS } from './pbkdf2.ts';
import { unreadable, WORDS } from './words.ts';

const MAX_MAC_ITERATIONS = 1_000_000;

/** What is authenticated, and under which passphrase. */
export interface Authenticated {
  readonly content: Uint8Array;
  readonly passphrase: string;
}

/**
 * Checks the MacData of a file (RFC 7292 §4, §5.1; RFC 9579). A wrong passphrase shows here, before anything is decrypted.
 * Errors: `P12_PASSPHRASE_WRONG`, `P12_UNREADABLE` (kind or cost of the MAC).
 */
export function checkMac(mac: DerReader, what: Authenticated): void {
  const digestInfo = mac.enter();
  const algorithm = readAlgorithm(digestInfo.next());
  const expected = readOctetString(digestInfo.next());
  const salt = readOctetString(mac.next());
  const iterations = mac.atEnd ? 1 : readSmallInteger(mac.next());
  const actual =
    algorithm.id === OID.pbmac1
      ? pbmac1(algorithm, what)
      : oldMac(HASH_NAMES[algorithm.id], { salt, iterations, ...what });
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw signingErrors.P12_PASSPHRASE_WRONG();
}

interface OldMac extends Authenticated {
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** HMAC under a key of PKCS#12's own derivation, as long as the hash. */
function oldMac(hash: string | undefined, { salt, iterations, content, passphrase }: OldMac): Buffer {
  const size = hash === undefined ? undefined : HASH_SIZE[hash];
  if (hash === undefined || size === undefined) throw unreadable(WORDS.macKind);
  if (iterations < 1 || iterations > MAX_MAC_ITERATIONS) throw unreadable(WORDS.macIterations(iterations));
  const key = deriveP12({ passphrase, salt, iterations, hash, purpose: 'mac', size });
  return createHmac(hash, key).update(content).digest();
}

const HASH_SIZE: Readonly<Record<string, number>> = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

/** PBMAC1 of RFC 8018 §7.1, as RFC 9579 §5 and §6 narrow it: PBKDF2 that names the length of its key; the salt beside it means nothing. */
function pbmac1({ parameters }: AlgorithmIdentifier, { content, passphrase }: Authenticated): Buffer {
  const fields = enterWhole(parameters ?? new Uint8Array());
  const derivation = readAlgorithm(fields.next());
  const hash = PRFS[readAlgorithm(fields.next()).id];
  if (!hash) throw unreadable(WORDS.macKind);
  const key = derivePbkdf2(derivation, { passphrase, maxIterations: MAX_ITERATIONS });
  return createHmac(hash, key).update(content).digest();
}
