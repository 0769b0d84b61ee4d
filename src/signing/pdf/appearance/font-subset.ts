import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type FaceGlyph, type FaceName, type FontFace, loadFace } from './font-face.ts';
import { RecentResults } from './recent-results.ts';

/** A face cut down to the characters of a stamp, with what a CIDFont dictionary says of it (ISO 32000-1 9.7, 9.8). */
export interface FontSubset {
  readonly baseName: string;
  readonly file: Buffer;
  readonly fileLength: number;
  readonly toUnicode: Buffer;
  readonly cidSet: Buffer;
  readonly widths: readonly number[];
  readonly descriptor: {
    readonly bbox: readonly number[];
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly italicAngle: number;
    readonly stemV: number;
    readonly flags: number;
  };
  /** The text as a hexadecimal string of two-byte glyph numbers, the brackets left out. */
  encode(text: string): string;
}

/** In every subset, so that stamps of one person that differ only in their time share one font. */
const COMMON = ' 0123456789/:+-.,?';
const SERIF_NONSYMBOLIC = 34;
const ITALIC_FLAG = 64;
const subsets = new RecentResults<FontSubset>(256);

/** The subset of a face that holds the texts, made once per set of characters and process. */
export function subsetFor(name: FaceName, texts: readonly string[]): FontSubset {
  const characters = [...new Set([...COMMON, ...texts.join('').normalize('NFC')])].sort().join('');
  return subsets.get(`${name}:${characters}`, () => makeSubset(name, characters));
}

function makeSubset(name: FaceName, characters: string): FontSubset {
  const face = loadFace(name);
  const subset = face.font.createSubset();
  const numbers = new Map<number, number>();
  const glyphs: FaceGlyph[] = [];
  for (const glyph of face.glyphsOf(characters)) {
    if (numbers.has(glyph.codePoint)) continue;
    const number = subset.includeGlyph(glyph.id);
    numbers.set(glyph.codePoint, number);
    glyphs[number] ??= glyph;
  }
  const file = Buffer.from(subset.encode());
  return {
    baseName: `${tagOf(file)}+${face.font.postscriptName}`,
    file: deflateSync(file),
    fileLength: file.length,
    toUnicode: deflateSync(toUnicodeMap(numbers)),
    cidSet: deflateSync(fullCidSet(countGlyphs(file))),
    widths: widthsOf(face, glyphs),
    descriptor: describe(name, face),
    encode: (text) =>
      face
        .glyphsOf(text)
        .map((glyph) => hex4(numbers.get(glyph.codePoint) ?? 0))
        .join(''),
  };
}

function widthsOf(face: FontFace, glyphs: readonly (FaceGlyph | undefined)[]): number[] {
  const notdef = face.font.getGlyph(0).advanceWidth * (1000 / face.font.unitsPerEm);
  return Array.from(glyphs, (glyph) => Math.round((glyph?.advance ?? notdef) * 1000) / 1000);
}

function describe(name: FaceName, { font }: FontFace): FontSubset['descriptor'] {
  const em = (value: number): number => Math.round((value * 1000) / font.unitsPerEm);
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    bbox: [minX, minY, maxX, maxY].map(em),
    ascent: em(font.ascent),
    descent: em(font.descent),
    capHeight: em(font.capHeight),
    italicAngle: font.italicAngle,
    stemV: name === 'bold' ? 140 : 80,
    flags: SERIF_NONSYMBOLIC + (name === 'italic' ? ITALIC_FLAG : 0),
  };
}

/** Six capital letters that name the subset (ISO 32000-1 9.6.4), from its bytes so that equal subsets are named alike. */
function tagOf(file: Buffer): string {
  const digest = createHash('sha256').update(file).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** The number of glyphs in a TrueType file, from its `maxp` table, which the directory at its beginning names first. */
function countGlyphs(file: Buffer): number {
  const entry = file.indexOf('maxp', 12, 'latin1');
  return file.readUInt16BE(file.readUInt32BE(entry + 8) + 4);
}

/** A CIDSet that names every glyph in the file, as ISO 19005-1 6.3.5 asks and ISO 19005-2 6.2.11.4.2 allows. */
function fullCidSet(count: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(count / 8), 0xff);
  if (count % 8 !== 0) bits[bits.length - 1] = (0xff << (8 - (count % 8))) & 0xff;
  return bits;
}

function toUnicodeMap(numbers: ReadonlyMap<number, number>): string {
  const rows = [...numbers].map(([codePoint, number]) => `<${hex4(number)}> <${utf16Hex(codePoint)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

function utf16Hex(codePoint: number): string {
  return [...String.fromCodePoint(codePoint)]
    .flatMap((c) => Array.from({ length: c.length }, (_, i) => hex4(c.charCodeAt(i))))
    .join('');
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
