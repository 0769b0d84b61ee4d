import { defineErrors } from '../kernel/errors.ts';

export const pictureErrors = defineErrors({
  PICTURE_NOT_PNG: {
    kind: 'unsupported',
    vi: 'Ảnh chữ ký, ảnh ký nháy, ảnh con dấu phải là tệp PNG; tệp này là {found}.',
    en: 'Pictures of signatures, initials and the seal are PNG files; this one is {found}.',
  },
  PICTURE_TOO_LARGE: {
    kind: 'too-large',
    vi: 'Tệp ảnh có {size} byte, tối đa {limit} byte.',
    en: 'The picture has {size} bytes, at most {limit} are taken.',
  },
  PICTURE_TOO_HEAVY: {
    kind: 'too-large',
    vi: 'Ảnh này thêm {size} byte vào mỗi hồ sơ được ký, tối đa {limit} byte; hãy cắt sát nét ký và giảm độ phân giải.',
    en: 'The picture would add {size} bytes to each record that is signed, at most {limit}; crop it and lower its resolution.',
  },
  PICTURE_NOT_FOUND: { kind: 'not-found', vi: 'Chưa có ảnh này.', en: 'There is no such picture.' },
  SEAL_PICTURE_PROPORTIONS: {
    kind: 'contradiction',
    vi: 'Con dấu rộng {widthMm} mm theo ảnh này sẽ cao {heightMm} mm; chiều cao phải từ {least} đến {most} mm. Hãy cắt ảnh sát mép dấu.',
    en: 'A seal {widthMm} mm wide would be {heightMm} mm high by this picture; {least} to {most} mm are taken. Crop it to the seal.',
  },
});
