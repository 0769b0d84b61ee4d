import { createHash } from 'node:crypto';

/** What a key of PKCS#12 is for: the diversifier of RFC 7292 appendix B.3. */
const PURPOSES = { key: 1, iv: 2, mac: 3 } as const;

/** Input block of the hashes of PKCS#12, in bytes. */
const BLOCK_SIZE: Readonly<Record<string, number>> = { sha1: 64, sha224: 64, sha256: 64, sha384: 128, sha512: 128 };

export interface P12Derivation {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** A hash of node:crypto: SHA-1 or SHA-2. */
  readonly hash: string;
  readonly purpose: keyof typeof PURPOSES;
  /** Bytes wanted. */
  readonly size: number;
}

/** The key derivation of RFC 7292 appendix B.2. Old files need it for keys, all files for their MAC. */
export function deriveP12(request: P12Derivation): Buffer {
  const { hash, iterations, size } = request;
  const block = BLOCK_SIZE[hash] ?? 64;
  const diversifier = Buffer.alloc(block, PURPOSES[request.purpose]);
  const secret = Buffer.from(`${request.passphrase}\0`, 'utf16le').swap16();
  const input = Buffer.concat([repeated(request.salt, block), repeated(secret, block)]);
  const out: Buffer[] = [];
  for (let have = 0; have < size;) {
    let part = createHash(hash).update(diversifier).update(input).digest();
    for (let i = 1; i < iterations; i++) part = createHash(hash).update(part).digest();
    out.push(part);
    have += part.length;
    addToEachBlock(input, repeated(part, block).subarray(0, block));
  }
  return Buffer.concat(out).subarray(0, size);
}

/** `bytes` over and over, up to a whole number of blocks. */
function repeated(bytes: Uint8Array, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** Adds `addend` + 1 to every block of `input`, each taken as one number (step 6C). */
function addToEachBlock(input: Buffer, addend: Buffer): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let i = addend.length - 1; i >= 0; i--) {
      const sum = (input[start + i] ?? 0) + (addend[i] ?? 0) + carry;
      input[start + i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
