import { ensureJudges } from '../../services/judges.ts';
import { startLineProgram } from './line-program.ts';

/** What DSS found that later revisions changed, by how it classes the change. */
export interface DssLaterChanges {
  /** Validation data and document timestamps. */
  readonly extensions: readonly string[];
  readonly signaturesAndForms: readonly string[];
  readonly annotations: readonly string[];
  /** Everything else: what nobody may do to a signed file. */
  readonly undefined: readonly string[];
  /** Pages on which annotations cover each other. */
  readonly overlaps: readonly number[];
  /** Pages that were added or are gone. */
  readonly pages: readonly number[];
}

/** What DSS says of one signature or timestamp. */
export interface DssVerdict {
  /** `PAdES-BASELINE-LT` and the like; of a timestamp its kind, as `DOCUMENT_TIMESTAMP`. */
  readonly type: string;
  /** Null for a timestamp inside a signature, like all that speaks of the file. */
  readonly field: string | null;
  readonly indication: 'TOTAL_PASSED' | 'PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED' | 'FAILED';
  readonly subIndication: string | null;
  readonly intact: boolean;
  /** Faults of the CMS against its ASN.1 schema. */
  readonly structure: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly changes: DssLaterChanges | null;
  readonly byteRange: readonly number[] | null;
}

/** What DSS says of a file. */
export interface DssReport {
  readonly signatures: readonly DssVerdict[];
  readonly timestamps: readonly DssVerdict[];
}

/** What veraPDF says of a file. */
export interface VeraPdfReport {
  readonly compliant: boolean;
  /** Each rule that does not hold, once, with where it does not first. */
  readonly failed: readonly {
    readonly clause: string;
    readonly test: number;
    readonly message: string;
    readonly where: string;
  }[];
}

/** DSS and veraPDF in one process, kept running. */
export interface Judges extends AsyncDisposable {
  /** The EU's reference validator, with its default policy. Nothing is fetched; `crls` are given to it. */
  dss(file: string, options: { roots: readonly string[]; crls?: readonly string[] }): Promise<DssReport>;
  /** @param flavour part and level of PDF/A, as `2b` */
  verapdf(file: string, flavour: PdfaFlavour): Promise<VeraPdfReport>;
}

export type PdfaFlavour = '1b' | '2a' | '2b' | '2u' | '3b';

/** Starts the judges that are written in Java. */
export async function startJudges(): Promise<Judges> {
  const { java, args } = await ensureJudges(() => undefined);
  const program = startLineProgram('DSS and veraPDF', java, args);
  return {
    dss: (file, options) => program.ask<DssReport>({ dss: file, ...options }),
    verapdf: (file, flavour) => program.ask<VeraPdfReport>({ verapdf: file, flavour }),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
