import { appendFile } from 'node:fs/promises';
import {
  createKeyPair,
  createKeySigner,
  createSchoolCa,
  embedSignature,
  estimateContentsSize,
  issuePersonalCertificate,
  openFileSource,
  prepareSignature,
  signDigests,
  signPdf,
} from '../../src/signing/index.ts';
import { sampleDocument } from './verify/sample-files.ts';

/** Signs the file named on the command line and tells its parent how far the memory of this process rose meanwhile. */
const [path = ''] = process.argv.slice(2);
const notBefore = new Date(Date.now() - 60_000);
const { root, issuing } = await createSchoolCa({ school: 'THPT', notBefore, algorithm: 'ecdsa-p256-sha256' });
const { privateKey, publicKey } = await createKeyPair('rsa-2048');
const own = issuePersonalCertificate({ subject: { commonName: 'An' }, publicKey, issuer: issuing, notBefore });
const signer = createKeySigner({ privateKey, certificateChain: [own.der, issuing.certificate.der] });

await signPdf(await sampleDocument('table'), { signer }); // what a first signature loads is no memory of this file
globalThis.gc?.();
const baseline = process.memoryUsage.rss();
const increment = await signFile();
process.send?.({
  extraBytes: peakBytes() - baseline,
  increment,
  root: Buffer.from(root.certificate.der).toString('base64'),
});

async function signFile(): Promise<number> {
  await using source = await openFileSource(path);
  const description = await signer.describe();
  const prepared = await prepareSignature(source, {
    claimedTime: new Date(),
    contentsSize: estimateContentsSize(description),
    digestAlgorithm: description.digestAlgorithm,
  });
  const [cms = new Uint8Array()] = await signDigests(signer, [prepared.digest]);
  const signed = embedSignature(prepared, cms);
  await appendFile(path, signed);
  return signed.length;
}

/** The most memory that the process has had so far, resident, in bytes; counts what came before the file too. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
