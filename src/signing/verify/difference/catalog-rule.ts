import { numberValue, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type RevisionStep } from './revision-step.ts';
import { changedKeys, isAmbiguous, sameObject } from './same-object.ts';
import { differsInTraces } from './xmp-traces.ts';

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
/** Judged by rules of their own. */
const JUDGED_APART: ReadonlySet<string> = new Set(['AcroForm', 'DSS', 'Extensions', 'Version', 'Metadata']);

/** Trailer and catalog: the same root, and in it nothing changed but what other rules judge and metadata. */
export function judgeCatalog(step: RevisionStep): void {
  judgeTrailer(step);
  judgeInfo(step);
  step.explainKept(step.old.trailer.get('Root'), step.new.trailer.get('Root'));
  judgePdfVersion(step);
  for (const key of changedKeys(step.old.catalog, step.new.catalog, JUDGED_APART)) step.forbid(`Root/${key}`);
  judgeVersion(step);
  judgeMetadata(step);
}

function judgeTrailer(step: RevisionStep): void {
  const [before, after] = [step.old.trailer, step.new.trailer];
  if (isAmbiguous(after)) step.forbid('trailer');
  for (const key of changedKeys(before, after, TRAILER_MECHANICS)) {
    if (key === 'Root') judgeRoot(step);
    else if (key === 'Encrypt' || (after.entries.has(key) && !wasThere(step.old, key, after.get(key)))) {
      step.forbid(`trailer/${key}`);
    }
  }
  judgeId(step);
  judgeSize(step);
}

/** The catalog may get a number of its own in a later revision; what it says is compared like that of one that stayed. */
function judgeRoot(step: RevisionStep): void {
  const root = step.new.trailer.get('Root');
  if (!(root instanceof PdfRef) || !step.added.has(root.num) || isAmbiguous(step.new.get(root.num))) {
    step.forbid('trailer/Root');
  }
}

/** Whether an earlier trailer had this entry, which one in between left out. */
function wasThere(file: PdfFile, key: string, value: PdfObject | undefined): boolean {
  return file.sections.some(({ trailer }) => sameObject(trailer.get(key) ?? null, value ?? null));
}

/** A later version of the format, as a name (ISO 32000-1, 7.2.2): `1.7`, `2.0`. */
function judgePdfVersion(step: RevisionStep): void {
  const [before, after] = [step.old.catalog.get('Version'), step.new.catalog.get('Version')];
  if (sameObject(before ?? null, after ?? null)) return;
  const version = step.new.resolve(after);
  const least = before === undefined ? step.old.headerVersion : versionOf(step.old.resolve(before));
  if (!(version instanceof PdfName) || versionOf(version) < least) step.forbid('Root/Version');
}

/** `1.7`; empty for what is no version. */
function versionOf(object: PdfObject): string {
  return object instanceof PdfName && /^\d\.\d$/.test(object.name) ? object.name : '';
}

/** Some programs give each revision an identifier of its own; by it what is encrypted would be read otherwise. */
function judgeId(step: RevisionStep): void {
  if (!step.old.trailer.entries.has('Encrypt')) return;
  if (!sameObject(firstId(step.old), firstId(step.new))) step.forbid('trailer/ID');
}

function firstId(file: PdfFile): PdfObject | undefined {
  return file.array(file.trailer.get('ID'))?.[0];
}

/** Objects from /Size on count as missing (ISO 32000-1 table 15), so that a new size may hide objects, or show them. */
function judgeSize(step: RevisionStep): void {
  const sizeOf = (file: PdfFile): number => Number(numberValue(file.trailer.get('Size')));
  const [before, after] = [sizeOf(step.old), sizeOf(step.new)];
  const listed = Math.max(...step.old.sections.map(({ size }) => size));
  if (before !== after && Math.min(before, after) < listed) step.forbid('trailer/Size');
}

/** What a program leaves of itself; the rest of the information dictionary says something of the document. */
const TRACES: ReadonlySet<string> = new Set(['ModDate', 'Producer']);

/** The information dictionary may change where it holds but plain values. */
function judgeInfo(step: RevisionStep): void {
  const [before, after] = [step.old.trailer.get('Info'), step.new.trailer.get('Info')];
  const changed = after instanceof PdfRef && step.overridden.has(after.num);
  if (sameObject(before ?? null, after ?? null) && !changed) return;
  const [oldInfo, newInfo] = [step.old.dict(before) ?? new PdfDict(), step.new.dict(after) ?? new PdfDict()];
  if (!isPlain(step.old, oldInfo) || !isPlain(step.new, newInfo)) {
    step.forbid('trailer/Info');
    return;
  }
  if (changedKeys(oldInfo, newInfo, TRACES).length > 0) step.note('metadata', 'trailer/Info');
  step.explainOwned(before, after);
}

/** Whether a dictionary holds no arrays, dictionaries and streams. */
function isPlain(file: PdfFile, dict: PdfDict): boolean {
  return [...dict.entries.values()]
    .map((value) => file.resolve(value))
    .every((value) => !Array.isArray(value) && !(value instanceof PdfDict) && !(value instanceof PdfStream));
}

/** Extensions of the standard that the file names, as a security store asks for (ISO 32000-1 7.12): a version for a developer. */
function judgeVersion(step: RevisionStep): void {
  const [before, after] = [step.old.catalog.get('Extensions'), step.new.catalog.get('Extensions')];
  if (before === undefined && after === undefined) return;
  const developers = [...(step.new.dict(after)?.entries.values() ?? [])];
  const versions = developers.flatMap((developer) => step.new.array(developer) ?? [developer]);
  const isSound = versions
    .map((version) => step.new.dict(version))
    .every((version) => version !== undefined && isPlain(step.new, version));
  if (!isSound && !sameObject(before, after)) step.forbid('Root/Extensions');
  if (isSound) step.explainOwned(before, after);
}

function judgeMetadata(step: RevisionStep): void {
  const [before, after] = [step.old.catalog.get('Metadata'), step.new.catalog.get('Metadata')];
  const changed = after instanceof PdfRef && step.overridden.has(after.num);
  if (sameObject(before ?? null, after ?? null) && !changed) return;
  const [own, other] = [step.old.resolve(before), step.new.resolve(after)];
  if (after !== undefined && !isXmp(other)) step.forbid('Root/Metadata');
  else if (!differsInTraces([step.old, own], [step.new, other])) step.note('metadata', 'Root/Metadata');
  step.explainOwned(before, after);
}

function isXmp(object: PdfObject): boolean {
  return (
    object instanceof PdfStream && object.dict.nameOf('Type') === 'Metadata' && object.dict.nameOf('Subtype') === 'XML'
  );
}
