import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type RevisionStep } from './revision-step.ts';
import { sameObject } from './same-object.ts';

const LISTS: ReadonlySet<string> = new Set(['Certs', 'OCSPs', 'CRLs', 'Cert', 'CRL', 'OCSP']);
const LEAVES: ReadonlySet<string> = new Set(['Type', 'TU']);

/**
 * The document security store (ETSI EN 319 142-1 5.4.2): lists of certificates, CRLs and OCSP responses, no more. What it
 * held and no longer holds is noted: it may have been all that told of a revocation.
 */
export function judgeValidationData(step: RevisionStep): void {
  const [before, after] = [step.old.catalog.get('DSS'), step.new.catalog.get('DSS')];
  const overridden = step.unexplained().length;
  if (after === undefined || after === null) {
    if (before !== undefined && before !== null) step.forbid('Root/DSS');
    return;
  }
  judgeStore(step, { before, after, where: 'DSS' });
  if (!sameObject(before ?? null, after) || step.unexplained().length !== overridden)
    step.note('validation-data', 'DSS');
}

interface Place {
  readonly before: PdfObject | undefined;
  readonly after: PdfObject | undefined;
  readonly where: string;
}

function judgeStore(step: RevisionStep, place: Place): void {
  const [before, after] = judgeDict(step, place);
  for (const [key, value] of after.entries) {
    const inside = { before: before.get(key), after: value, where: `${place.where}/${key}` };
    if (key === 'VRI') judgeEntries(step, inside);
    else if (key === 'TS') judgeStream(step, inside);
    else if (LISTS.has(key)) judgeStreams(step, inside);
    else if (!LEAVES.has(key)) step.forbid(inside.where);
  }
}

/** VRI: one dictionary per signature, named by the hash of its contents. */
function judgeEntries(step: RevisionStep, place: Place): void {
  const [before, after] = judgeDict(step, place);
  for (const [key, value] of after.entries) {
    if (key === 'Type') continue;
    if (!/^[0-9A-Fa-f]{40,128}$/.test(key)) step.forbid(`${place.where}/${key}`);
    judgeStore(step, { before: before.get(key), after: value, where: `${place.where}/${key}` });
  }
}

/** The dictionary before and after, each empty where it is none; no entry of before may be missing. */
function judgeDict(step: RevisionStep, { before, after, where }: Place): [PdfDict, PdfDict] {
  const [oldValue, newValue] = [step.old.resolve(before), step.new.resolve(after)];
  if (!(newValue instanceof PdfDict) || newValue.duplicateKeys) step.forbid(where);
  else step.explainOwned(before, after);
  const own = oldValue instanceof PdfDict ? oldValue : new PdfDict();
  const other = newValue instanceof PdfDict ? newValue : new PdfDict();
  for (const key of own.entries.keys()) {
    if (!other.entries.has(key) && !LEAVES.has(key)) step.note('validation-data-lost', `${where}/${key}`);
  }
  return [own, other];
}

function judgeStreams(step: RevisionStep, { before, after, where }: Place): void {
  const list = step.new.resolve(after);
  if (!Array.isArray(list)) {
    step.forbid(where);
    return;
  }
  step.explainOwned(before, after);
  for (const item of list) judgeStream(step, { before: undefined, after: item, where });
  if (isAnyLost(step, step.old.array(before) ?? [], list)) step.note('validation-data-lost', where);
}

/** Whether a list lacks something that it held: the object, and any other with the same data, for some programs write all anew. */
function isAnyLost(step: RevisionStep, held: readonly PdfObject[], list: readonly PdfObject[]): boolean {
  const numbers = new Set(list.map((item) => item instanceof PdfRef && item.num));
  const missing = held.filter((item) => !(item instanceof PdfRef && numbers.has(item.num)));
  if (missing.length === 0) return false;
  const data = new Set(list.flatMap((item) => dataOf(step.new, item)));
  return missing.flatMap((item) => dataOf(step.old, item)).some((one) => !data.has(one));
}

/** What a stream says, one character a byte; nothing else is data. */
function dataOf(file: PdfFile, item: PdfObject): string[] {
  const stream = file.resolve(item);
  return stream instanceof PdfStream ? [Buffer.from(file.decodedStream(stream)).toString('latin1')] : [];
}

function judgeStream(step: RevisionStep, { after, where }: Place): void {
  const sound =
    after instanceof PdfRef && !step.overridden.has(after.num) && step.new.get(after.num) instanceof PdfStream;
  if (!sound) step.forbid(where);
}
