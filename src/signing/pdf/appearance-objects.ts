/** A rectangle `[left, bottom, right, top]` in points of default user space (1/72 inch unless the page has a UserUnit). */
export type PdfRectangle = readonly [number, number, number, number];

/** What an appearance must know of the page it is placed on; boxes and rotation as inherited (ISO 32000-1, 7.7.3.4). */
export interface PageGeometry {
  /** Index from 0. */
  readonly index: number;
  readonly mediaBox: PdfRectangle;
  /** What a reader shows; equals the media box where the page has none. */
  readonly cropBox: PdfRectangle;
  /** Degrees clockwise the page is turned when shown. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Size of one unit in 1/72 inch; 1 nearly always. */
  readonly userUnit: number;
  /**
   * Whether soft masks, blending and opacity may be used. Forbidden where the file says it is PDF/A and would not be any
   * more: PDF/A-1 (ISO 19005-1, 6.4), or a later part without an output intent to blend in (ISO 19005-2, 6.2.10).
   */
  readonly transparency: 'allowed' | 'forbidden';
  /** Where an existing signature field stands, when one is being filled. */
  readonly fieldRect?: PdfRectangle;
}

/**
 * A piece of a dictionary's body:
 * - a string: PDF syntax as it is (Latin-1), never with a string literal in it, since an encrypted file encrypts those;
 * - `ref`: another object of the same appearance, by its local number, written as an indirect reference;
 * - `text`: the bytes of a PDF string, written (and encrypted, where the file asks for it) by the writer.
 */
export type AppearancePiece = string | { readonly ref: number } | { readonly text: Uint8Array };

/**
 * One indirect object, numbered by its place in the list (local number, from 0).
 * `entries` is what stands between `<<` and `>>`; with `stream` set the writer adds /Length and encrypts as the file asks,
 * so the data comes already filtered and `entries` names its /Filter.
 */
export interface AppearanceObject {
  readonly entries: readonly AppearancePiece[];
  readonly stream?: Uint8Array;
}

/** A drawn signature: its place on the page and the objects that draw it, free of object numbers until written. */
export interface SignatureAppearance {
  /** The widget's /Rect, in the page's default user space (not turned by /Rotate). */
  readonly rect: PdfRectangle;
  readonly objects: readonly AppearanceObject[];
  /** Local number of the Form XObject that becomes /AP /N. */
  readonly form: number;
}

/** Draws the appearance for the page it is to stand on. */
export type AppearanceMaker = (page: PageGeometry) => SignatureAppearance;
