import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createHttpTimestamper,
  issueCrl,
  type PadesLevel,
  signPdf,
  type Stamp,
  stampMaker,
  type Timestamper,
  type ValidationSources,
} from '../../src/signing/index.ts';
import { type TestServer } from '../support/pki/http-server.ts';
import { sharedPki } from '../support/pki/shared-pki.ts';
import { startTestTsa } from '../support/pki/test-tsa.ts';
import { handwriting, seal } from '../signing/appearance/pictures.ts';
import { archivalDocument, type ArchivalOptions } from './archival-document.ts';
import { type Judges, type PdfaFlavour, startJudges, type VeraPdfReport } from './judges.ts';

const COMPLIANT = { compliant: true, failed: [] } as const;
const BOX = { at: 'box', x: 20, y: 85, width: 85, height: 55 } as const;
const HOUR = 3_600_000;
const name = 'Nguyễn Thị Ngọc Ẩn';

/** What may stand on a page without any transparency; undefined is a signature that nobody sees. */
const OPAQUE: Readonly<Record<string, Stamp | undefined>> = {
  'no stamp': undefined,
  'a stamp of words': { content: { kind: 'compact', name }, placement: BOX },
  'a picture put on white': {
    content: { kind: 'person', name, time: new Date('2026-03-01T00:00:00Z'), image: handwriting() },
    placement: BOX,
    flatten: true,
  },
};
const RED_SEAL: Stamp = { content: { kind: 'seal', image: seal(200), widthMm: 30 }, placement: BOX };
const TRANSPARENT: readonly Stamp[] = [
  RED_SEAL,
  { content: { kind: 'person', name, image: handwriting() }, placement: BOX },
  { content: { kind: 'initials', letters: 'NA', image: handwriting() }, placement: BOX },
];

let folder = '';
let judges: Judges;
let tsa: TestServer;
let timestamper: Timestamper;
let validation: ValidationSources;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-pdfa-'));
  judges = await startJudges();
  const { tsa: identity, issuing, root } = await sharedPki();
  tsa = await startTestTsa({ tsa: identity, issuers: [issuing.certificate.der] });
  timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }] });
  const times = { thisUpdate: new Date(Date.now() - HOUR), nextUpdate: new Date(Date.now() + 24 * HOUR), revoked: [] };
  const crls = [root, issuing].map((issuer) => issueCrl({ issuer, number: 1, ...times }).der);
  validation = { certificates: [root.certificate.der], crls, fetch: false };
});

afterAll(async () => {
  await judges[Symbol.asyncDispose]();
  await tsa.close();
  await rm(folder, { recursive: true, force: true });
});

async function judge(bytes: Uint8Array, flavour: PdfaFlavour): Promise<VeraPdfReport> {
  const file = join(folder, 'file.pdf');
  await writeFile(file, bytes);
  return judges.verapdf(file, flavour);
}

async function sign(base: Buffer, how: { level?: PadesLevel; stamp?: Stamp | undefined }): Promise<Buffer> {
  const { teacher } = await sharedPki();
  const appearance = how.stamp && { appearance: stampMaker(how.stamp) };
  const level = how.level ?? 'b-b';
  const { increment } = await signPdf(base, { signer: teacher.signer, level, timestamper, validation, ...appearance });
  return Buffer.concat([base, increment]);
}

/** The rules that no longer hold after signing a file that was PDF/A, as `clause-test`. */
async function brokenBySigning(options: ArchivalOptions & { flavour: PdfaFlavour }, stamp: Stamp): Promise<string[]> {
  const base = await archivalDocument(options);
  expect(await judge(base, options.flavour)).toEqual(COMPLIANT);
  const { failed } = await judge(await sign(base, { stamp }), options.flavour);
  return failed.map(({ clause, test }) => `${clause}-${test}`);
}

describe('a PDF/A file that is signed', () => {
  const flavours = ['1b', '2a', '2b', '2u', '3b'] as const satisfies PdfaFlavour[];
  const cases = flavours.flatMap((flavour) =>
    Object.keys(OPAQUE).flatMap((stamp) => (['b-b', 'b-lta'] as const).map((level) => ({ flavour, stamp, level }))),
  );
  it.each(cases)('is still PDF/A-$flavour with $stamp at $level', async ({ flavour, stamp, level }) => {
    const base = await archivalDocument({ flavour });
    expect(await judge(base, flavour)).toEqual(COMPLIANT);
    expect(await judge(await sign(base, { level, stamp: OPAQUE[stamp] }), flavour)).toEqual(COMPLIANT);
  });

  const archives: readonly (ArchivalOptions & { flavour: PdfaFlavour })[] = [
    ...flavours.map((flavour) => ({ flavour })),
    ...(['2b', '2u', '3b'] as const).map((flavour) => ({ flavour, outputIntent: false })),
  ];
  it.each(archives)('is still PDF/A with a transparent picture on it: %j', async (options) => {
    for (const stamp of TRANSPARENT) expect(await brokenBySigning(options, stamp)).toEqual([]);
  });

  it.each(archives)('is still PDF/A with a picture that the caller puts on white: %j', async (options) => {
    expect(await brokenBySigning(options, { ...RED_SEAL, flatten: true })).toEqual([]);
  });

  it.each([
    ['keeps every shade of the picture where it may be transparent', { flavour: '2b' }, 'SMask'],
    ['cuts the picture out where no colours of the output are named', { flavour: '2b', outputIntent: false }, 'Mask'],
    ['cuts the picture out where PDF/A-1 allows no transparency', { flavour: '1b' }, 'Mask'],
  ] as const)('%s', async (_what, options, mask) => {
    const base = await archivalDocument(options);
    const increment = (await sign(base, { stamp: RED_SEAL })).subarray(base.length).toString('latin1');
    expect(increment.match(/\/S?Mask\b/g)).toEqual([`/${mask}`]);
  });
});
