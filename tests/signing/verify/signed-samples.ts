import {
  signPdf,
  stampMaker,
  type PadesLevel,
  type SignPdfOptions,
  createHttpTimestamper,
} from '../../../src/signing/index.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { startTestTsa } from '../../support/pki/test-tsa.ts';
import { sampleDocument, type XrefKind } from './sample-files.ts';

/** The shared test authority's root, in DER. */
export async function testRoots(): Promise<Uint8Array[]> {
  const { root } = await sharedPki('ecdsa-p256-sha256');
  return [root.certificate.der];
}

/** Who signs a sample, in order. */
export type Person = 'teacher' | 'head' | 'principal' | 'seal';

/** Appends one signature of a person. */
export async function signAs(
  bytes: Buffer,
  who: Person,
  options: Partial<Omit<SignPdfOptions, 'signer'>> = {},
): Promise<Buffer> {
  const pki = await sharedPki('ecdsa-p256-sha256');
  const { increment } = await signPdf(bytes, { ...options, signer: pki[who].signer });
  return Buffer.concat([bytes, increment]);
}

/** A sample signed by these persons, each with a stamp. */
export async function signedSample(kind: XrefKind, people: readonly Person[]): Promise<Buffer> {
  let bytes = await sampleDocument(kind);
  for (const [index, who] of people.entries()) {
    const placement = { at: 'box', x: 60 + index * 120, y: 100, width: 110, height: 50 } as const;
    const appearance = stampMaker({
      content: { kind: 'person', name: 'Nguyễn Văn Ẩn', duty: 'Hiệu trưởng' },
      placement,
    });
    bytes = await signAs(bytes, who, { appearance });
  }
  return bytes;
}

/** A sample signed once at a level, with a real timestamp authority. */
export async function levelSample(kind: XrefKind, level: PadesLevel): Promise<Buffer> {
  const pki = await sharedPki('ecdsa-p256-sha256');
  const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der] });
  try {
    const timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }] });
    const validation = { certificates: await testRoots() };
    return await signAs(await sampleDocument(kind), 'teacher', { level, timestamper, validation });
  } finally {
    await tsa.close();
  }
}
