/** Text without tone marks: `Nguyễn Đức` becomes `Nguyen Duc`; what has no Latin base letter stays as it is. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

/** One part of a file or folder name: ASCII letters, digits, dots and hyphens, each word beginning upper case. */
export function asciiPart(text: string): string {
  return withoutMarks(text)
    .split(/[^A-Za-z0-9.-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
