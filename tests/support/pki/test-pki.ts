import { type SignatureAlgorithm } from '../../../src/signing/algorithms.ts';
import { type Identity, issueCertificate, type PublicationUrls } from '../../../src/signing/pki/issue-certificate.ts';
import { createKeyPair, type KeyPair, keyKindFor } from '../../../src/signing/pki/keys.ts';
import { createSchoolCa } from '../../../src/signing/pki/school-ca.ts';
import { createKeySigner } from '../../../src/signing/providers/key-signer.ts';
import { type Signer } from '../../../src/signing/signer.ts';

/** A person or the school's seal, ready to sign. */
export interface TestSigner extends Identity {
  /** DER, leaf first, the root left out. */
  readonly chain: readonly Uint8Array[];
  readonly signer: Signer;
}

/** A whole school PKI with new keys. */
export interface TestPki {
  readonly algorithm: SignatureAlgorithm;
  readonly root: Identity;
  readonly issuing: Identity;
  readonly teacher: TestSigner;
  readonly head: TestSigner;
  readonly principal: TestSigner;
  readonly seal: TestSigner;
  readonly tsa: Identity;
  readonly ocsp: Identity;
}

export interface TestPkiOptions {
  /** Default: `rsa-pkcs1-sha256`. */
  readonly algorithm?: SignatureAlgorithm;
  /** Default: 2026-01-01. */
  readonly notBefore?: Date;
  /** Addresses written into every certificate below the issuing CA. */
  readonly urls?: PublicationUrls;
  /** Addresses written into the issuing CA's own certificate. */
  readonly issuingUrls?: PublicationUrls;
  /** Where keys come from; default: new ones. A PKI that should be a stranger to another must not share its keys. */
  readonly keyFor?: (role: string) => Promise<KeyPair>;
}

const SCHOOL = 'Trường THPT Nguyễn Trãi';
const PEOPLE = {
  teacher: { commonName: 'Nguyễn Văn A', title: 'Giáo viên', serialNumber: 'GV001' },
  head: { commonName: 'Trần Thị Bưởi', title: 'Tổ trưởng chuyên môn', serialNumber: 'GV002' },
  principal: { commonName: 'Lê Quốc Đạt', title: 'Hiệu trưởng', serialNumber: 'GV003' },
} as const;

/** Makes a root, an issuing CA, three persons, the seal, a timestamp authority and an OCSP responder. */
export async function createTestPki(options: TestPkiOptions = {}): Promise<TestPki> {
  const algorithm = options.algorithm ?? 'rsa-pkcs1-sha256';
  const notBefore = options.notBefore ?? new Date('2026-01-01T00:00:00Z');
  const keyFor = options.keyFor ?? (() => createKeyPair(keyKindFor(algorithm)));
  const [rootKeys, issuingKeys] = await Promise.all([keyFor('root'), keyFor('issuing')]);
  const keys = { root: rootKeys, issuing: issuingKeys };
  const { root, issuing } = await createSchoolCa({
    school: SCHOOL,
    notBefore,
    algorithm,
    keys,
    ...(options.issuingUrls && { urls: options.issuingUrls }),
  });
  const issue = async (profile: 'personal' | 'seal' | 'timestamp' | 'ocsp', subject: { commonName: string }) => {
    const { publicKey, privateKey } = await keyFor(subject.commonName);
    const certificate = issueCertificate({
      profile,
      subject: { country: 'VN', organization: SCHOOL, ...subject },
      publicKey,
      issuer: issuing,
      notBefore,
      ...(options.urls && { urls: options.urls }),
    });
    return { certificate, privateKey, algorithm };
  };
  const signer = async (profile: 'personal' | 'seal', subject: { commonName: string }): Promise<TestSigner> => {
    const identity = await issue(profile, subject);
    const chain = [identity.certificate.der, issuing.certificate.der];
    return { ...identity, chain, signer: createKeySigner({ ...identity, certificateChain: chain }) };
  };
  const [teacher, head, principal, seal, tsaIdentity, ocsp] = await Promise.all([
    signer('personal', PEOPLE.teacher),
    signer('personal', PEOPLE.head),
    signer('personal', PEOPLE.principal),
    signer('seal', { commonName: SCHOOL }),
    issue('timestamp', { commonName: 'Dấu thời gian thử' }),
    issue('ocsp', { commonName: 'OCSP thử' }),
  ]);
  // OpenSSL's `ts` command reads no RSASSA-PSS in tokens, so an RSA authority signs with PKCS#1 v1.5
  const tsa = algorithm.startsWith('rsa') ? { ...tsaIdentity, algorithm: 'rsa-pkcs1-sha256' as const } : tsaIdentity;
  return { algorithm, root, issuing, teacher, head, principal, seal, tsa, ocsp };
}
