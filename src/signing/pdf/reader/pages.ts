import { type PageGeometry, type PdfRectangle } from '../appearance-objects.ts';
import { pdfErrors } from '../errors.ts';
import { MAX_PAGE_NODES, MAX_TREE_DEPTH } from '../limits.ts';
import { countValue, numberValue, PdfDict, type PdfObject, PdfRef } from '../objects.ts';
import { readTransparency } from './archival-claim.ts';
import { type PdfFile } from './pdf-file.ts';

/** A page (ISO 32000-1, 7.7.3.3). */
export interface PdfPage {
  readonly index: number;
  /** Undefined for a page that stands inside its parent, against the standard. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** Its ancestors, the nearest first, for what a page inherits. */
  readonly parents: readonly PdfDict[];
}

interface Walk {
  readonly file: PdfFile;
  readonly visited: Set<number>;
  nodes: number;
  /** Pages passed so far. */
  index: number;
  /** Pages before this index may be passed unread. */
  readonly skipTo: number;
}

/** Every page in order. @throws PDF_LIMIT_EXCEEDED */
export function walkPages(file: PdfFile): Generator<PdfPage> {
  return pagesFrom(file, 0);
}

/** Number of pages, by walking the tree. @throws PDF_NO_PAGES */
export function countPages(file: PdfFile): number {
  return allPages(file).length;
}

/** Every page in order, at least one. @throws PDF_NO_PAGES, PDF_LIMIT_EXCEEDED */
export function allPages(file: PdfFile): PdfPage[] {
  const pages = [...walkPages(file)];
  if (pages.length > 0) return pages;
  file.distrust();
  throw pdfErrors.PDF_NO_PAGES();
}

/** The page with this index; negative counts from the end (-1 the last). @throws PDF_NO_PAGES, PDF_PAGE_NOT_FOUND */
export function findPage(file: PdfFile, index: number): PdfPage {
  const quick = index < 0 ? pageAt(file, believedCount(file) + index) : undefined;
  const page = quick ?? pageAt(file, index < 0 ? countPages(file) + index : index);
  if (page) return page;
  const some = walkPages(file).next();
  if (!some.done) throw pdfErrors.PDF_PAGE_NOT_FOUND({ page: index < 0 ? index : index + 1 });
  file.distrust();
  throw pdfErrors.PDF_NO_PAGES();
}

function pageAt(file: PdfFile, wanted: number): PdfPage | undefined {
  for (const page of pagesFrom(file, Math.max(0, wanted))) {
    if (page.index === wanted) return page;
    if (page.index > wanted) break;
  }
  return undefined;
}

/** Number of pages as far as the nodes of the tree can be believed, whose leaves are then not read. */
function believedCount(file: PdfFile): number {
  const walk = newWalk(file, Infinity);
  const read = [...pagesUnder(walk, file.catalog.get('Pages'), [])];
  return Math.max(walk.index, read.length);
}

function newWalk(file: PdfFile, skipTo: number): Walk {
  return { file, visited: new Set(), nodes: 0, index: 0, skipTo };
}

function* pagesFrom(file: PdfFile, skipTo: number): Generator<PdfPage> {
  const walk = newWalk(file, skipTo);
  yield* pagesUnder(walk, file.catalog.get('Pages'), []);
  if (walk.index === 0) yield* strayPages(walk);
}

/** The pages of a file whose page tree is gone: every object that says it is one. */
function* strayPages(walk: Walk): Generator<PdfPage> {
  const { file } = walk;
  for (const num of file.objectNumbers()) {
    const dict = file.get(num);
    if (!(dict instanceof PdfDict) || dict.nameOf('Type') !== 'Page') continue;
    yield { index: walk.index, ref: new PdfRef(num), dict, parents: [] };
    walk.index += 1;
  }
}

