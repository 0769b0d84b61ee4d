import { defineErrors } from '../kernel/errors.ts';

export const flowErrors = defineErrors({
  SIGNATURE_NOT_VALID: {
    kind: 'contradiction',
    vi: 'Không ký tiếp được vì tệp có chữ ký không hợp lệ. {why}',
    en: 'Nothing more can be signed: a signature in the file is not valid. {whyEn}',
  },
  UPLOAD_SIGNED_HERE: {
    kind: 'contradiction',
    vi: 'Tệp này đã có chữ ký số hoặc con dấu của nhà trường, tức là bản đã ký của một hồ sơ. Hãy nộp tệp gốc chưa ký.',
    en: 'This file bears a signature or the seal of the school: it is a signed version of a record. Upload the unsigned original.',
  },
  VERSION_DAMAGED: {
    kind: 'internal',
    vi: 'Tệp đã lưu không còn đúng như lúc ghi nhận.',
    en: 'The stored file is not what was recorded.',
  },
});
