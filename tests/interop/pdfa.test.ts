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

  it.each(['2a', '2b', '2u', '3b'] as const)(
    'is still PDF/A-%s with a transparent seal where it names the colours of the output',
    async (flavour) => {
      expect(await brokenBySigning({ flavour }, RED_SEAL)).toEqual([]);
    },
  );

  it('is PDF/A-2 no longer with a transparent seal where no colours of the output are named, unless it is put on white', async () => {
    const options = { flavour: '2b', outputIntent: false } as const;
    expect(await brokenBySigning(options, RED_SEAL)).toEqual(['6.2.10-2']);
    expect(await brokenBySigning(options, { ...RED_SEAL, flatten: true })).toEqual([]);
  });

  it('is PDF/A-1 no longer with a transparent seal, unless it is put on white', async () => {
    expect(await brokenBySigning({ flavour: '1b' }, RED_SEAL)).toEqual(['6.4-2']);
    expect(await brokenBySigning({ flavour: '1b' }, { ...RED_SEAL, flatten: true })).toEqual([]);
  });
});
