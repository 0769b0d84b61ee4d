import { type PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type RevisionStep } from './revision-step.ts';
import { changedKeys, sameObject } from './same-object.ts';

const TRAILER_MECHANICS: ReadonlySet<string> = new Set([
  'Size',
  'Prev',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Length',
  'Filter',
  'DecodeParms',
  'ID',
  'Info',
  'DocChecksum',
]);
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set(['AcroForm', 'DSS']);
const HARMLESS: ReadonlySet<string> = new Set(['Extensions', 'Metadata', 'Version']);

/** Trailer and catalog: the same root, and in it nothing changed but what other rules judge and metadata. */
export function judgeCatalog(step: RevisionStep): void {
  const [before, after] = [step.old.trailer, step.new.trailer];
  for (const key of changedKeys(before, after, TRAILER_MECHANICS)) {
    if (key === 'Root' || key === 'Encrypt' || after.entries.has(key)) step.forbid(`trailer/${key}`);
  }
  if (!sameObject(firstId(step.old), firstId(step.new))) step.forbid('trailer/ID');
  judgeInfo(step);
  step.explainKept(before.get('Root'), after.get('Root'));
  for (const key of changedKeys(step.old.catalog, step.new.catalog, JUDGED_ELSEWHERE)) {
    if (HARMLESS.has(key)) step.note('metadata', `Root/${key}`);
    else step.forbid(`Root/${key}`);
  }
  judgeMetadataStream(step);
}

function firstId(file: PdfFile): PdfObject {
  return file.array(file.trailer.get('ID'))?.[0] ?? null;
}

/** The information dictionary may change where it is nothing else besides: it holds but strings and names. */
function judgeInfo(step: RevisionStep): void {
  const [before, after] = [step.old.trailer.get('Info'), step.new.trailer.get('Info')];
  const changed = before instanceof PdfRef && after instanceof PdfRef && step.overridden.has(after.num);
  if (sameObject(before ?? null, after ?? null) && !changed) return;
  const plain = [step.old.dict(before), step.new.dict(after)].every((dict) => !dict || holdsTextOnly(dict));
  if (!plain) step.forbid('trailer/Info');
  else step.note('metadata', 'trailer/Info');
  if (changed && plain) step.explainKept(before, after);
}

function holdsTextOnly(dict: PdfDict): boolean {
  return [...dict.entries.values()].every((value) => value instanceof PdfString || value instanceof PdfName);
}

function judgeMetadataStream(step: RevisionStep): void {
  const ref = step.new.catalog.get('Metadata');
  if (!(ref instanceof PdfRef) || !step.overridden.has(ref.num)) return;
  if (![step.old.get(ref.num), step.new.get(ref.num)].every(isXmp)) return;
  step.note('metadata', 'Root/Metadata');
  step.explainKept(step.old.catalog.get('Metadata'), ref);
}

function isXmp(object: PdfObject): boolean {
  return (
    object instanceof PdfStream && object.dict.nameOf('Type') === 'Metadata' && object.dict.nameOf('Subtype') === 'XML'
  );
}
