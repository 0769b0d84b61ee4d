import { systemClock } from '../kernel/clock.ts';
import { runCommand } from './run.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
