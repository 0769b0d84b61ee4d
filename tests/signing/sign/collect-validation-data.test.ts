import { afterAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { collectValidationData } from '../../../src/signing/sign/collect-validation-data.ts';
import * as extensions from '../../../src/signing/pki/extensions.ts';
import { type Identity } from '../../../src/signing/pki/issue-certificate.ts';
import { createKeySigner } from '../../../src/signing/providers/key-signer.ts';
import { checkRevocation } from '../../../src/signing/revocation/check.ts';
import { parseCrl } from '../../../src/signing/revocation/crl.ts';
import { parseOcspResponse } from '../../../src/signing/revocation/ocsp-response.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { startTestCrl, startTestOcsp } from '../../support/pki/test-revocation.ts';
import { day, forgeCrl } from '../revocation/forge-evidence.ts';
import { detachedCms } from '../verify/cms-samples.ts';
import { authority, forgeIdentity } from '../x509/forge-certificate.ts';

const { issuing, root } = await sharedPki('ecdsa-p256-sha256');
const SIGNS = extensions.keyUsage(['digitalSignature']);
const lists = await startTestCrl(() => ({ '/issuing.crl': forgeCrl(issuing) }));
const places = extensions.crlDistributionPoints([`${lists.url}/issuing.crl`]);
const delegate = (...more: readonly Uint8Array[]): Identity => {
  const list = [SIGNS, extensions.extendedKeyUsage([OID.ocspSigning]), ...more];
  return forgeIdentity({ subject: 'OCSP', issuer: issuing, serial: 7, extensions: list });
};
afterAll(() => lists.close());

/** What is collected for a person whose status this responder tells, and whether that is enough. */
async function collectedBy(responder: Identity): Promise<{ crls: number; status: string }> {
  const state = {
    issuer: issuing.certificate,
    isIssued: () => true,
    revoked: [],
    thisUpdate: day(11),
    nextUpdate: day(18),
  };
  const server = await startTestOcsp({ state: () => ({ responder, ...state }) });
  try {
    const access = extensions.authorityInfoAccess({ ocsp: server.url });
    const person = forgeIdentity({ subject: 'Người', issuer: issuing, serial: 8, extensions: [SIGNS, access] });
    const signer = createKeySigner({ ...person, certificateChain: [person.certificate.der] });
    const certificates = [issuing.certificate.der, root.certificate.der];
    const found = await collectValidationData([await detachedCms(signer)], { certificates }, day(12));
    const crls = found.crls.map((der) => parseCrl(der));
    const ocspResponses = found.ocspResponses.map((der) => parseOcspResponse(der));
    const issuer = issuing.certificate;
    const { status } = checkRevocation({ certificate: person.certificate, issuer, crls, ocspResponses, at: day(12) });
    return { crls: crls.length, status };
  } finally {
    await server.close();
  }
}

describe('the status of who answers for an authority', () => {
  it('is collected too where a verifier will ask for it', async () => {
    expect(await collectedBy(delegate(places))).toEqual({ crls: 1, status: 'good' });
  });

  it('is not where nobody will ask, or where no place is named', async () => {
    expect(await collectedBy(delegate(places, extensions.ocspNoCheck()))).toEqual({ crls: 0, status: 'good' });
    expect(await collectedBy(delegate())).toEqual({ crls: 0, status: 'good' });
    expect(await collectedBy(issuing)).toEqual({ crls: 0, status: 'good' });
  });
});

describe('addresses that stand in the certificates of strangers', () => {
  const certificates = [issuing.certificate.der, root.certificate.der];
  const signs = (extension: Uint8Array, issuer: Identity) =>
    forgeIdentity({ subject: 'Người', issuer, serial: 9, extensions: [SIGNS, extension] });
  const collect = async ({ certificate, privateKey, algorithm }: Identity, chain: readonly Identity[] = []) => {
    const certificateChain = [certificate, ...chain.map((each) => each.certificate)].map(({ der }) => der);
    const signer = createKeySigner({ privateKey, algorithm, certificateChain });
    const asked = lists.requests.length;
    await collectValidationData([await detachedCms(signer)], { certificates, anchoredOnly: true }, day(12));
    return lists.requests.length - asked;
  };

  it('are not asked, even where a stranger names a trusted authority as the issuer', async () => {
    const stranger = forgeIdentity({ subject: 'CA lạ', extensions: authority() });
    const posing = forgeIdentity({
      subject: 'x',
      extensions: authority(),
      issuerName: issuing.certificate.subject.der,
    });
    expect(await collect(signs(places, stranger), [stranger])).toBe(0);
    expect(await collect(signs(places, posing), [posing])).toBe(0);
    const claimed = forgeIdentity({ subject: 'y', extensions: [places], issuerName: issuing.certificate.subject.der });
    expect(await collect(claimed)).toBe(0);
  });

  it('are not asked where a person of the school poses as an authority', async () => {
    const person = forgeIdentity({ subject: 'Giáo viên', issuer: issuing, serial: 10, extensions: [SIGNS] });
    expect(await collect(signs(places, person), [person])).toBe(0);
  });

  it('are asked where a trusted authority issued the certificate', async () => {
    expect(await collect(signs(places, issuing))).toBe(1);
  });
});
