import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addSignatureTimestamp, signatureImprint } from '../../../src/signing/cms/signature-timestamp.ts';
import { signDigests } from '../../../src/signing/cms/sign-digests.ts';
import { embedSignature } from '../../../src/signing/embed-signature.ts';
import { verifyPdf } from '../../../src/signing/index.ts';
import { prepareSignature } from '../../../src/signing/prepare-signature.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { tokenOf } from './cms-samples.ts';
import { changed, COVER, partsOf } from './document-parts.ts';
import { forgeRevision } from './forge-revision.ts';
import { sampleDocument } from './sample-files.ts';
import { levelSample, testRoots } from './signed-samples.ts';

const HOUR = 3_600_000;

describe('a signature that several authorities stamped', () => {
  it('is taken to be from before the earliest of the times', async () => {
    const { teacher, tsa } = await sharedPki('ecdsa-p256-sha256');
    const base = await sampleDocument('table');
    const now = Date.now();
    const [first, second] = [new Date(now - 2 * HOUR), new Date(now - HOUR)].map(
      (time) => new Date(time.setMilliseconds(0)),
    ) as [Date, Date];
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
