import { createHash, sign } from 'node:crypto';
import { loadavg } from 'node:os';
import { P12Signer, PDF } from '@libpdf/core';
import { signPdf } from '../src/signing/index.ts';
import { writeP12 } from '../src/signing/providers/p12/write.ts';
import { type Bench, type BenchRow } from './report.ts';
import { compete, effortFor } from './support/compete.ts';
import { type BenchDocument, benchDocuments } from './support/documents.ts';
import { type BenchIdentity, makeAuthority, makeIdentity } from './support/identity.ts';

const PASSPHRASE = 'bench';

/**
 * One signature of level B-B over a document in memory: by this product, by @libpdf/core, and the limit, which is SHA-256
 * over the file and one operation of the RSA-2048 key. The facts say what the limit is of libpdf's time: no signer gets below.
 */
export const bench: Bench = async () => {
  const identity = await makeIdentity(await makeAuthority(), 'Nguyễn Văn An');
  const p12 = writeP12({ privateKey: identity.privateKey, chain: identity.chain, passphrase: PASSPHRASE });
  const libpdfSigner = await P12Signer.create(p12, PASSPHRASE);
  const load = loadavg()[0] ?? 0;
  const rows: SigningRow[] = [];
  for (const document of await benchDocuments()) rows.push(await measure(document, identity, libpdfSigner));
  return {
    name: 'signing',
    facts: {
      key: 'RSA-2048',
      level: 'B-B',
      'libpdf version': '0.4.2',
      node: process.version,
      'load before': load,
      ...Object.fromEntries(rows.map((row) => [`limit to libpdf, ${row.name}`, row.limitMs / row.libpdfMs])),
    },
    rows: rows.map((row): BenchRow => ({ ...row })),
  };
};

/** Milliseconds and what they are of the limit and of the other. */
interface SigningRow {
  readonly name: string;
  readonly bytes: number;
  readonly ms: number;
  readonly limitMs: number;
  readonly ratioToLimit: number;
  readonly libpdfMs: number;
  readonly ratioToLibpdf: number;
}

async function measure(
  { name, bytes }: BenchDocument,
  { signer, privateKey }: BenchIdentity,
  libpdfSigner: P12Signer,
): Promise<SigningRow> {
  const { own, limit, libpdf } = await compete(
    {
      own: () => signPdf(bytes, { signer }),
      limit: () => sign('sha256', createHash('sha256').update(bytes).digest(), privateKey),
      libpdf: async () => (await PDF.load(bytes)).sign({ signer: libpdfSigner, level: 'B-B' }),
    },
    effortFor(bytes.length),
  );
  return {
    name,
    bytes: bytes.length,
    ms: own,
    limitMs: limit,
    ratioToLimit: own / limit,
    libpdfMs: libpdf,
    ratioToLibpdf: own / libpdf,
  };
}
