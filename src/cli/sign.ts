import { signPdf } from '../signing/index.ts';
import { type Command } from './command.ts';
import { withSource, writeWithIncrement } from './files.ts';
import { readSigningCall, SIGNING_USAGE } from './signing-options.ts';

const usage = `sign IN.pdf OUT.pdf ${SIGNING_USAGE}`;

/** Signs one file; IN and OUT may be the same. */
export const sign: Command = {
  usage,
  async run(args, io) {
    const { from, to, optionsFor } = await readSigningCall(args, usage, io);
    const { increment } = await withSource(from, (source) => signPdf(source, optionsFor()));
    await writeWithIncrement(from, to, increment);
    return 0;
  },
};
