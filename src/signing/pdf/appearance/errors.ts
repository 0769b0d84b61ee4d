import { defineErrors } from '../../../kernel/errors.ts';

/** What can be wrong with a stamp: its picture, its place, its text. */
export const errors = defineErrors({
  STAMP_IMAGE_UNREADABLE: {
    kind: 'invalid-input',
    vi: 'Ảnh chữ ký hoặc con dấu không phải là tệp PNG đọc được.',
    en: 'The signature or seal image is not a readable PNG file.',
  },
  STAMP_IMAGE_TOO_LARGE: {
    kind: 'too-large',
    vi: 'Ảnh chữ ký hoặc con dấu quá lớn: {width}×{height} điểm ảnh, tối đa {limit} điểm ảnh.',
    en: 'The signature or seal image is too large: {width}×{height} pixels, at most {limit} pixels in all.',
  },
  STAMP_OUTSIDE_PAGE: {
    kind: 'invalid-input',
    vi: 'Khung chữ ký ({width}×{height} pt) không nằm vừa trên trang ({pageWidth}×{pageHeight} pt).',
    en: 'The signature box ({width}×{height} pt) does not fit on the page ({pageWidth}×{pageHeight} pt).',
  },
  STAMP_WITHOUT_FIELD: {
    kind: 'invalid-input',
    vi: 'Chữ ký hiển thị cần một trường chữ ký có khung trên trang, nhưng trường này không có khung.',
    en: 'The visible signature needs a signature field with a box on the page, but this field has none.',
  },
  STAMP_BOX_TOO_SMALL: {
    kind: 'invalid-input',
    vi: 'Khung chữ ký {width}×{height} pt quá nhỏ để đọc được nội dung.',
    en: 'The signature box of {width}×{height} pt is too small for its text to be read.',
  },
});
