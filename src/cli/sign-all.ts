import { mkdir, readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type HosoError, isHosoError } from '../kernel/errors.ts';
import { type Command } from './command.ts';
import { errors } from './errors.ts';
import { signFile } from './sign-file.ts';
import { fileWords } from './words.ts';
import { readSigningCall, SIGNING_USAGE, type SigningCall } from './signing-options.ts';

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
        io.json(result);
      }
    };
    await Promise.all(Array.from({ length: 2 * availableParallelism() }, work));
    return failed === 0 ? 0 : 2;
  },
};

interface Told {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** `code`, `vi` and `en` say why it failed; of a file that was signed, what is not as it should be: the first of `notices`. */
interface FileResult extends Partial<Told> {
  readonly file: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly notices?: readonly Told[];
}

async function signOne(call: SigningCall, file: string): Promise<FileResult> {
  const start = performance.now();
  const ms = (): number => Math.round((performance.now() - start) * 100) / 100;
  try {
    const notices = (await signFile(call, join(call.from, file), join(call.to, file))).map(told);
    return { file, ok: true, ms: ms(), ...notices[0], ...(notices.length > 1 && { notices }) };
  } catch (error) {
    if (!isHosoError(error)) throw error;
    return { file, ok: false, ms: ms(), ...told(error) };
  }
}

const told = ({ code, vi, en }: HosoError): Told => ({ code, vi, en });

async function pdfNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw errors.CLI_FILE_UNREADABLE({ file: folder, reason: fileWords(cause) }, cause);
  });
  const names = entries.filter((entry) => entry.isFile() && /\.pdf$/i.test(entry.name)).map(({ name }) => name);
  if (names.length === 0) throw errors.CLI_NO_FILES({ folder });
  return names.sort();
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw errors.CLI_FILE_UNWRITABLE({ file: folder, reason: fileWords(cause) }, cause);
  });
}
