import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { loadavg } from 'node:os';
import { signPdf, verifyPdf, type VerifyOptions } from '../src/signing/index.ts';
import { type Bench, type BenchRow } from './report.ts';
import { compete, effortFor } from './support/compete.ts';
import { type BenchDocument, benchDocuments } from './support/documents.ts';
import { type BenchIdentity, makeAuthority, makeIdentity, trustIn } from './support/identity.ts';

const PEOPLE = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Văn Cường', 'Phạm Thị Dung'];

/**
 * The whole report on a document that four people signed one after the other, with chains and revocation. The limit is
 * SHA-256 over the file in a single pass, since what each signature covers begins with what the one before covers, and
 * one operation of a public RSA-2048 key per signature. `limitApartMs` hashes for each signature from the start.
 */
export const bench: Bench = async () => {
  const authority = await makeAuthority();
  const people = await Promise.all(PEOPLE.map((name) => makeIdentity(authority, name)));
  const load = loadavg()[0] ?? 0;
  const rows: BenchRow[] = [];
  for (const document of await benchDocuments()) rows.push(await measure(document, people, trustIn(authority)));
  return {
    name: 'verifying',
    facts: { key: 'RSA-2048', signatures: people.length, node: process.version, 'load before': load },
    rows,
  };
};

async function measure(
  { name, bytes: unsigned }: BenchDocument,
  people: readonly BenchIdentity[],
  trust: VerifyOptions,
): Promise<BenchRow> {
  const { bytes, ends } = await signByAll(unsigned, people);
  const { conclusion, signatures } = await verifyPdf(bytes, trust);
  if (conclusion !== 'valid' || signatures.length !== people.length) throw new Error(`the file is ${conclusion}`);
  const checks = publicKeyOperations(people);
  const { own, limit, apart } = await compete(
    {
      own: () => verifyPdf(bytes, trust),
      limit: () => [createHash('sha256').update(bytes).digest(), checks()],
      apart: () => [ends.map((end) => createHash('sha256').update(bytes.subarray(0, end)).digest()), checks()],
    },
    effortFor(bytes.length),
  );
  return {
    name,
    bytes: bytes.length,
    ms: own,
    limitMs: limit,
    ratioToLimit: own / limit,
    limitApartMs: apart,
    ratioToLimitApart: own / apart,
  };
}

/** The document with everybody's signature, and where each revision ends. */
async function signByAll(
  unsigned: Uint8Array,
  people: readonly BenchIdentity[],
): Promise<{ bytes: Uint8Array; ends: number[] }> {
  let bytes = unsigned;
  const ends: number[] = [];
  for (const { signer } of people) {
    const { increment } = await signPdf(bytes, { signer });
    bytes = Buffer.concat([bytes, increment]);
    ends.push(bytes.length);
  }
  return { bytes, ends };
}

/** Checks one signature of each person. */
function publicKeyOperations(people: readonly BenchIdentity[]): () => boolean[] {
  const message = Buffer.alloc(200, 'a');
  const signed = people.map(({ privateKey, publicKey }): [KeyObject, Buffer] => [
    publicKey,
    sign('sha256', message, privateKey),
  ]);
  return () => signed.map(([key, signature]) => verify('sha256', message, key, signature));
}
