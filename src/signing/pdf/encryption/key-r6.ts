import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** What the key of revisions 5 and 6 is made from (ISO 32000-2, 7.6.4.3). */
export interface Aes256Parameters {
  readonly revision: number;
  readonly owner: Uint8Array;
  readonly ownerKey: Uint8Array;
  readonly user: Uint8Array;
  readonly userKey: Uint8Array;
}

const NOTHING = new Uint8Array();

/** The file's key under an empty user or owner password (algorithm 2.A); undefined when a password is needed. */
export function emptyPasswordKeyAes256(parameters: Aes256Parameters): Uint8Array | undefined {
  const { revision, owner, ownerKey, user, userKey } = parameters;
  if (user.length < 48 || owner.length < 48) return undefined;
  const salted = user.subarray(0, 48);
  return (
    unlock(revision, { verifier: user, wrapped: userKey, extra: NOTHING }) ??
    unlock(revision, { verifier: owner, wrapped: ownerKey, extra: salted })
  );
}

interface Lock {
  /** Hash, validation salt, key salt: 32 + 8 + 8 bytes. */
  readonly verifier: Uint8Array;
  readonly wrapped: Uint8Array;
  readonly extra: Uint8Array;
}

function unlock(revision: number, { verifier, wrapped, extra }: Lock): Uint8Array | undefined {
  const expected = passwordHash(revision, verifier.subarray(32, 40), extra);
  if (!expected.equals(verifier.subarray(0, 32)) || wrapped.length < 32) return undefined;
  const key = passwordHash(revision, verifier.subarray(40, 48), extra);
  const decipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(wrapped.subarray(0, 32)), decipher.final()]);
}

/** Algorithm 2.B for an empty password; revision 5 stops after the first hash. */
function passwordHash(revision: number, salt: Uint8Array, extra: Uint8Array): Buffer {
  let key = createHash('sha256').update(salt).update(extra).digest();
  if (revision < 6) return key;
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = Buffer.concat([key, extra]);
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => block));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = cipher.update(repeated);
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(remainder === 0 ? 'sha256' : remainder === 1 ? 'sha384' : 'sha512')
      .update(mixed)
      .digest();
    last = mixed.readUInt8(mixed.length - 1);
  }
  return key.subarray(0, 32);
}
