import { type Bilingual, type HosoError } from '../../../kernel/errors.ts';
import { signingErrors } from '../../errors.ts';

/** Why a PKCS#12 file is not read. */
export const WORDS = {
  noKey: { vi: 'tệp không có khóa bí mật', en: 'it holds no private key' },
  severalKeys: { vi: 'tệp có nhiều khóa bí mật', en: 'it holds several private keys' },
  noCertificate: { vi: 'tệp không có chứng thư của khóa', en: 'it holds no certificate for its key' },
  version: { vi: 'tệp không phải phiên bản 3', en: 'it is not of version 3' },
  noMac: {
    vi: 'tệp không có mã xác thực (MAC) nên không biết nội dung còn nguyên vẹn hay không; hãy xuất lại tệp có MAC',
    en: 'it carries no MAC, so nobody can tell whether it is as it was made; export it anew with one',
  },
  signed: {
    vi: 'tệp được bảo vệ bằng chữ ký thay cho mật khẩu, kiểu này không được hỗ trợ',
    en: 'it is protected by a signature in the place of a passphrase, which is not supported',
  },
  keyKind: { vi: 'khóa bí mật thuộc loại không hỗ trợ', en: 'its private key is of an unknown kind' },
  macKind: { vi: 'mã xác thực (MAC) thuộc loại không hỗ trợ', en: 'its MAC is of an unknown kind' },
  notDecrypted: { vi: 'nội dung không giải mã được', en: 'its contents do not decrypt' },
  ivLength: { vi: 'véc-tơ khởi tạo có độ dài sai', en: 'its initialisation vector has a wrong length' },
  tooLarge: (bytes: number) => ({ vi: `tệp lớn hơn ${bytes} byte`, en: `it is above ${bytes} bytes` }),
  contentType: (type: string) => ({ vi: `nội dung thuộc loại ${type}`, en: `content of type ${type}` }),
  protection: (id: string) => ({
    vi: `tệp được mã hóa theo cách không hỗ trợ (${id})`,
    en: `its protection ${id} is not known`,
  }),
  macIterations: (count: number) => ({
    vi: `mã xác thực (MAC) đòi ${count} vòng lặp`,
    en: `its MAC asks for ${count} iterations`,
  }),
  iterations: (count: number) => ({
    vi: `cách mã hóa đòi ${count} vòng lặp`,
    en: `its protection asks for ${count} iterations`,
  }),
} as const satisfies Record<string, Bilingual | ((value: never) => Bilingual)>;

export const unreadable = (reason: Bilingual, cause?: unknown): HosoError =>
  signingErrors.P12_UNREADABLE({ reason }, cause);
