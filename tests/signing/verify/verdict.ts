import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { guardsOf, judgeStep } from '../../../src/signing/verify/difference/judge-step.ts';
import { type Change } from '../../../src/signing/verify/report.ts';
import { type SignatureReport, type VerifyOptions, verifyPdf } from '../../../src/signing/index.ts';
import { testRoots } from './signed-samples.ts';

/** What a verification comes to, in the words that a rule is about. */
export interface Verdict {
  readonly conclusion: string;
  /** Codes of what speaks against the file, notes left out. */
  readonly against: readonly string[];
  /** What happened after the first signature. */
  readonly changes: readonly string[];
  /** Where something forbidden happened after the first signature. */
  readonly forbidden: readonly string[];
}

/** Verifies a file under the test authority. */
export async function verdictOf(bytes: Buffer, options: Partial<VerifyOptions> = {}): Promise<Verdict> {
  const report = await verifyPdf(bytes, { roots: await testRoots(), ...options });
  const reasons = [...report.reasons, ...report.signatures.flatMap((one) => one.reasons)];
  const list = report.signatures[0]?.changes.list ?? [];
  return {
    conclusion: report.conclusion,
    against: [...new Set(reasons.flatMap(({ code, weight }) => (weight === 'note' ? [] : [code])))],
    changes: list.map(({ kind }) => kind),
    forbidden: list.flatMap(({ kind, where }) => (kind === 'forbidden' ? [where] : [])),
  };
}

/** The verdict on a file that was changed after it was signed, in a way that one place of the change gives away. */
export function changedAt(where: string): Pick<Verdict, 'conclusion' | 'against' | 'forbidden'> {
  return { conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'], forbidden: [where] };
}

/** The report of one signature of a file under the test authority. */
export async function reportOf(bytes: Buffer, index = 0): Promise<SignatureReport> {
  const { signatures } = await verifyPdf(bytes, { roots: await testRoots() });
  const report = signatures[index];
  if (!report) throw new Error('no such signature');
  return report;
}

/** What one revision does to another, as the rules see it. */
export function judgeBuffers(old: Uint8Array, later: Uint8Array): Change[] {
  const [before, after] = [openPdfBytes(old), openPdfBytes(later)];
  return judgeStep(before, after, guardsOf(before, after));
}
