import { isHosoError } from '../../../src/kernel/errors.ts';
import { verifyPdf } from '../../../src/signing/index.ts';
import { drawMutation } from './mutations.ts';
import { SeededRandom } from './random.ts';

/** A file to tamper with. */
export interface Victim {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a run of mutations came to; `wrong` describes each that should not have been. */
export interface TamperOutcome {
  readonly tried: number;
  readonly byConclusion: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly wrong: readonly string[];
}

/** Alters victims in seeded ways and verifies each: none may crash the verifier, none may come out as valid. */
export async function runTampering(
  victims: readonly Victim[],
  { seed, count, roots }: { seed: number; count: number; roots: readonly Uint8Array[] },
): Promise<TamperOutcome> {
  const byConclusion: Record<string, number> = {};
  const wrong: string[] = [];
  let slowestMs = 0;
  let tried = 0;
  for (let round = 0; tried < count; round++) {
    const random = new SeededRandom(seed + round);
    const victim = random.pick(victims);
    const { name, mutate } = drawMutation(random);
    const altered = mutate(victim.bytes, random);
    if (altered.equals(victim.bytes)) continue;
    tried++;
    const start = performance.now();
    const outcome = await conclude(altered, roots);
    slowestMs = Math.max(slowestMs, performance.now() - start);
    byConclusion[outcome] = (byConclusion[outcome] ?? 0) + 1;
    if (outcome === 'valid' || outcome.startsWith('crash') || outcome.startsWith('refused ASN1'))
      wrong.push(`${outcome}: ${name}, ${victim.name}, seed ${seed + round}`);
  }
  return { tried, byConclusion, slowestMs, wrong };
}

async function conclude(bytes: Buffer, roots: readonly Uint8Array[]): Promise<string> {
  try {
    return (await verifyPdf(bytes, { roots })).conclusion;
  } catch (error) {
    return isHosoError(error)
      ? `refused ${error.code}`
      : `crash ${error instanceof Error ? error.stack : String(error)}`;
  }
}
