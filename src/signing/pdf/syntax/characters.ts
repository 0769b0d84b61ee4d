import { byteAt } from '../../bytes/byte-at.ts';

/** Character classes of ISO 32000-1, 7.2.2. */
const WHITESPACE = 1;
const DELIMITER = 2;

const classes = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) classes[code] = WHITESPACE;
for (const character of '()<>[]{}/%') classes[character.charCodeAt(0)] = DELIMITER;

const hexValues = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit += 1) {
  hexValues[digit.toString(16).charCodeAt(0)] = digit;
  hexValues[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

export function isWhitespace(code: number): boolean {
  return classes[code] === WHITESPACE;
}

/** Neither white space nor delimiter. */
export function isRegular(code: number): boolean {
  return classes[code] === 0;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** 0 to 15, or -1 for a byte that is no hexadecimal digit. */
export function hexValue(code: number): number {
  return hexValues[code] as number;
}

/** How often a name's bytes must be told apart from syntax: `#`, delimiters, white space, and what is not printable ASCII. */
export function mustEscapeInName(code: number): boolean {
  return code < 33 || code > 126 || code === 35 || classes[code] !== 0;
}

/** Where the run of bytes of one kind starts that ends before `end`; `end` itself where none stands. */
export function backOver(bytes: Uint8Array, end: number, is: (code: number) => boolean): number {
  let at = end;
  while (at > 0 && is(byteAt(bytes, at - 1))) at -= 1;
  return at;
}
