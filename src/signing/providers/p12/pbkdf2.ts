import { pbkdf2Sync } from 'node:crypto';
import { OID } from '../../asn1/oids.ts';
import { enterNode, enterWhole } from '../../asn1/reader.ts';
import { readOctetString, readOid, readSmallInteger } from '../../asn1/values.ts';
import { TAG } from '../../asn1/writer.ts';
import { type AlgorithmIdentifier } from '../../x509/signature-method.ts';
import { unreadable, WORDS } from './words.ts';

/** Hashes of HMAC by its identifier (RFC 8018 appendix B.1.2): as PRF, and as message authentication. */
export const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [OID.hmacWithSha256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.840.113549.2.12': 'sha512-224',
  '1.2.840.113549.2.13': 'sha512-256',
};

/** Above what any program writes by far; a file must not keep the process busy for minutes. */
export const MAX_ITERATIONS = 5_000_000;
const [MIN_KEY, MAX_KEY] = [1, 512];

export interface Pbkdf2Use {
  readonly passphrase: string;
  readonly maxIterations: number;
  /** Bytes that the use asks for; left out, the parameters must say (RFC 9579 §5). */
  readonly size?: number;
}

/** The key that PBKDF2 (RFC 8018 §5.2) makes of a passphrase. Errors: `P12_UNREADABLE` (another derivation, PRF, cost). */
export function derivePbkdf2({ id, parameters }: AlgorithmIdentifier, use: Pbkdf2Use): Buffer {
  if (id !== OID.pbkdf2) throw unreadable(WORDS.protection(id));
  const fields = enterWhole(parameters ?? new Uint8Array());
  const salt = readOctetString(fields.next());
  const iterations = readSmallInteger(fields.next());
  if (iterations < 1 || iterations > use.maxIterations) throw unreadable(WORDS.iterations(iterations));
  const told = fields.optional(TAG.integer);
  const prfNode = fields.optional(TAG.sequence);
  const prfId = prfNode ? readOid(enterNode(prfNode).next()) : '1.2.840.113549.2.7';
  const prf = PRFS[prfId];
  if (!prf) throw unreadable(WORDS.protection(prfId));
  const size = use.size ?? (told && readSmallInteger(told));
  if (size === undefined || size < MIN_KEY || size > MAX_KEY) throw unreadable(WORDS.macKind);
  return pbkdf2Sync(use.passphrase, salt, iterations, size, prf);
}
