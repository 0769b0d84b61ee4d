import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSampleSchool } from '../school/index.ts';
import { makeScannedDocument, makeSealPng, makeSignaturePng, sampleDocuments } from './index.ts';

/** Writes one of each sample document, the seal and a signature into the folder named on the command line. */
async function writeSamples(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const school = makeSampleSchool();
  const files = [
    ...sampleDocuments(school),
    { fileName: 'BBHT_ToToan_2026-10-05_BanQuet.pdf', make: () => makeScannedDocument({ pages: 3, bytes: 1_000_000 }) },
    { fileName: 'ConDau_THPT-001.png', make: () => makeSealPng(school.school.name) },
    { fileName: 'ChuKy_NguyenVanA.png', make: () => Promise.resolve(makeSignaturePng('Nguyễn Văn A')) },
  ];
  for (const { fileName, make } of files) {
    const bytes = await make();
    await writeFile(join(folder, fileName), bytes);
    console.log(`${fileName}\t${bytes.length}`);
  }
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node --import tsx samples/documents/write.ts OUT_DIR');
  process.exitCode = 2;
} else {
  await writeSamples(folder);
}
