import { defineErrors } from '../src/kernel/errors.ts';

export const storageErrors = defineErrors({
  OBJECT_NOT_FOUND: {
    kind: 'not-found',
    vi: 'Không có tệp này trong kho lưu trữ.',
    en: 'The store has no such object.',
  },
  STORE_UNAVAILABLE: {
    kind: 'unavailable',
    vi: 'Kho lưu trữ không phản hồi, hãy thử lại sau.',
    en: 'The object store does not answer; try again later.',
  },
  OBJECT_CORRUPT: {
    kind: 'internal',
    vi: 'Nội dung trong kho lưu trữ không khớp với mã băm đã ghi.',
    en: 'The bytes in the store are not the ones that were recorded.',
  },
  OBJECT_RANGE_INVALID: {
    kind: 'invalid-input',
    vi: 'Khoảng byte yêu cầu nằm ngoài tệp.',
    en: 'The range asked for lies outside the object.',
  },
  OBJECT_NOT_TEMPORARY: {
    kind: 'internal',
    vi: 'Chỉ được xóa tệp tạm.',
    en: 'Only temporary objects are ever deleted.',
  },
  RETENTION_SHORTENED: {
    kind: 'contradiction',
    vi: 'Tệp đã khóa đến {until}, không được rút ngắn.',
    en: 'The object is locked until {until}; a lock is never shortened.',
  },
  BUCKET_MISSING: {
    kind: 'unavailable',
    vi: 'Kho lưu trữ chưa có bucket "{bucket}".',
    en: 'The store has no bucket "{bucket}".',
  },
  BUCKET_NOT_VERSIONED: {
    kind: 'unavailable',
    vi: 'Bucket "{bucket}" chưa bật lưu phiên bản.',
    en: 'Bucket "{bucket}" does not keep versions.',
  },
  BUCKET_NOT_LOCKABLE: {
    kind: 'unavailable',
    vi: 'Bucket "{bucket}" chưa bật Object Lock.',
    en: 'Bucket "{bucket}" has no Object Lock.',
  },
});
