import { createHash } from 'node:crypto';
import { digest } from '../../../src/signing/algorithms.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import {
  contextTag,
  encode,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
} from '../../../src/signing/asn1/writer.ts';
import { assembleSignedData, buildSignedAttributes } from '../../../src/signing/cms/build.ts';
import { parseSignedData } from '../../../src/signing/cms/signed-data.ts';
import { signDigests } from '../../../src/signing/cms/sign-digests.ts';
import { type Identity } from '../../../src/signing/pki/issue-certificate.ts';
import { createKeySigner } from '../../../src/signing/providers/key-signer.ts';
import { type Signer } from '../../../src/signing/signer.ts';
import { type ReadSignature } from '../../../src/signing/verify/signature/judge-signature.ts';

/** The hash of the document that the samples sign. */
export const DOCUMENT = createHash('sha256').update('document').digest();

/** A detached signature over `DOCUMENT`, in DER. */
export async function detachedCms(signer: Signer): Promise<Uint8Array> {
  const [cms] = await signDigests(signer, [DOCUMENT]);
  if (!cms) throw new Error('nothing was signed');
  return cms;
}

/** The same as a verifier reads it. */
export async function readDetached(signer: Signer): Promise<ReadSignature> {
  const signedData = parseSignedData(await detachedCms(signer));
  const [one] = signedData.signerInfos;
  if (!one) throw new Error('no signer');
  return { signedData, signer: one, hash: 'sha256' };
}

/** What a timestamp token of a test authority says. */
export interface TokenWish {
  readonly authority: Identity;
  /** Certificates of the token; the authority's own first. Default: that alone. */
  readonly chain?: readonly Uint8Array[];
  readonly time: Date;
  /** Over what. */
  readonly imprint: Uint8Array;
  /** Object identifier of the imprint's hash; default SHA-256. */
  readonly hash?: string;
  /** Type of the content; default TSTInfo. */
  readonly type?: string;
  readonly extensions?: readonly Uint8Array[];
}

/** A timestamp token in DER that says anything one likes, signed by a key that one has. */
export async function tokenOf(wish: TokenWish): Promise<Uint8Array> {
  const { authority, time, imprint, hash = OID.sha256, type = OID.tstInfo } = wish;
  const signer = createKeySigner({ ...authority, certificateChain: wish.chain ?? [authority.certificate.der] });
  const description = await signer.describe();
  const messageImprint = sequence(sequence(oid(hash)), octetString(imprint));
  const more = wish.extensions ? [encode(contextTag(1), ...wish.extensions)] : [];
  const content = sequence(integer(1), oid('1.2.3'), messageImprint, integer(7), generalizedTime(time), ...more);
  const { digestAlgorithm } = description;
  const signedAttributes = buildSignedAttributes(digest(digestAlgorithm, content), description, type);
  const [signature = new Uint8Array()] = await signer.sign([
    { message: signedAttributes, digest: digest(digestAlgorithm, signedAttributes) },
  ]);
  return assembleSignedData({ description, signedAttributes, signature, encapsulated: { type, content } });
}
