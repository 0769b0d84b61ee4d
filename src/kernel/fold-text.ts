/**
 * Text for searching: without tone marks, `đ` as `d`, lower case. `Nguyễn Đức` becomes `nguyen duc`. Ð (U+00D0) and Ɖ (U+0189)
 * look like Đ and are typed for it.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐÐðƉɖ]/g, 'd')
    .toLowerCase();
}
