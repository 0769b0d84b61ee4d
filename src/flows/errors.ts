import { defineErrors } from '../kernel/errors.ts';

export const flowErrors = defineErrors({
  SIGNATURE_NOT_VALID: {
    kind: 'contradiction',
    vi: 'Không ký tiếp được vì tệp có chữ ký không hợp lệ. {why}',
    en: 'Nothing more can be signed: a signature in the file is not valid. {whyEn}',
  },
  VERSION_DAMAGED: {
    kind: 'internal',
    vi: 'Tệp đã lưu không còn đúng như lúc ghi nhận.',
    en: 'The stored file is not what was recorded.',
  },
});
