import { defineErrors, type ErrorKind, HosoError } from '../kernel/errors.ts';
import { SchemaViolation } from '../../schemas/index.ts';

export const httpErrors = defineErrors({
  INPUT_INVALID: { kind: 'invalid-input', vi: 'Dữ liệu gửi lên không đúng.', en: 'The input is not valid.' },
  BODY_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Nội dung gửi lên không phải JSON hợp lệ.',
    en: 'The body is not valid JSON.',
  },
  BODY_CUT: {
    kind: 'invalid-input',
    vi: 'Kết nối bị ngắt khi đang gửi nội dung.',
    en: 'The connection was cut before the whole body had come.',
  },
  PATH_MALFORMED: { kind: 'invalid-input', vi: 'Địa chỉ không đúng định dạng.', en: 'The address is malformed.' },
  BODY_TOO_LARGE: { kind: 'too-large', vi: 'Nội dung gửi lên quá lớn.', en: 'The body is too large.' },
  MEDIA_TYPE_UNSUPPORTED: {
    kind: 'unsupported',
    vi: 'Kiểu nội dung không được hỗ trợ.',
    en: 'The content type is not supported.',
  },
  ROUTE_NOT_FOUND: { kind: 'not-found', vi: 'Không có địa chỉ này.', en: 'There is no such address.' },
  SIGN_IN_REQUIRED: { kind: 'unauthenticated', vi: 'Cần đăng nhập.', en: 'Sign in first.' },
  DUTY_REQUIRED: {
    kind: 'forbidden',
    vi: 'Chức vụ của bạn không được làm việc này.',
    en: 'Your duties do not allow this.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    kind: 'forbidden',
    vi: 'Cần đổi mật khẩu ban đầu trước.',
    en: 'Change the initial password first.',
  },
  CSRF_REJECTED: {
    kind: 'forbidden',
    vi: 'Yêu cầu thiếu mã chống giả mạo.',
    en: 'The request lacks the anti-forgery token.',
  },
  INTERNAL: { kind: 'internal', vi: 'Có lỗi trong hệ thống.', en: 'Something went wrong in the system.' },
});

/** The one place where a kind of error becomes an HTTP status. */
const STATUS: Readonly<Record<ErrorKind, number>> = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  contradiction: 422,
  locked: 423,
  'rate-limited': 429,
  unavailable: 503,
  internal: 500,
};

const TITLES: Readonly<Record<ErrorKind, string>> = {
  'invalid-input': 'Dữ liệu không đúng',
  unauthenticated: 'Chưa đăng nhập',
  forbidden: 'Không được phép',
  'not-found': 'Không tìm thấy',
  conflict: 'Xung đột',
  gone: 'Không còn',
  'too-large': 'Quá lớn',
  unsupported: 'Không hỗ trợ',
  contradiction: 'Mâu thuẫn với quy định',
  locked: 'Đã khóa',
  'rate-limited': 'Quá nhiều yêu cầu',
  unavailable: 'Tạm thời không phục vụ được',
  internal: 'Lỗi hệ thống',
};

/** A problem document of RFC 9457, with both languages. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailEn: string;
  readonly instance: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Turns what was thrown into the error a client sees; what is unknown says nothing of itself. */
export function asHosoError(error: unknown): HosoError {
  if (error instanceof HosoError) return error;
  if (error instanceof SchemaViolation) return httpErrors.INPUT_INVALID({ problems: error.problems }, error);
  return fromBodyParser(error) ?? fromRouter(error) ?? httpErrors.INTERNAL({}, error);
}

/** The problem document of an error. */
export function problemOf(error: HosoError, requestId: string): ProblemDocument {
  return {
    type: `urn:hoso:error:${error.code}`,
    title: TITLES[error.kind],
    status: STATUS[error.kind],
    code: error.code,
    detail: error.vi,
    detailEn: error.en,
    instance: `urn:hoso:request:${requestId}`,
    ...(error.kind !== 'internal' && Object.keys(error.details).length > 0 && { details: error.details }),
  };
}

function fromBodyParser(error: unknown): HosoError | undefined {
  if (!(error instanceof Error) || !('type' in error)) return undefined;
  switch (error.type) {
    case 'entity.parse.failed':
      return httpErrors.BODY_MALFORMED({}, error);
    case 'entity.too.large':
      return httpErrors.BODY_TOO_LARGE({}, error);
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return httpErrors.MEDIA_TYPE_UNSUPPORTED({}, error);
    case 'request.aborted':
    case 'request.size.invalid':
      return httpErrors.BODY_CUT({}, error);
    default:
      return undefined;
  }
}

/** A path with a broken percent sign, which Express throws as it is. */
function fromRouter(error: unknown): HosoError | undefined {
  const malformed = error instanceof URIError && 'status' in error && error.status === 400;
  return malformed ? httpErrors.PATH_MALFORMED({}, error) : undefined;
}
