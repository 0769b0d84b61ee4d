/** Vietnamese text without tone marks: `Nguyễn Đức` becomes `Nguyen Duc`. */
export function toAscii(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

/** `Nguyễn Văn A` becomes `NguyenVanA`, the form used in file names. */
export function toPascalCase(text: string): string {
  return toAscii(text)
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `Nguyễn Văn A` becomes `nguyenvana`. */
export function toUsername(fullName: string): string {
  return toPascalCase(fullName).toLowerCase();
}
