import { type Clock } from '../kernel/clock.ts';

/** What a command meets of the world outside. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** One line on standard output. */
  out(line: string): void;
  /** One line on standard error. */
  err(line: string): void;
}

/** What a command says: lines for people, in which nothing that stands in a file can play the terminal; and exact JSON for programs. */
export interface CommandConsole extends CommandIo {
  /** @param spaces of indentation; 0 for one line */
  json(value: unknown, spaces?: number): void;
}

/** How a command ended: 0 good, 1 judged bad, 2 could not do it. */
export type ExitCode = 0 | 1 | 2;

/** A command of the program. What it throws is shown as one line `code: text` and ends in 2. */
export interface Command {
  /** Arguments and options as shown by the help. */
  readonly usage: string;
  run(args: readonly string[], io: CommandConsole): Promise<ExitCode>;
}
