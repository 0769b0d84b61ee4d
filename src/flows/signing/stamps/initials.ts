/** Grave, acute, hook, tilde and dot below: the tones, which are no part of a letter; the marks of ă â đ ê ô ơ ư are. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** The letters that stand for a name (ký nháy): `Nguyễn Văn An` gives NVA, `Đặng Hữu Ước` gives ĐHƯ. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFD').replace(TONES, '').normalize('NFC').trim().split(/\s+/u);
  const letters = words.map((word) => /\p{L}/u.exec(word)?.[0] ?? '').join('');
  return letters.toLocaleUpperCase('vi') || name.trim().slice(0, 3);
}
