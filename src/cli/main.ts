import { systemClock } from '../kernel/clock.ts';
import { runCommand } from './run.ts';

let isUnheard = false;
for (const stream of [process.stdout, process.stderr])
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // who reads no further (`| head`) has heard enough; what cannot be written for another reason is a failure
    if (code === 'EPIPE') return;
    isUnheard = true;
    process.exitCode = 2;
  });

const code = await runCommand(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
process.exitCode = isUnheard ? 2 : code;
