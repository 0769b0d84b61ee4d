/**
 * Characters that steer a terminal or turn the reading direction, that take no room, or that are no characters: control (C0, C1), line and
 * paragraph separators, format characters (bidirectional marks, zero width, tags), halves of surrogates, unassigned and private ones.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text of which a person sees all there is in it: what cannot be seen stands as `\n` or `\u{202E}`. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => SHORT[character] ?? `\\u{${hexOf(character)}}`);
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
