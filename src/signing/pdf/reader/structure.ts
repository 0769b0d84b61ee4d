import { pdfErrors } from '../errors.ts';
import { type PdfDict, PdfRef } from '../objects.ts';
import { HEADER_SEARCH_BYTES } from '../limits.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { sliceOf } from '../source/read-at.ts';
import { mergeTrailers, type Scanner } from './recover.ts';
import { readStartXref } from './xref-chain.ts';
import { mapSection, type XrefEntry, type XrefSection } from './xref-section.ts';

/** How a file's objects are found. */
export interface Structure {
  /** The newest first; a single made-up one where the file had to be recovered. */
  readonly sections: readonly [XrefSection, ...XrefSection[]];
  /** What the file's own offsets count from. */
  readonly base: number;
  readonly recovered: boolean;
}

/** Offset and version of the header (ISO 32000-1, 7.5.2), with rubbish before it allowed. */
export function readHeader(bytes: FileBytes): { offset: number; version: string } {
  const start = sliceOf(bytes, 0, HEADER_SEARCH_BYTES).toString('latin1');
  const match = /%PDF-(\d\.\d)?/.exec(start);
  if (!match) throw pdfErrors.PDF_NOT_A_PDF();
  return { offset: match.index, version: match[1] ?? '1.4' };
}

/**
 * The structure of an earlier revision, whose bytes the later file begins with: the later's from the section on that the
 * revision's own `startxref` names, where all of them stand in the revision. Undefined where the revision must look for itself.
 */
export function earlierStructure(
  later: { readonly structure: Structure; readonly headerOffset: number },
  bytes: FileBytes,
): Structure | undefined {
  const { sections, base, recovered } = later.structure;
  if (recovered || base !== later.headerOffset) return undefined;
  const start = readStartXref(bytes) + base;
  const [newest, ...older] = sections.slice(sections.findIndex(({ offset }) => offset === start));
  if (newest?.offset !== start || [newest, ...older].some(({ end }) => end > bytes.size)) return undefined;
  return { sections: [newest, ...older], base, recovered };
}

/** The structure of a scanned file, before the contents of its object streams are known. */
export function recoveredStructure(scanner: Scanner, base: number): Structure {
  const map = new Map<number, XrefEntry>();
  for (const [num, { offset, gen }] of scanner.objects) map.set(num, { kind: 'offset', offset, gen });
  return withEntries({ trailer: recoveredTrailer(scanner), stream: scanner.sawStream && !scanner.sawTable, base }, map);
}

/** The same with what stands in its object streams; `contents` lists them in file order. */
export function withContainers(scanner: Scanner, base: number, contents: readonly Contents[]): Structure {
  const map = new Map<number, XrefEntry>();
  for (const [num, { offset, gen }] of scanner.objects) map.set(num, { kind: 'offset', offset, gen });
  for (const { num: container, offset, numbers } of contents) {
    numbers.forEach((num, index) => {
      const plain = scanner.objects.get(num);
      if (!plain || plain.offset < offset) map.set(num, { kind: 'compressed', container, index });
    });
  }
  return withEntries({ trailer: recoveredTrailer(scanner), stream: true, base }, map);
}

/** The object numbers in one object stream. */
export interface Contents {
  readonly num: number;
  readonly offset: number;
  readonly numbers: readonly number[];
}

function recoveredTrailer(scanner: Scanner): PdfDict {
  const trailer = mergeTrailers(scanner);
  const root = trailer.get('Root');
  const catalog = scanner.catalogs.at(-1);
  const known =
    root instanceof PdfRef && (scanner.containers.size > 0 || scanner.catalogs.some(({ num }) => num === root.num));
  if (known || catalog === undefined) return trailer;
  return trailer.with({ Root: catalog });
}

function withEntries(
  facts: { trailer: PdfDict; stream: boolean; base: number },
  map: ReadonlyMap<number, XrefEntry>,
): Structure {
  const kind = facts.stream ? 'stream' : 'table';
  const section = mapSection({ kind, offset: -1, end: Infinity, trailer: facts.trailer }, map);
  return { sections: [section], base: facts.base, recovered: true };
}
