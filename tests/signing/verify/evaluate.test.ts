import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addSignatureTimestamp, signatureImprint } from '../../../src/signing/cms/signature-timestamp.ts';
import { signDigests } from '../../../src/signing/cms/sign-digests.ts';
import { embedSignature } from '../../../src/signing/sign/embed-signature.ts';
import { issueCrl, verifyPdf } from '../../../src/signing/index.ts';
import { prepareDocumentTimestamp, prepareSignature } from '../../../src/signing/sign/prepare-signature.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { tokenOf, type TokenWish } from './cms-samples.ts';
import { changed, COVER, partsOf } from './document-parts.ts';
import { forgeRevision } from './forge-revision.ts';
import { sampleDocument } from './sample-files.ts';
import { levelSample, signAs, testRoots } from './signed-samples.ts';

const HOUR = 3_600_000;

describe('a signature that several authorities stamped', () => {
  it('is taken to be from before the earliest of the times', async () => {
    const { teacher, tsa } = await sharedPki('ecdsa-p256-sha256');
    const base = await sampleDocument('table');
    const [first, second] = [wholeSecond(Date.now() - 2 * HOUR), wholeSecond(Date.now() - HOUR)];
    const prepared = await prepareSignature(base, { claimedTime: first, contentsSize: 8000 });
    const [plain = new Uint8Array()] = await signDigests(teacher.signer, [prepared.digest]);
    const imprint = signatureImprint(plain, 'sha256');
    const tokens = await Promise.all([second, first].map((time) => tokenOf({ authority: tsa, time, imprint })));
    const signed = Buffer.concat([base, embedSignature(prepared, addSignatureTimestamp(plain, Buffer.concat(tokens)))]);
    const { signatures } = await verifyPdf(signed, { roots: await testRoots() });
    expect(signatures[0]?.time).toMatchObject({ source: 'signature-timestamp', value: first.toISOString() });
    expect(createHash('sha256').update(signed.subarray(0, base.length)).digest('hex')).toBe(prepared.baseSha256);
  });
});

describe('a document timestamp over a file that was changed later', () => {
  it('does not hold and still proves the time of what it covers', async () => {
    const stamped = await levelSample('table', 'b-lta');
    const { page, free } = partsOf(stamped);
    const contents = `${free} 0 R`;
    const later = forgeRevision(stamped, {
      objects: [
        { num: page.num, body: changed(page, {}).toString().replace('/Contents', `/Contents ${contents} /Old`) },
        { num: free, body: COVER },
      ],
    });
    const { signatures } = await verifyPdf(later, { roots: await testRoots() });
    const stamp = signatures.find(({ kind }) => kind === 'document-timestamp');
    expect(stamp).toMatchObject({ conclusion: 'invalid', time: { source: 'document-timestamp' } });
    expect(stamp?.reasons.map(({ code }) => code)).toContain('CHANGED_AFTER_SIGNING');
  });
});

describe('a document timestamp that claims to be later than the one that covers it', () => {
  it('proves no time, and neither is taken for more than it is', async () => {
    const { tsa, issuing } = await sharedPki('ecdsa-p256-sha256');
    const [first, second] = [wholeSecond(Date.now() - 2 * HOUR), wholeSecond(Date.now() - HOUR)];
    const wish = { authority: tsa, chain: [tsa.certificate.der, issuing.certificate.der] };
    let bytes = await signAs(await sampleDocument('table'), 'teacher');
    for (const time of [second, first]) bytes = await stampDocument(bytes, { ...wish, time });
    const { signatures } = await verifyPdf(bytes, { roots: await testRoots() });
    const [signed, wrong] = signatures;
    expect(wrong).toMatchObject({ conclusion: 'indeterminate' });
    expect(wrong?.reasons.map(({ code }) => code)).toContain('TIMESTAMP_UNTRUSTED');
    expect(signed).toMatchObject({ conclusion: 'valid', time: { value: first.toISOString() } });
  });
});

describe('a document timestamp of an authority that gave up its certificate later', () => {
  it('still proves its time', async () => {
    const { tsa, issuing } = await sharedPki('ecdsa-p256-sha256');
    const [time, revokedAt] = [wholeSecond(Date.now() - 2 * HOUR), wholeSecond(Date.now() - HOUR)];
    const chain = [tsa.certificate.der, issuing.certificate.der];
    const signed = await signAs(await sampleDocument('table'), 'teacher');
    const bytes = await stampDocument(signed, { authority: tsa, chain, time });
    const conclusionFor = async (reason: 'superseded' | 'keyCompromise') => {
      const revoked = [{ serialNumber: tsa.certificate.serialNumber, revokedAt, reason }];
      const nextUpdate = wholeSecond(Date.now() + HOUR);
      const list = issueCrl({ issuer: issuing, number: 1, thisUpdate: revokedAt, nextUpdate, revoked });
      const { signatures } = await verifyPdf(bytes, { roots: await testRoots(), crls: [list.der] });
      return signatures.map(({ conclusion }) => conclusion);
    };
    expect(await conclusionFor('superseded')).toEqual(['valid', 'valid']);
    expect(await conclusionFor('keyCompromise')).toEqual(['valid', 'indeterminate']);
  });
});

describe('a document timestamp by somebody under the authority’s name', () => {
  it('proves nothing, and is itself from before a later one that holds', async () => {
    const pki = await sharedPki('ecdsa-p256-sha256');
    const stranger = await sharedPki('rsa-pkcs1-sha256');
    const [first, second] = [wholeSecond(Date.now() - 2 * HOUR), wholeSecond(Date.now() - HOUR)];
    let bytes = await signAs(await sampleDocument('table'), 'teacher');
    bytes = await stampDocument(bytes, { authority: stranger.tsa, time: first });
    const chain = [pki.tsa.certificate.der, pki.issuing.certificate.der];
    bytes = await stampDocument(bytes, { authority: pki.tsa, chain, time: second });
    const { signatures } = await verifyPdf(bytes, { roots: await testRoots() });
    const [, forged, honest] = signatures;
    expect(honest).toMatchObject({ time: { source: 'document-timestamp', value: second.toISOString() } });
    expect(forged).toMatchObject({
      conclusion: 'invalid',
      time: { source: 'document-timestamp', value: second.toISOString() },
    });
  });
});

function wholeSecond(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}

async function stampDocument(bytes: Buffer, wish: Omit<TokenWish, 'imprint'>): Promise<Buffer> {
  const prepared = await prepareDocumentTimestamp(bytes, { contentsSize: 8000 });
  const token = await tokenOf({ ...wish, imprint: prepared.digest });
  return Buffer.concat([bytes, embedSignature(prepared, token)]);
}
