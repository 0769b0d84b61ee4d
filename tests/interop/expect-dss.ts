import { expect } from 'vitest';
import { type PadesLevel } from '../../src/signing/index.ts';
import { type DssReport, type DssVerdict } from './judges.ts';

/** Nothing is fetched, so whoever needs revocation data that the file does not hold cannot conclude. */
const NO_REVOCATION_DATA = {
  indication: 'INDETERMINATE',
  subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  errors: ['The certificate validation is not conclusive!', 'No revocation data found for the certificate!'],
} as const;

const NOTHING_WRONG = { subIndication: null, errors: [], warnings: [] } as const;

const FORMATS = {
  'b-b': 'PAdES-BASELINE-B',
  'b-t': 'PAdES-BASELINE-T',
  'b-lt': 'PAdES-BASELINE-LT',
  'b-lta': 'PAdES-BASELINE-LTA',
} as const satisfies Record<PadesLevel, string>;

/** What DSS says of a token about which it has no complaint: what came later was signing, and nothing else. */
const UNTOUCHED = {
  intact: true,
  structure: [],
  changes: { annotations: [], undefined: [], overlaps: [], pages: [] },
} as const;

/** What DSS says of one of our signatures of a level, whose certificate tells where revocation lists and issuers are. */
function dssSignature(level: PadesLevel) {
  const judged =
    level === 'b-b' || level === 'b-t'
      ? { ...NO_REVOCATION_DATA, warnings: [] }
      : { ...NOTHING_WRONG, indication: 'TOTAL_PASSED' };
  return { ...UNTOUCHED, ...judged, type: FORMATS[level] };
}

const DOCUMENT_TIMESTAMP = {
  ...UNTOUCHED,
  ...NOTHING_WRONG,
  type: 'DOCUMENT_TIMESTAMP',
  indication: 'PASSED',
} as const;

/** What DSS says of a B-B signature whose file has no revocation data: all that it can judge is good. */
export const DSS_BASIC = {
  intact: true,
  structure: [],
  ...NO_REVOCATION_DATA,
  type: FORMATS['b-b'],
  changes: { annotations: [], undefined: [], pages: [] },
} as const;

/** What DSS says of a signature of ours, of whichever level, when it has all revocation data; annotations may cover each other. */
export const DSS_PASSED = {
  intact: true,
  structure: [],
  ...NOTHING_WRONG,
  type: expect.stringMatching(/^PAdES-BASELINE-(B|T|LT|LTA)$/) as unknown,
  indication: 'TOTAL_PASSED',
  changes: { annotations: [], undefined: [], pages: [] },
} as const;

/** What DSS says of the timestamp in one of our signatures; which has none at B-B. */
function dssSignatureTimestamps(level: PadesLevel) {
  if (level === 'b-b') return [];
  const judged = level === 'b-t' ? NO_REVOCATION_DATA : { ...NOTHING_WRONG, indication: 'PASSED' };
  return [{ ...judged, intact: true, type: 'SIGNATURE_TIMESTAMP' }];
}

/** What a whole file should be for DSS. */
export interface ExpectedFile {
  readonly level: PadesLevel;
  /** How many of us signed. */
  readonly signers: number;
  /** The field of a stranger's signature, of an older kind and without revocation data, under ours. */
  readonly stranger?: string;
  /** Signed at B-B and raised afterwards: document timestamps alone prove the time. */
  readonly raised?: boolean;
  readonly size: number;
}

/** Asserts that all signatures of a file are of the level, and as valid as the data in the file lets DSS say. */
export function expectDss(report: DssReport, { level, signers, stranger, raised, size }: ExpectedFile): void {
  const ours = report.signatures.filter(({ field }) => field !== stranger);
  const signatureTimestamps = report.timestamps.filter(({ type }) => type === 'SIGNATURE_TIMESTAMP');
  const documentTimestamps = report.timestamps.filter(({ type }) => type !== 'SIGNATURE_TIMESTAMP');
  const withData = level === 'b-lt' || level === 'b-lta';
  const count = (level === 'b-lta' ? 1 : 0) + (withData && (stranger !== undefined || raised) ? 1 : 0);
  expect(ours).toMatchObject(Array.from({ length: signers }, () => dssSignature(level)));
  expect(signatureTimestamps).toMatchObject(
    Array.from({ length: raised ? 0 : signers }, () => dssSignatureTimestamps(level)).flat(),
  );
  expect(documentTimestamps).toMatchObject(Array.from({ length: count }, () => DOCUMENT_TIMESTAMP));
  if (stranger !== undefined)
    expect(report.signatures.filter(({ field }) => field === stranger)).toMatchObject([
      { ...UNTOUCHED, ...NO_REVOCATION_DATA, type: withData ? 'PKCS7-T' : 'PKCS7-B' },
    ]);
  if (level !== 'b-lt') expect(endOf([...ours, ...documentTimestamps])).toBe(size);
}

/** Where the bytes end that are signed or timestamped last. */
function endOf(verdicts: readonly DssVerdict[]): number {
  return Math.max(...verdicts.map(({ byteRange }) => (byteRange?.[2] ?? 0) + (byteRange?.[3] ?? 0)));
}
