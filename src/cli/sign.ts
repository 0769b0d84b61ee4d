import { type Command } from './command.ts';
import { errorLine } from './error-line.ts';
import { signFile } from './sign-file.ts';
import { readSigningCall, SIGNING_USAGE } from './signing-options.ts';

const usage = `sign IN.pdf OUT.pdf ${SIGNING_USAGE}`;

/** Signs one file; IN and OUT may be the same. What is not as it should be, and the file is signed all the same, is told on standard error. */
export const sign: Command = {
  usage,
  async run(args, io) {
    const call = await readSigningCall(args, usage, io);
    const notices = await signFile(call, call.from, call.to);
    for (const notice of notices) io.err(errorLine(notice));
    return 0;
  },
};
