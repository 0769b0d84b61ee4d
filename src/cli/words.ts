import { type Bilingual } from '../kernel/errors.ts';

/** What is wrong with a command line. */
export const USAGE = {
  twoPaths: { vi: 'cần hai đường dẫn', en: 'two paths are needed' },
  oneFile: { vi: 'cần một tệp', en: 'one file is needed' },
  missing: (...options: readonly string[]) => ({
    vi: `thiếu ${options.join(', ')}`,
    en: `${options.join(', ')} is missing`,
  }),
  value: (option: string, value: string) => ({
    vi: `${option} ${value} không đúng`,
    en: `${option} ${value} is wrong`,
  }),
  needs: (option: string, other: string) => ({ vi: `${option} cần có ${other}`, en: `${option} needs ${other}` }),
} as const satisfies Record<string, Bilingual | ((...values: string[]) => Bilingual)>;

/** What Node says of arguments, whose code names the fault and whose message quotes the option. */
export function argumentWords(cause: unknown): Bilingual {
  if (!(cause instanceof Error)) return { vi: 'không đọc được tham số', en: 'unreadable' };
  const [, option = ''] = /'([^' ]+)/.exec(cause.message) ?? [];
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { vi: `không có tùy chọn ${option}`, en: cause.message };
  return { vi: `giá trị của ${option} thiếu hoặc không đúng`, en: cause.message };
}

const FILE_FAULTS: Readonly<Record<string, Bilingual>> = {
  ENOENT: { vi: 'không có tệp hoặc thư mục này', en: 'there is no such file or folder' },
  EACCES: { vi: 'không có quyền truy cập', en: 'permission denied' },
  EPERM: { vi: 'không có quyền truy cập', en: 'permission denied' },
  EROFS: { vi: 'nơi lưu chỉ cho đọc', en: 'the file system is read-only' },
  EISDIR: { vi: 'đây là thư mục, không phải tệp', en: 'it is a folder, not a file' },
  ENOTDIR: { vi: 'đây không phải thư mục', en: 'it is not a folder' },
  ENOSPC: { vi: 'ổ đĩa đã đầy', en: 'the disk is full' },
  ENAMETOOLONG: { vi: 'tên tệp quá dài', en: 'the name is too long' },
  EMFILE: { vi: 'quá nhiều tệp đang mở', en: 'too many open files' },
};

/** Why a file or a folder could not be read or written, by the code of the system. */
export function fileWords(cause: unknown): Bilingual {
  const { code } = cause as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : FILE_FAULTS[code];
  return known ?? { vi: code ?? 'không rõ nguyên do', en: code ?? 'unknown' };
}
