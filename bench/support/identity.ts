import { type KeyObject } from 'node:crypto';
import {
  type Certificate,
  createKeyPair,
  createKeySigner,
  createSchoolCa,
  type Identity,
  issueCrl,
  issuePersonalCertificate,
  type SchoolCa,
  type Signer,
} from '../../src/signing/index.ts';

/** A person with an RSA-2048 key and a certificate of a school's authority made for the bench. */
export interface BenchIdentity {
  readonly signer: Signer;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Own certificate, then that of the issuing authority. */
  readonly chain: readonly Certificate[];
}

const SCHOOL = 'Trường THPT Mẫu';
const DAY_MS = 24 * 60 * 60 * 1000;
const yesterday = new Date(Date.now() - DAY_MS);

export function makeAuthority(): Promise<SchoolCa> {
  return createSchoolCa({ school: SCHOOL, notBefore: yesterday });
}

export async function makeIdentity({ issuing }: SchoolCa, name: string): Promise<BenchIdentity> {
  const { privateKey, publicKey } = await createKeyPair('rsa-2048');
  const own = issuePersonalCertificate({
    subject: { country: 'VN', organization: SCHOOL, commonName: name, title: 'Giáo viên' },
    publicKey,
    issuer: issuing,
    notBefore: yesterday,
  });
  const chain = [own, issuing.certificate];
  const signer = createKeySigner({ privateKey, certificateChain: chain.map(({ der }) => der) });
  return { signer, privateKey, publicKey, chain };
}

/** What a verifier is given: the root, and the CRLs of both authorities, which revoke nobody. */
export function trustIn({ root, issuing }: SchoolCa): { roots: Uint8Array[]; crls: Uint8Array[] } {
  return { roots: [root.certificate.der], crls: [root, issuing].map(emptyCrl) };
}

function emptyCrl(issuer: Identity): Uint8Array {
  const nextUpdate = new Date(Date.now() + DAY_MS);
  return issueCrl({ issuer, number: 1, thisUpdate: yesterday, nextUpdate, revoked: [] }).der;
}
