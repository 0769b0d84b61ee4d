/** The competences every mathematics lesson trains (2018 curriculum). */
export const THINKING = [
  'Năng lực tư duy và lập luận toán học: so sánh, phân tích dữ kiện, lập luận hợp lí trước khi kết luận.',
  'Năng lực giải quyết vấn đề toán học: nhận biết tình huống, chọn công cụ thích hợp và trình bày lời giải chặt chẽ.',
  'Năng lực giao tiếp toán học: trình bày, diễn đạt, thảo luận, sử dụng đúng kí hiệu.',
];

/** A number as written in Vietnamese: decimal comma, true minus sign. */
export function decimal(value: number): string {
  return String(value).replace('.', ',').replace('-', '−');
}
