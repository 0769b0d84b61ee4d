import { type Bilingual } from '../../kernel/errors.ts';
import { type TimestampProblem } from './verify-token.ts';

const same = (text: string): Bilingual => ({ vi: text, en: text });

/** What stands in the way of an exchange, by how `failureReason` says it. */
const NETWORK: Readonly<Record<string, string>> = {
  'no answer in time': 'không trả lời trong thời hạn',
  ECONNREFUSED: 'máy chủ từ chối kết nối (ECONNREFUSED)',
  ENOTFOUND: 'không có máy chủ mang tên này (ENOTFOUND)',
  ERR_INVALID_URL: 'địa chỉ không đúng (ERR_INVALID_URL)',
};

/** Why an authority could not be reached. */
export const networkWords = (reason: string): Bilingual => ({ vi: NETWORK[reason] ?? reason, en: reason });

const PROBLEMS: Readonly<Record<TimestampProblem, Bilingual>> = {
  'certificate-not-found': {
    vi: 'thiếu chứng thư của dịch vụ (certificate-not-found)',
    en: 'the certificate of the authority is missing (certificate-not-found)',
  },
  'digest-unsupported': same('digest-unsupported'),
  'algorithm-unsupported': same('algorithm-unsupported'),
  'key-unsupported': same('key-unsupported'),
  'direct-signature-unsupported': same('direct-signature-unsupported'),
  'signed-attributes-missing': same('signed-attributes-missing'),
  'content-type-mismatch': same('content-type-mismatch'),
  'message-digest-mismatch': same('message-digest-mismatch'),
  'digest-algorithm-mismatch': same('digest-algorithm-mismatch'),
  'signing-certificate-mismatch': {
    vi: 'chứng thư kèm theo không phải chứng thư đã ký (signing-certificate-mismatch)',
    en: 'the certificate in it is not the one that signed (signing-certificate-mismatch)',
  },
  'signature-invalid': {
    vi: 'chữ ký không khớp (signature-invalid)',
    en: 'its signature is wrong (signature-invalid)',
  },
  'imprint-mismatch': {
    vi: 'được cấp cho dữ liệu khác (imprint-mismatch)',
    en: 'it covers other data (imprint-mismatch)',
  },
  'unknown-critical-extension': same('unknown-critical-extension'),
  'signing-certificate-missing': same('signing-certificate-missing'),
  'certificate-purpose': {
    vi: 'chứng thư của dịch vụ không được cấp để đóng dấu thời gian (certificate-purpose)',
    en: 'the authority’s certificate is not meant for timestamps (certificate-purpose)',
  },
  'certificate-not-valid-at-time': {
    vi: 'chứng thư của dịch vụ hết hạn hoặc chưa có hiệu lực lúc đóng dấu (certificate-not-valid-at-time)',
    en: 'the authority’s certificate was not in force at that time (certificate-not-valid-at-time)',
  },
};

/** What is wrong with a token. */
export function problemWords(problems: readonly TimestampProblem[]): Bilingual {
  const words = problems.map((problem) => PROBLEMS[problem]);
  return { vi: words.map(({ vi }) => vi).join(', '), en: words.map(({ en }) => en).join(', ') };
}

/** How far a token's time is from the clock. */
export function skewWords(time: Date, now: Date): Bilingual {
  const seconds = Math.round(Math.abs(time.getTime() - now.getTime()) / 1000);
  const [there, here] = [time, now].map((each) => each.toISOString()) as [string, string];
  return {
    vi: `giờ trong dấu (${there}) lệch ${seconds} giây so với đồng hồ của máy này (${here})`,
    en: `its time (${there}) is ${seconds} s from this machine’s clock (${here})`,
  };
}

/** What else an answer may lack. */
export const WORDS = {
  notAnAnswer: {
    vi: 'câu trả lời không phải là TimeStampResp (RFC 3161)',
    en: 'the answer is not a TimeStampResp',
  },
  noToken: { vi: 'đồng ý nhưng không kèm dấu thời gian', en: 'granted, but without a token' },
  otherHash: { vi: 'dấu dùng hàm băm khác', en: 'imprint under another hash' },
  nonce: { vi: 'nonce thiếu hoặc khác với yêu cầu', en: 'nonce missing or different' },
  policy: { vi: 'được cấp theo chính sách khác', en: 'another policy' },
  tooLong: { vi: 'dài hơn mức đã khai báo', en: 'longer than the authority was said to give' },
  unreadable: { vi: 'không đọc được', en: 'unreadable' },
} as const satisfies Record<string, Bilingual>;
