import { describe, expect, it } from 'vitest';
import { type Crl } from '../../../../src/signing/revocation/crl.ts';
import { type OcspResponse } from '../../../../src/signing/revocation/ocsp-response.ts';
import { findStray } from '../../../../src/signing/verify/trust/stray.ts';
import { type Certificate } from '../../../../src/signing/x509/certificate.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { forgeCrl, forgeOcsp } from '../../revocation/forge-evidence.ts';
import { authority, forgeCertificate, forgeIdentity } from '../../x509/forge-certificate.ts';

const { root, issuing, teacher, ocsp } = await sharedPki('ecdsa-p256-sha256');
const name = 'Cùng tên';
const COUNT = 300;
const last = forgeIdentity({ subject: name, extensions: authority() });
/** Authorities of one name, each with a key of its own, all signed by the last of them. */
const namesakes = [
  ...Array.from({ length: COUNT }, (_, serial) =>
    forgeCertificate({ subject: name, issuer: last, serial, extensions: authority() }),
  ),
  last.certificate,
];

interface Pieces {
  readonly certificates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocspResponses?: readonly OcspResponse[];
}
const strayOf = (pieces: Pieces) =>
  findStray({ certificates: [], crls: [], ocspResponses: [], broken: 0, ...pieces }, [root.certificate]);

describe('validation data of many authorities that bear one name', () => {
  it('is stray after some tries, in a time that grows with its pieces and not with their square', () => {
    const started = performance.now();
    expect(strayOf({ certificates: namesakes })).toEqual({ what: name, damaged: true });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('does not hide the authority whose key identifier a certificate names', () => {
    const certificates = [...namesakes.slice(-1), issuing.certificate, teacher.certificate];
    expect(strayOf({ certificates })).toBeUndefined();
  });
});

describe('a list', () => {
  it('is stray where nobody at hand bears the name of its authority', () => {
    expect(strayOf({ certificates: [issuing.certificate], crls: [forgeCrl(last)] })).toEqual({
      what: 'CRL, CN=Cùng tên',
      damaged: false,
    });
  });
});

describe('answers', () => {
  const answer = (issuer: Certificate) => forgeOcsp(ocsp, { singles: [{ certificate: teacher.certificate, issuer }] });

  it('are stray where they are about nobody at hand', () => {
    expect(strayOf({ certificates: [issuing.certificate], ocspResponses: [answer(last.certificate)] })).toEqual({
      what: 'OCSP',
      damaged: false,
    });
    const response = answer(issuing.certificate);
    const odd = response.responses.map((one) => ({ ...one, certId: { ...one.certId, hash: undefined } }));
    expect(strayOf({ certificates: [issuing.certificate], ocspResponses: [{ ...response, responses: odd }] })).toEqual({
      what: 'OCSP',
      damaged: true,
    });
  });

  it('are not where one of those whom they are about stands behind them', () => {
    const ocspResponses = [answer(issuing.certificate), answer(issuing.certificate)];
    expect(strayOf({ certificates: [issuing.certificate], ocspResponses })).toBeUndefined();
  });
});
