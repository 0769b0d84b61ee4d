import { sameEntry } from '../../pdf/reader/xref-section.ts';
import { type PdfDict, PdfString } from '../../pdf/objects.ts';
import { type FormField, type SignatureField, signatureFields, walkFields } from '../../pdf/reader/fields.ts';
import { type PdfFile, withPdf } from '../../pdf/reader/pdf-file.ts';
import { type ByteSource } from '../../pdf/source/byte-source.ts';
import {
  type DocumentDemands,
  type DocumentPermissions,
  permissionsOf,
  readDemands,
} from '../../pdf/reader/permissions.ts';
import { type Reason, reason } from '../reasons.ts';

import { type Coverage, endsAsRevision, isCoverage, readCoverage } from './coverage.ts';
import { buildsOn, openRevision } from './revisions.ts';
import { runStep } from './run-step.ts';
import { type SignedField, signedFields } from './signed-field.ts';

/** A signature in its place among the revisions; `revision` is the file as it was when it was signed. */
export interface PlacedSignature {
  readonly signed: SignedField;
  readonly coverage: Coverage | undefined;
  readonly revision: PdfFile | undefined;
  readonly permissions: DocumentPermissions | undefined;
  /** Whether that revision had a document security store. */
  readonly hasStore: boolean;
  readonly reasons: readonly Reason[];
}

/** Signatures above this number are not looked at: the file is made to keep a verifier busy. */
const MAX_SIGNATURES = 200;

/** All signatures of a file in the order in which they were made, with what is wrong with the file as a whole. */
export interface Timeline {
  readonly file: PdfFile;
  readonly placed: readonly PlacedSignature[];
  readonly reasons: readonly Reason[];
}

/** Finds the signatures and the revisions that they signed. */
export async function readTimeline(source: ByteSource, file: PdfFile): Promise<Timeline> {
  const { all, demands, reasons } = await withPdf(file, () => readForm(file));
  const fields = all.slice(0, MAX_SIGNATURES);
  if (all.length > fields.length) reasons.push(reason('LIMIT_REACHED', { what: `${all.length} signatures` }));
  const placed: PlacedSignature[] = [];
  for (const signed of fields) placed.push(await place({ source, file, demands }, signed));
  placed.sort((a, b) => (a.coverage?.end ?? Infinity) - (b.coverage?.end ?? Infinity));
  return { file, placed: placed.map((one, index) => withNeighbours(one, placed.slice(0, index))), reasons };
}

function readForm(file: PdfFile): { all: SignedField[]; demands: DocumentDemands; reasons: Reason[] } {
  const all = [...walkFields(file)];
  const fields = signatureFields(file, all);
  return { all: signedFields(file, fields), demands: readDemands(file, fields), reasons: duplicateNames(all, fields) };
}

/** Names of signature fields, signed or not, that another field of any kind bears too (ISO 32000-1 12.7.3.2 wants them unique). */
function duplicateNames(all: readonly FormField[], fields: readonly SignatureField[]): Reason[] {
  const bearers = new Map<string, number>();
  for (const { name } of all) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  const twice = new Set(fields.flatMap(({ name }) => ((bearers.get(name) ?? 0) > 1 ? [name] : [])));
  return [...twice].map((field) => reason('DUPLICATE_FIELD_NAME', { field }));
}

interface Place {
  readonly source: ByteSource;
  readonly file: PdfFile;
  readonly demands: DocumentDemands;
}

async function place({ source, file, demands }: Place, signed: SignedField): Promise<PlacedSignature> {
  const none = { signed, coverage: undefined, revision: undefined, permissions: undefined, hasStore: false };
  const coverage = await runStep([file], () => readCoverage(file, signed));
  if (!isCoverage(coverage)) return { ...none, reasons: [coverage] };
  const revision = coverage.end === file.size ? file : openRevision(source, coverage.end, file);
  const outOfChain = { ...none, coverage, reasons: [reason('REVISION_NOT_IN_CHAIN')] };
  try {
    return await runStep([file, revision], () => {
      if (!isWholeRevision(file, revision) || !stoodThen(file, revision, signed)) return outOfChain;
      const hasStore = revision.dict(revision.catalog.get('DSS')) !== undefined;
      const permissions = permissionsOf(demands, (signature) => holeOf(signature) <= coverage.holeStart);
      return { signed, coverage, revision, permissions, hasStore, reasons: [] };
    });
  } catch (error) {
    return { ...outOfChain, reasons: [reason('REVISION_NOT_IN_CHAIN'), unreadable(error)] };
  }
}

/** The prefix is a file of its own and the file builds on it. */
function isWholeRevision(file: PdfFile, revision: PdfFile): boolean {
  return endsAsRevision(revision) && (revision === file || buildsOn(file, revision));
}

/**
 * Where the hole of a signature begins; later ones begin later. That the dictionaries stand in the file as they were
 * signed, the later steps establish.
 */
function holeOf(signature: PdfDict): number {
  const contents = signature.get('Contents');
  return contents instanceof PdfString ? contents.start : Infinity;
}

/** The field held this very signature when it was made; that the form had the field, the later steps establish. */
function stoodThen(file: PdfFile, revision: PdfFile, { field, dictNumber, contents }: SignedField): boolean {
  const unmoved = (num: number): boolean => {
    const now = file.locate(num);
    return now !== undefined && sameEntry(revision.locate(num), now);
  };
  if (field.ref && dictNumber !== undefined && unmoved(field.ref.num) && unmoved(dictNumber)) return true;
  const then = field.ref && revision.dict(field.ref)?.get('V');
  const held = revision.dict(then ?? field.value)?.get('Contents');
  return held instanceof PdfString && held.start === contents?.start;
}

/** What a failed read of hostile bytes comes to; anything that is no such failure is thrown on. */
export function unreadable(error: unknown): Reason {
  /* v8 ignore next -- nothing that reads a file throws what is no Error */
  if (!(error instanceof Error)) throw error;
  return reason('CHANGES_UNKNOWN', { what: error.message.slice(0, 100) });
}

/** Each later signature must cover the whole of each earlier one, its hole included, and no two may be the same. */
function withNeighbours(one: PlacedSignature, earlier: readonly PlacedSignature[]): PlacedSignature {
  const { coverage } = one;
  if (!coverage) return one;
  const others = earlier.map((other) => other.coverage).filter((other) => other !== undefined);
  const shared = others.some(({ holeStart }) => holeStart === coverage.holeStart);
  const crossing = others.some(({ end }) => end > coverage.holeStart);
  if (shared) return { ...one, reasons: [...one.reasons, reason('SIGNATURE_SHARED')] };
  const what = 'crosses another signature';
  return crossing ? { ...one, reasons: [...one.reasons, reason('BYTE_RANGE_UNSOUND', { what })] } : one;
}
