import { mkdir, readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isHosoError } from '../kernel/errors.ts';
import { signPdf } from '../signing/index.ts';
import { type Command } from './command.ts';
import { errors } from './errors.ts';
import { withSource, writeWithIncrement } from './files.ts';
import { readSigningCall, SIGNING_USAGE, type SigningCall, stampNotice } from './signing-options.ts';

const usage = `sign-all IN_DIR OUT_DIR ${SIGNING_USAGE}`;

/** Signs every PDF of a folder. One line of JSON per file as it is done; a file that fails does not stop the others. */
export const signAll: Command = {
  usage,
  async run(args, io) {
    const call = await readSigningCall(args, usage, io);
    const names = await pdfNames(call.from);
    await makeFolder(call.to);
    let failed = 0;
    const waiting = names.values();
    const work = async (): Promise<void> => {
      for (const name of waiting) {
        const result = await signOne(call, name);
        if (!result.ok) failed++;
        io.out(JSON.stringify(result));
      }
    };
    await Promise.all(Array.from({ length: 2 * availableParallelism() }, work));
    return failed === 0 ? 0 : 2;
  },
};

interface FileResult {
  readonly file: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Why it failed; of a file that was signed, what is not as asked. */
  readonly code?: string;
}

async function signOne({ from, to, optionsFor }: SigningCall, file: string): Promise<FileResult> {
  const start = performance.now();
  const ms = (): number => Math.round((performance.now() - start) * 100) / 100;
  try {
    const path = join(from, file);
    const options = optionsFor();
    const { increment, facts } = await withSource(path, (source) => signPdf(source, options));
    await writeWithIncrement(path, join(to, file), increment);
    const notice = stampNotice(options, facts);
    return { file, ok: true, ms: ms(), ...(notice && { code: notice.code }) };
  } catch (error) {
    if (!isHosoError(error)) throw error;
    return { file, ok: false, ms: ms(), code: error.code };
  }
}

async function pdfNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw errors.CLI_FILE_UNREADABLE(
      { file: folder, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      cause,
    );
  });
  const names = entries.filter((entry) => entry.isFile() && /\.pdf$/i.test(entry.name)).map(({ name }) => name);
  if (names.length === 0) throw errors.CLI_NO_FILES({ folder });
  return names.sort();
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw errors.CLI_FILE_UNWRITABLE(
      { file: folder, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      cause,
    );
  });
}
