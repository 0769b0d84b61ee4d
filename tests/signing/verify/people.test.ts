import { beforeAll, describe, expect, it } from 'vitest';
import { issueCertificate } from '../../../src/signing/index.ts';
import { createKeyPair } from '../../../src/signing/pki/keys.ts';
import { certificateFacts } from '../../../src/signing/verify/people.ts';
import { type Certificate } from '../../../src/signing/x509/certificate.ts';
import { type NameParts } from '../../../src/signing/x509/names.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';

let issued: (subject: NameParts) => Certificate;

beforeAll(async () => {
  const { issuing } = await sharedPki('ecdsa-p256-sha256');
  const { publicKey } = await createKeyPair('ec-p256');
  const { notBefore } = issuing.certificate;
  issued = (subject) => issueCertificate({ profile: 'personal', subject, publicKey, issuer: issuing, notBefore });
});

describe('a certificate in a report', () => {
  it('tells organisation and unit where it has them', () => {
    const named = issued({ commonName: 'A', organization: 'Trường', organizationalUnit: 'Tổ Toán' });
    expect(certificateFacts(named)).toMatchObject({ name: 'A', organisation: 'Trường', unit: 'Tổ Toán' });
    const bare = certificateFacts(issued({ commonName: 'A' }));
    expect('organisation' in bare || 'unit' in bare).toBe(false);
  });
});
