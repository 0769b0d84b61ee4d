import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isHosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { readPem } from './pem.ts';
import { parseCertificate } from './certificate.ts';

const CERTIFICATE_FILE = /\.(pem|crt|cer|der)$/i;

const NO_CERTIFICATE = { vi: 'trong tệp không có chứng thư nào', en: 'no certificate in it' } as const;

/**
 * The certificates to trust, in DER, from a file (PEM with one or more, or DER with one) or from all such files of a folder, by
 * name: an authority is dropped in as a file.
 *
 * @throws TRUST_STORE_UNREADABLE with `details.file`: it cannot be read, or holds something else than certificates
 */
export async function readTrustStore(path: string): Promise<Uint8Array[]> {
  const files = await certificateFiles(path);
  const read = await Promise.all(files.map(certificatesOf));
  return read.flat();
}

async function certificateFiles(path: string): Promise<string[]> {
  return unlessUnreadable(path, async () => {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => CERTIFICATE_FILE.test(name));
    return names.sort().map((name) => join(path, name));
  });
}

function certificatesOf(file: string): Promise<Uint8Array[]> {
  return unlessUnreadable(file, async () => {
    const found = readPem(await readFile(file), 'CERTIFICATE');
    if (found.length === 0) throw signingErrors.TRUST_STORE_UNREADABLE({ file, reason: NO_CERTIFICATE });
    return found.map((der) => parseCertificate(der).der);
  });
}

async function unlessUnreadable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (isHosoError(cause, 'TRUST_STORE_UNREADABLE')) throw cause;
    const reason = isHosoError(cause)
      ? { vi: withoutStop(cause.vi), en: withoutStop(cause.en) }
      : ((cause as NodeJS.ErrnoException).code ?? 'unknown');
    throw signingErrors.TRUST_STORE_UNREADABLE({ file, reason }, cause);
  }
}

const withoutStop = (sentence: string): string => sentence.replace(/\.+$/, '');
