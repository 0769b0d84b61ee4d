import { type Command, type CommandConsole, type CommandIo, type ExitCode } from './command.ts';
import { COMMANDS } from './commands.ts';
import { errorLine } from './error-line.ts';
import { errors } from './errors.ts';
import { visibleText } from './visible-text.ts';

/** Runs one command line, program name left out. What goes wrong is told in one line `code: text`. */
export async function runCommand(words: readonly string[], outside: CommandIo): Promise<ExitCode> {
  const io = consoleOver(outside);
  const [first] = words;
  if (first === undefined || first === 'help' || first === '--help') return showHelp(io, first === undefined ? 2 : 0);
  try {
    const found = findCommand(words);
    if (!found) throw errors.CLI_UNKNOWN_COMMAND({ command: first, commands: Object.keys(COMMANDS).join(', ') });
    return await found.command.run(found.args, io);
  } catch (error) {
    io.err(errorLine(error));
    return 2;
  }
}

function consoleOver(io: CommandIo): CommandConsole {
  return {
    ...io,
    out: (line) => io.out(visibleText(line)),
    err: (line) => io.err(visibleText(line)),
    json: (value, spaces = 0) => io.out(JSON.stringify(value, undefined, spaces)),
  };
}

/** A command's name is one word or two. */
function findCommand(words: readonly string[]): { command: Command; args: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command) return { command, args: words.slice(length) };
  }
  return undefined;
}

function showHelp(io: CommandIo, code: ExitCode): ExitCode {
  for (const { usage } of Object.values(COMMANDS)) {
    if (code === 0) io.out(`hoso ${usage}`);
    else io.err(`hoso ${usage}`);
  }
  return code;
}
