import { signPdf } from '../signing/index.ts';
import { type Command } from './command.ts';
import { errorLine } from './error-line.ts';
import { withSource, writeWithIncrement } from './files.ts';
import { readSigningCall, SIGNING_USAGE, stampNotice } from './signing-options.ts';

const usage = `sign IN.pdf OUT.pdf ${SIGNING_USAGE}`;

/** Signs one file; IN and OUT may be the same. A stamp that could not be shown is told on standard error; the file is signed all the same. */
export const sign: Command = {
  usage,
  async run(args, io) {
    const { from, to, optionsFor } = await readSigningCall(args, usage, io);
    const options = optionsFor();
    const { increment, facts } = await withSource(from, (source) => signPdf(source, options));
    await writeWithIncrement(from, to, increment);
    const notice = stampNotice(options, facts);
    if (notice) io.err(errorLine(notice));
    return 0;
  },
};
