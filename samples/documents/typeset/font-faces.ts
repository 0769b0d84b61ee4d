import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { create, type Font, type Glyph } from '@cantoo/fontkit';

export type FaceName = 'regular' | 'bold' | 'italic' | 'boldItalic';

/** One face, cut down once to the characters of Vietnamese school documents; shared by every document of the process. */
export interface FontFace {
  readonly name: FaceName;
  readonly postscriptName: string;
  /** Width of a character in thousandths of the font size. */
  width(char: string): number;
  /** Two-byte glyph number in the cut-down font, as four hex digits. */
  code(char: string): string;
  /** The outline in the units of the full font, for drawing text into images. */
  glyph(char: string): Glyph;
  readonly unitsPerEm: number;
  readonly metrics: {
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly italicAngle: number;
    readonly box: readonly [number, number, number, number];
  };
  /** Widths by glyph number from 0, in thousandths. */
  readonly widths: readonly number[];
  /** The cut-down TrueType program: its length, and itself deflated. */
  readonly program: { readonly length: number; readonly deflated: Uint8Array };
  /** The ToUnicode map, deflated. */
  readonly toUnicode: Uint8Array;
}

const FILES: Readonly<Record<FaceName, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x391, 0x3c9],
  [0x1ea0, 0x1ef9],
];
const SIGNS = '−–—‘’“”•…′″₫→←↔≤≥≠≈√∞∑∫∆∩';

const loaded = new Map<FaceName, Promise<FontFace>>();

/** Reads a face once per process. Tinos has the metrics of Times New Roman, which Decree 30/2020 asks for. */
export function loadFace(name: FaceName): Promise<FontFace> {
  const known = loaded.get(name);
  if (known) return known;
  const face = readFace(name);
  loaded.set(name, face);
  return face;
}

async function readFace(name: FaceName): Promise<FontFace> {
  const path = fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${FILES[name]}`));
  const font = create(await readFile(path));
  if (!('glyphForCodePoint' in font)) throw new TypeError(`${FILES[name]} is a collection of fonts`);
  return cutDown(name, font);
}

function cutDown(name: FaceName, font: Font): FontFace {
  const subset = font.createSubset();
  const scale = 1000 / font.unitsPerEm;
  const codes = new Map<string, string>();
  const glyphs = new Map<string, Glyph>();
  const widths = [Math.round((font.getGlyph(0)?.advanceWidth ?? 0) * scale)];
  for (const char of wantedCharacters(font)) {
    const glyph = font.glyphForCodePoint(char.codePointAt(0) ?? 0);
    if (glyph === null) continue;
    const id = subset.includeGlyph(glyph);
    widths[id] = Math.round(glyph.advanceWidth * scale);
    codes.set(char, id.toString(16).padStart(4, '0'));
    glyphs.set(char, glyph);
  }
  const program = subset.encode();
  const find = <T>(map: ReadonlyMap<string, T>, char: string): T => {
    const found = map.get(char);
    if (found === undefined) throw new RangeError(`the font has no glyph for ${JSON.stringify(char)}`);
    return found;
  };
  return {
    name,
    postscriptName: `HSMAUA+${font.postscriptName ?? 'Tinos'}`,
    width: (char) => widths[parseInt(find(codes, char), 16)] ?? 0,
    code: (char) => find(codes, char),
    glyph: (char) => find(glyphs, char),
    unitsPerEm: font.unitsPerEm,
    metrics: {
      ascent: font.ascent * scale,
      descent: font.descent * scale,
      capHeight: font.capHeight * scale,
      italicAngle: font.italicAngle,
      box: [font.bbox.minX * scale, font.bbox.minY * scale, font.bbox.maxX * scale, font.bbox.maxY * scale],
    },
    widths,
    program: { length: program.length, deflated: deflateSync(program) },
    toUnicode: deflateSync(toUnicodeMap(codes)),
  };
}

function wantedCharacters(font: Font): string[] {
  const ranges = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  const signs = [...SIGNS].map((char) => char.codePointAt(0) ?? 0);
  return [...ranges, ...signs]
    .filter((code) => font.hasGlyphForCodePoint(code))
    .map((code) => String.fromCodePoint(code));
}

/** ISO 32000-2, 9.10.3; at most 100 entries a block. A glyph that two characters share names the first. */
function toUnicodeMap(codes: ReadonlyMap<string, string>): string {
  const firstOf = new Map<string, string>();
  for (const [char, code] of codes) if (!firstOf.has(code)) firstOf.set(code, char);
  const entries = [...firstOf].map(
    ([code, char]) => `<${code}> <${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}>`,
  );
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
  ].join('\n');
}
