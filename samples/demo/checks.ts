import { setTimeout as delay } from 'node:timers/promises';

/** A step of the demo was not as it must be. */
export class DemoFailure extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'DemoFailure';
  }
}

/** @throws DemoFailure with the sentence when it does not hold */
export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new DemoFailure(sentence);
}

/** @throws DemoFailure unless both are the same text, number or truth */
export function mustBe<T extends string | number | boolean | undefined>(what: string, found: T, wanted: T): void {
  must(found === wanted, `${what} is ${String(found)}, not ${String(wanted)}`);
}

/** Whether one file is the beginning of another. */
export function isPrefix(start: Uint8Array, whole: Uint8Array): boolean {
  return start.length < whole.length && Buffer.compare(start, whole.subarray(0, start.length)) === 0;
}

/** Prints the title, runs the step, prints what it found and how long it took. */
export async function step<T>(title: string, run: () => Promise<{ result: T; found: string }>): Promise<T> {
  const started = performance.now();
  const { result, found } = await run();
  console.log(
    `✓ ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)\n  ${found.replaceAll('\n', '\n  ')}`,
  );
  return result;
}

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 100;

/** Whether something that the workers bring about comes true within a few seconds. */
export async function becomes(isSo: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > until) return false;
    await delay(LOOK_EVERY_MS);
  }
  return true;
}
