import { PdfFile } from '../../pdf/reader/pdf-file.ts';
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
