import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const REMEMBERED = 2000;

/** A program that is kept running, so that its start is paid for once, and answers one JSON line for each it reads. */
export interface LineProgram extends AsyncDisposable {
  /** Requests are answered one after the other. Throws what the program gives as `error`, and when it has ended. */
  ask<T extends object>(request: object): Promise<T>;
}

/** Starts a program; `name` is who speaks in errors. */
export function startLineProgram(name: string, command: string, args: readonly string[]): LineProgram {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-REMEMBERED)));
  let last: Promise<unknown> = Promise.resolve();
  const answerTo = async <T extends object>(request: object): Promise<T> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = (await lines.next()) as IteratorResult<string, undefined>;
    if (line.done) throw new Error(`${name} has ended\n${complaint}`);
    const answer = JSON.parse(line.value) as T | { error: string };
    if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
    return answer;
  };
  return {
    ask<T extends object>(request: object) {
      const turn = last.then(() => answerTo<T>(request));
      last = turn.catch(() => undefined);
      return turn;
    },
    [Symbol.asyncDispose]: () => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.stdin.end();
      return ended;
    },
  };
}
