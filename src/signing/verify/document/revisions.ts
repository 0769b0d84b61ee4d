import { PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type XrefEntry } from '../../pdf/reader/xref-section.ts';
import { type ByteSource } from '../../pdf/source/byte-source.ts';

/** The file as it was when it ended at `end`, read on its own; only what stands at one place is not parsed again. */
export function openRevision(source: ByteSource, end: number, file: PdfFile): PdfFile {
  return new PdfFile(prefixOf(source, end), file);
}

function prefixOf(source: ByteSource, end: number): ByteSource {
  return {
    size: end,
    ...(source.bytes && { bytes: source.bytes.subarray(0, end) }),
    read: (offset, length) => source.read(offset, Math.min(length, end - offset)),
  };
}

/** Whether a later file's cross-reference sections are an earlier one's with newer ones before them. */
export function buildsOn(later: PdfFile, earlier: PdfFile): boolean {
  const added = later.sections.length - earlier.sections.length;
  if (added < 0 || later.structure.recovered || earlier.structure.recovered) return false;
  const sameOffsets = earlier.sections.every((section, at) => section.offset === later.sections[at + added]?.offset);
  return sameOffsets && later.sections.slice(0, added).every(({ offset }) => offset >= earlier.size);
}

/** Whether two revisions say the same of where an object stands, so that it is the same bytes. */
export function sameEntry(a: XrefEntry | undefined, b: XrefEntry): boolean {
  if (a === b) return true;
  if (a?.kind === 'offset') return b.kind === 'offset' && a.offset === b.offset && a.gen === b.gen;
  if (a?.kind === 'compressed') return b.kind === 'compressed' && a.container === b.container && a.index === b.index;
  return b.kind === 'free';
}
