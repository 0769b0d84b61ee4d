import { defineErrors } from '../kernel/errors.ts';

export const archiveErrors = defineErrors({
  NOT_ARCHIVED: {
    kind: 'not-found',
    vi: 'Không có hồ sơ này trong kho lưu trữ.',
    en: 'There is no such record in the archive.',
  },
});
