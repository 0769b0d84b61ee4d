import { createHash, type Hash } from 'node:crypto';
import { approvalErrors, type PreparedItem } from '../../approvals/index.ts';
import { parseSignedData, verifySigner } from '../../signing/index.ts';
import { type BaseBytes, partsOf } from './version-bytes.ts';

/** A signed file before it is stored: the version that was signed, what is appended, and the CMS that stands in it. */
export interface SignedOutput {
  readonly base: BaseBytes;
  /** The hash the base must have. */
  readonly baseSha256: string;
  readonly increment: Uint8Array;
  readonly prepared: PreparedItem;
  readonly cms: Uint8Array;
}

/**
 * Looks at a signed file as a reader will, before anything points to it: the base is what was signed, the byte range leaves out
 * exactly the CMS that stands there, and the CMS signs the hash of the rest. The base is hashed once for all of it.
 * @returns SHA-256 (hex) of the whole new file
 * @throws BASE_CHANGED, SIGNED_OUTPUT_REJECTED
 */
export async function checkOutput(output: SignedOutput): Promise<string> {
  const { base, increment, prepared, cms } = output;
  const whole = createHash('sha256');
  const sameHash = prepared.digestAlgorithm === 'sha256';
  const signed = sameHash ? whole : createHash(prepared.digestAlgorithm);
  for await (const part of partsOf(base)) {
    whole.update(part);
    if (!sameHash) signed.update(part);
  }
  if (whole.copy().digest('hex') !== output.baseSha256) throw approvalErrors.BASE_CHANGED();
  const contentDigest = digestAround(signed.copy(), output);
  if (Buffer.compare(contentDigest, prepared.digest) !== 0) reject('the signed bytes are not those prepared');
  assertCms(cms, contentDigest);
  return whole.update(increment).digest('hex');
}

/** The hash over the byte range, after its structure is known to leave out the CMS and nothing else. */
function digestAround(hash: Hash, { base, increment, prepared, cms }: SignedOutput): Buffer {
  const [start, length, second, rest] = prepared.byteRange;
  if (start !== 0 || length === undefined || second === undefined || rest === undefined) return reject('no byte range');
  if (length < base.size || second + rest !== base.size + increment.length)
    return reject('the byte range is not whole');
  const bytes = Buffer.from(increment.buffer, increment.byteOffset, increment.length);
  const hole = bytes.toString('latin1', length - base.size, second - base.size);
  const expected = `<${Buffer.from(cms)
    .toString('hex')
    .padEnd(prepared.contentsSize * 2, '0')}>`;
  if (hole.toLowerCase() !== expected) return reject('something else than the signature stands in the hole');
  return hash
    .update(bytes.subarray(0, length - base.size))
    .update(bytes.subarray(second - base.size))
    .digest();
}

function assertCms(cms: Uint8Array, contentDigest: Uint8Array): void {
  const signedData = parseSignedData(cms);
  const [signer, ...others] = signedData.signerInfos;
  if (!signer || others.length > 0) return reject('not exactly one signer');
  const { problems } = verifySigner({ signedData, signer, contentDigest });
  if (problems.length > 0) reject(problems.join(', '));
}

function reject(reason: string): never {
  throw approvalErrors.SIGNED_OUTPUT_REJECTED({ reason });
}
