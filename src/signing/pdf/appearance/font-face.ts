import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type Glyph } from '@cantoo/fontkit';

import { RecentResults } from './recent-results.ts';

/** The cuts of Tinos (metrics of Times New Roman) that stamps are set in. */
export type FaceName = 'regular' | 'bold' | 'italic';

const FILES: Readonly<Record<FaceName, string>> = {
  regular: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  bold: '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  italic: '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
};
/** `?` */
const REPLACEMENT = 63;

/** A font with a name and outlines; only one without is said to have no glyphs. */
type OutlineFont = Omit<Font, 'postscriptName' | 'glyphForCodePoint' | 'getGlyph'> & {
  readonly postscriptName: string;
  glyphForCodePoint(codePoint: number): Glyph;
  getGlyph(id: number): Glyph;
};

/** One glyph to be shown: its number in the whole font, its advance in 1/1000 em, the character it stands for. */
export interface FaceGlyph {
  readonly id: number;
  readonly advance: number;
  readonly codePoint: number;
}

/** A parsed font with the glyphs looked up so far. */
export class FontFace {
  readonly font: OutlineFont;
  readonly #glyphs = new Map<string, FaceGlyph>();
  /** Of texts at 1 point: a batch of stamps sets the same words again and again, at several sizes. */
  readonly #widths = new RecentResults<number>(2048);

  constructor(bytes: Uint8Array) {
    this.font = create(bytes) as OutlineFont;
  }

  /**
   * The glyphs of a text, composed (NFC) first, because the marks of decomposed Vietnamese would be set apart from
   * their letters. A character the font lacks is shown as its base letter, else as `?`; it never stops a signature.
   */
  glyphsOf(text: string): FaceGlyph[] {
    return [...text.normalize('NFC')].map((character) => this.#glyphOf(character));
  }

  /** The width of a text in points at a font size. */
  widthOf(text: string, size: number): number {
    const unit = this.#widths.get(text, () => this.glyphsOf(text).reduce((sum, glyph) => sum + glyph.advance, 0));
    return (unit * size) / 1000;
  }

  #glyphOf(character: string): FaceGlyph {
    const known = this.#glyphs.get(character);
    if (known) return known;
    const codePoint = this.#shownAs(character);
    const glyph = this.font.glyphForCodePoint(codePoint);
    const made = { id: glyph.id, advance: (glyph.advanceWidth * 1000) / this.font.unitsPerEm, codePoint };
    this.#glyphs.set(character, made);
    return made;
  }

  #shownAs(character: string): number {
    const wanted = firstCodePoint(character);
    if (this.font.hasGlyphForCodePoint(wanted)) return wanted;
    const base = firstCodePoint(character.normalize('NFD'));
    return this.font.hasGlyphForCodePoint(base) ? base : REPLACEMENT;
  }
}

function firstCodePoint(text: string): number {
  return Number(text.codePointAt(0));
}

const loaded = new Map<FaceName, FontFace>();

/** The face of that name, read and parsed once per process. */
export function loadFace(name: FaceName): FontFace {
  const known = loaded.get(name);
  if (known) return known;
  const face = new FontFace(readFileSync(createRequire(import.meta.url).resolve(FILES[name])));
  loaded.set(name, face);
  return face;
}
