import { defineErrors } from '../kernel/errors.ts';

export const flowErrors = defineErrors({
  VERSION_DAMAGED: {
    kind: 'internal',
    vi: 'Tệp đã lưu không còn đúng như lúc ghi nhận.',
    en: 'The stored file is not what was recorded.',
  },
});
