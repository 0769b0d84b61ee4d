import { median } from '../report.ts';

/** How long and how finely to measure. */
export interface Effort {
  /** Rounds that count; in each every contender runs `burst` times. */
  readonly rounds: number;
  readonly burst: number;
  /** Rounds before, until the compiler is done with what a server runs all day. */
  readonly warmUp: number;
}

type Work = () => unknown;

/**
 * Median milliseconds of each contender. All of them run in every round, in an order that turns, so that what else the
 * machine does hits them alike. Garbage is left to the runtime as it would be in a server.
 */
export async function compete<Name extends string>(
  contenders: Readonly<Record<Name, Work>>,
  { rounds, burst, warmUp }: Effort,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUp) % names.length] as Name;
      const taken = await runBurst(contenders[name], burst);
      if (round >= 0) times.get(name)?.push(...taken);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

async function runBurst(work: Work, burst: number): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run < burst; run++) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  return taken;
}

/** More runs for what is quick, fewer for what is slow. */
export function effortFor(bytes: number): Effort {
  if (bytes > 5e6) return { rounds: 24, burst: 2, warmUp: 4 };
  return bytes > 500e3 ? { rounds: 80, burst: 4, warmUp: 60 } : { rounds: 150, burst: 6, warmUp: 400 };
}
