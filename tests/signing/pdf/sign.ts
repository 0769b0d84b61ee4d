import { createHash } from 'node:crypto';
import { embedSignature } from '../../../src/signing/sign/embed-signature.ts';
import { type PdfFile, openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { type SignatureField, signatureFields } from '../../../src/signing/pdf/reader/fields.ts';
import {
  prepareSignature,
  type PreparedSignature,
  type SignatureOptions,
} from '../../../src/signing/sign/prepare-signature.ts';
import { signDigests } from '../../../src/signing/cms/sign-digests.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';

export const CLAIMED = new Date('2026-09-05T01:02:03Z');

/** Options that every signature of these tests shares. */
export const plain: SignatureOptions = { claimedTime: CLAIMED, contentsSize: 4000 };

/** A signed file and what was prepared for it. */
export interface Signed {
  readonly bytes: Buffer;
  readonly prepared: PreparedSignature;
}

/** Signs with a real key of the test authority. */
export async function sign(base: Uint8Array, options: Partial<SignatureOptions> = {}): Promise<Signed> {
  const { teacher } = await sharedPki('ecdsa-p256-sha256');
  const prepared = await prepareSignature(base, { ...plain, ...options });
  const [cms = new Uint8Array()] = await signDigests(teacher.signer, [prepared.digest]);
  return { bytes: Buffer.concat([base, embedSignature(prepared, cms)]), prepared };
}

/** Signs several times in a row and returns every state, the unsigned one first. */
export async function signTimes(base: Uint8Array, times: number): Promise<Buffer[]> {
  const states: Buffer[] = [Buffer.from(base)];
  for (let i = 0; i < times; i += 1) states.push((await sign(states.at(-1) ?? base)).bytes);
  return states;
}

/** Reads a file that is in memory. */
export function read<T>(bytes: Uint8Array, step: (file: PdfFile) => T): T {
  const file = openPdfBytes(bytes);
  return file.attempt(() => step(file));
}

export function signedFields(bytes: Uint8Array): SignatureField[] {
  return read(bytes, (file) => signatureFields(file).filter(({ signature }) => signature !== undefined));
}

/** The digest over a byte range, computed from the file alone. */
export function rangeDigest(bytes: Uint8Array, [a, b, c, d]: readonly number[]): Buffer {
  const hash = createHash('sha256');
  hash.update(bytes.subarray(a, (a ?? 0) + (b ?? 0)));
  return hash.update(bytes.subarray(c, (c ?? 0) + (d ?? 0))).digest();
}
