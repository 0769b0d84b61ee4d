import { type KeyObject } from 'node:crypto';
import { type Certificate, createKeyPair, createKeySigner, createSchoolCa } from '../../src/signing/index.ts';
import { issuePersonalCertificate, type Signer } from '../../src/signing/index.ts';

/** A person with an RSA-2048 key and a certificate of a school's authority made for the bench. */
export interface BenchIdentity {
  readonly signer: Signer;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Own certificate, issuing authority, root. */
  readonly chain: readonly Certificate[];
  readonly root: Certificate;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export async function makeIdentity(): Promise<BenchIdentity> {
  const notBefore = new Date(Date.now() - DAY_MS);
  const { root, issuing } = await createSchoolCa({ school: 'Trường THPT Mẫu', notBefore });
  const { privateKey, publicKey } = await createKeyPair('rsa-2048');
  const own = issuePersonalCertificate({
    subject: { country: 'VN', organization: 'Trường THPT Mẫu', commonName: 'Nguyễn Văn An', title: 'Giáo viên' },
    publicKey,
    issuer: issuing,
    notBefore,
  });
  const chain = [own, issuing.certificate, root.certificate];
  const certificateChain = [own.der, issuing.certificate.der];
  const signer = createKeySigner({ privateKey, certificateChain });
  return { signer, privateKey, publicKey, chain, root: root.certificate };
}