function* pagesUnder(walk: Walk, node: PdfObject | undefined, parents: readonly PdfDict[]): Generator<PdfPage> {
  const { file, visited } = walk;
  if (node instanceof PdfRef) {
    if (visited.has(node.num)) return;
    visited.add(node.num);
  }
  walk.nodes += 1;
  if (walk.nodes > MAX_PAGE_NODES) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'pages', limit: MAX_PAGE_NODES });
  const dict = file.resolve(node);
  if (!(dict instanceof PdfDict)) return;
  const kids = dict.nameOf('Type') === 'Page' ? undefined : file.array(dict.get('Kids'));
  if (!kids) {
    if (!isPage(dict)) return;
    yield { index: walk.index, ref: node instanceof PdfRef ? node : undefined, dict, parents };
    walk.index += 1;
    return;
  }
  if (parents.length >= MAX_TREE_DEPTH)
    throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'page tree', limit: MAX_TREE_DEPTH });
  const passed = passLeaves(walk, kids, countValue(file.resolve(dict.get('Count'))));
  for (const kid of kids.slice(passed)) yield* pagesUnder(walk, kid, [dict, ...parents]);
}

/**
 * Passes over the first kids of a node without reading them, and says how many. Only where the node counts as many pages as
 * it has kids, and they are there and different: counts that say more are wrong in some files, and shift what comes behind.
 */
function passLeaves(walk: Walk, kids: readonly PdfObject[], count: number | undefined): number {
  const passed = Math.min(walk.skipTo - walk.index, kids.length);
  if (passed <= 0 || count !== kids.length) return 0;
  const leaves = new Set(kids.flatMap((kid) => leafNumber(walk, kid) ?? []));
  if (leaves.size < kids.length) return 0;
  for (const num of [...leaves].slice(0, passed)) walk.visited.add(num);
  walk.index += passed;
  return passed;
}

function leafNumber({ file, visited }: Walk, kid: PdfObject): number | undefined {
  if (!(kid instanceof PdfRef) || visited.has(kid.num)) return undefined;
  const entry = file.locate(kid.num);
  return entry && entry.kind !== 'free' ? kid.num : undefined;
}

/** A leaf without /Type counts as a page when it looks like one. */
function isPage(dict: PdfDict): boolean {
  const type = dict.nameOf('Type');
  if (type !== undefined) return type !== 'Pages' && type !== 'Catalog';
  return ['Contents', 'Resources', 'MediaBox', 'Parent'].some((key) => dict.entries.has(key));
}

/** What an appearance must know of a page. */
export function pageGeometry(file: PdfFile, page: PdfPage): PageGeometry {
  const mediaBox = rectangle(file, inherited(page, 'MediaBox')) ?? [0, 0, 612, 792];
  const cropBox = clip(rectangle(file, inherited(page, 'CropBox')) ?? mediaBox, mediaBox);
  const turns = Math.round((numberValue(file.resolve(inherited(page, 'Rotate'))) ?? 0) / 90) % 4;
  const userUnit = numberValue(file.resolve(page.dict.get('UserUnit'))) ?? 1;
  return {
    index: page.index,
    mediaBox,
    cropBox,
    rotate: (((turns + 4) % 4) * 90) as PageGeometry['rotate'],
    userUnit: userUnit > 0 ? userUnit : 1,
    transparency: readTransparency(file),
  };
}

function inherited(page: PdfPage, key: string): PdfObject | undefined {
  for (const dict of [page.dict, ...page.parents]) {
    const value = dict.get(key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** A rectangle (7.9.5) with its corners in order; undefined where none stands or it is empty. */
export function rectangle(file: PdfFile, object: PdfObject | undefined): PdfRectangle | undefined {
  const numbers = (file.array(object) ?? []).slice(0, 4).map((item) => numberValue(file.resolve(item)));
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const ordered: PdfRectangle = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return ordered[0] < ordered[2] && ordered[1] < ordered[3] ? ordered : undefined;
}

function clip(box: PdfRectangle, by: PdfRectangle): PdfRectangle {
  const clipped: PdfRectangle = [
    Math.max(box[0], by[0]),
    Math.max(box[1], by[1]),
    Math.min(box[2], by[2]),
    Math.min(box[3], by[3]),
  ];
  return clipped[0] < clipped[2] && clipped[1] < clipped[3] ? clipped : by;
}
