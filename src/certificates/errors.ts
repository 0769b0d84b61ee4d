import { defineErrors } from '../kernel/errors.ts';

export const certificateErrors = defineErrors({
  CERTIFICATE_MISSING: {
    kind: 'not-found',
    vi: 'Chưa có chứng thư số.',
    en: 'There is no certificate yet.',
  },
  CERTIFICATE_NOT_FOUND: { kind: 'not-found', vi: 'Không tìm thấy chứng thư số.', en: 'There is no such certificate.' },
  CERTIFICATE_EXPIRED: {
    kind: 'forbidden',
    vi: 'Chứng thư số đã hết hạn lúc {notAfter}.',
    en: 'The certificate expired at {notAfter}.',
  },
  CERTIFICATE_NOT_YET_VALID: {
    kind: 'forbidden',
    vi: 'Chứng thư số chỉ có hiệu lực từ {notBefore}.',
    en: 'The certificate is valid only from {notBefore}.',
  },
  CERTIFICATE_REVOKED: {
    kind: 'forbidden',
    vi: 'Chứng thư số đã bị thu hồi lúc {revokedAt}.',
    en: 'The certificate was revoked at {revokedAt}.',
  },
  CERTIFICATE_EXISTS: {
    kind: 'conflict',
    vi: 'Đã có chứng thư số còn hiệu lực; hãy thu hồi trước khi cấp mới.',
    en: 'There is a valid certificate; revoke it before another is issued.',
  },
  CERTIFICATE_UNFIT: {
    kind: 'contradiction',
    vi: 'Chứng thư số này không dùng để ký tài liệu được.',
    en: 'This certificate cannot sign documents.',
  },
  CERTIFICATE_UNTRUSTED: {
    kind: 'contradiction',
    vi: 'Chứng thư số này do {issuer} cấp; nhà trường chưa tin cậy nơi cấp này nên không dùng để ký hồ sơ được.',
    en: 'This certificate was issued by {issuer}, whom the school does not trust; it cannot sign records.',
  },
  CERTIFICATE_NAME_DIFFERS: {
    kind: 'contradiction',
    vi: 'Chứng thư số mang tên “{certificate}”, còn tài khoản là của “{account}”.',
    en: 'The certificate names “{certificate}”, but the account is that of “{account}”.',
  },
  SEAL_NOT_APPOINTED: {
    kind: 'forbidden',
    vi: 'Bạn chưa được giao giữ con dấu số của trường.',
    en: 'You were not appointed to keep the school’s seal.',
  },
  SEAL_NOT_ACTIVATED: {
    kind: 'conflict',
    vi: 'Người giữ con dấu số chưa đặt mã PIN.',
    en: 'The keeper of the seal has not set its PIN yet.',
  },
  SEAL_CUSTODIAN_UNFIT: {
    kind: 'contradiction',
    vi: 'Chỉ văn thư đang làm nhiệm vụ mới được giao giữ con dấu số.',
    en: 'Only an acting records clerk may keep the seal.',
  },
  PIN_TOO_SHORT: {
    kind: 'contradiction',
    vi: 'Mã PIN phải có ít nhất {minimum} ký tự.',
    en: 'A PIN needs at least {minimum} characters.',
  },
  PIN_TRIVIAL: {
    kind: 'contradiction',
    vi: 'Mã PIN quá dễ đoán: không dùng ký tự lặp lại, dãy liên tiếp hay tên đăng nhập.',
    en: 'The PIN is too easy to guess: no repetition, no sequence, not the user name.',
  },
  PIN_UNCHANGED: {
    kind: 'contradiction',
    vi: 'Mã PIN mới phải khác mã cũ.',
    en: 'The new PIN must differ from the old one.',
  },
  PIN_LOCKED: {
    kind: 'locked',
    vi: 'Mã PIN đã bị khóa vì nhập sai nhiều lần; hãy nhờ quản trị viên mở khóa.',
    en: 'The PIN is locked after too many wrong tries; ask an administrator to unlock it.',
  },
  OWN_PIN_PROTECTED: {
    kind: 'forbidden',
    vi: 'Không thể tự mở khóa mã PIN của chính mình; hãy nhờ người quản lý khác.',
    en: 'Nobody can unlock their own PIN; ask another manager.',
  },
  CLOCK_UNSURE: {
    kind: 'unavailable',
    vi: 'Đồng hồ của máy chủ chạy lùi so với dấu thời gian đã cấp nên chưa cấp được dấu thời gian mới.',
    en: 'The server’s clock is behind a timestamp that was given already, so that no other is given yet.',
  },
  AUTHORITY_MISSING: {
    kind: 'not-found',
    vi: 'Trường chưa có hệ thống chứng thư nội bộ.',
    en: 'The school has no certificate authority yet.',
  },
});
