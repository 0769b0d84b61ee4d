/** Text for searching: without tone marks, `đ` as `d`, lower case. `Nguyễn Đức` becomes `nguyen duc`. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
