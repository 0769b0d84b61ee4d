import { beforeAll, describe, expect, it } from 'vitest';
import { issueCrl, verifyPdf } from '../../../../src/signing/index.ts';
import { answerOcspRequest } from '../../../../src/signing/pki/answer-ocsp.ts';
import { buildOcspRequest } from '../../../../src/signing/revocation/ocsp-request.ts';
import { parseMaterial } from '../../../../src/signing/verify/trust/material.ts';
import { findStray } from '../../../../src/signing/verify/trust/stray.ts';
import { type Certificate } from '../../../../src/signing/x509/certificate.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { createTestPki, type TestPki } from '../../../support/pki/test-pki.ts';
import { levelSample, testRoots } from '../signed-samples.ts';

const [FROM, UNTIL] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-08T00:00:00Z')];

let own: TestPki;
let stranger: TestPki;

beforeAll(async () => {
  own = await sharedPki('ecdsa-p256-sha256');
  stranger = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
});

const listOf = ({ issuing }: TestPki): Uint8Array =>
  issueCrl({ issuer: issuing, number: 1, thisUpdate: FROM, nextUpdate: UNTIL, revoked: [] }).der;

function responseOf({ issuing, ocsp, teacher }: TestPki): Uint8Array {
  const request = buildOcspRequest(teacher.certificate, issuing.certificate);
  const issuer = issuing.certificate;
  const state = { responder: ocsp, issuer, isIssued: () => true, revoked: [], thisUpdate: FROM, nextUpdate: UNTIL };
  return answerOcspRequest(request, state);
}

const strayOf = (certificates: readonly Certificate[], more: { crls?: Uint8Array[]; ocspResponses?: Uint8Array[] }) =>
  findStray(parseMaterial({ certificates: certificates.map(({ der }) => der), crls: [], ocspResponses: [], ...more }), [
    own.root.certificate,
  ]);

describe('validation data in a file', () => {
  it('vouches for itself where somebody at hand signed each piece', () => {
    const more = { crls: [listOf(own)], ocspResponses: [responseOf(own)] };
    expect(strayOf([own.issuing.certificate], more)).toBeUndefined();
  });

  it('is stray where nobody at hand signed it', () => {
    expect(strayOf([stranger.teacher.certificate], {})?.what).toBe('Nguyễn Văn A');
    expect(strayOf([own.issuing.certificate], { crls: [listOf(stranger)] })?.what).toContain('CRL, ');
    expect(strayOf([own.issuing.certificate], { ocspResponses: [responseOf(stranger)] })?.what).toBe('OCSP');
    expect(strayOf([], { crls: [Uint8Array.of(1)] })).toEqual({ what: '1 unreadable', damaged: true });
  });
});

describe('a document timestamp from after the check', () => {
  it('is not believed, and proves no time of what it covers', async () => {
    const at = new Date('2026-02-01T00:00:00Z');
    const { signatures, conclusion } = await verifyPdf(await levelSample('table', 'b-lta'), {
      roots: await testRoots(),
      at,
    });
    expect(conclusion).toBe('invalid');
    for (const { reasons, time } of signatures) {
      expect(reasons.map(({ code }) => code)).toContain('TIMESTAMP_FROM_THE_FUTURE');
      expect(time.source).not.toContain('timestamp');
    }
  });
});
