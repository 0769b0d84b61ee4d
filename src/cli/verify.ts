import { type ParseArgsConfig } from 'node:util';
import { type Conclusion, type VerificationReport, verifyPdf } from '../signing/index.ts';
import { readArguments } from './arguments.ts';
import { type Command, type CommandIo, type ExitCode } from './command.ts';
import { errors } from './errors.ts';
import { readInput, readTrusted, withSource } from './files.ts';
import { USAGE } from './words.ts';

const usage = 'verify FILE.pdf [--trust PEM]... [--crl FILE]... [--at TIME] [--json]';
const OPTIONS = {
  trust: { type: 'string', multiple: true },
  crl: { type: 'string', multiple: true },
  at: { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];
const EXIT: Readonly<Record<Conclusion, ExitCode>> = { valid: 0, invalid: 1, indeterminate: 2 };

/**
 * Checks the signatures of one file: 0 all valid, 1 one is invalid or there is none, 2 nothing certain can be said. A folder
 * given to `--trust` stands for the certificates in it.
 */
export const verify: Command = {
  usage,
  async run(args, io) {
    const { file, trust, crl, at, json } = readCall(args);
    const roots = (await Promise.all(trust.map(readTrusted))).flat();
    const crls = await Promise.all(crl.map(readInput));
    const given = { roots, crls, clock: io.clock, ...(at && { at }) };
    const report = await withSource(file, (source) => verifyPdf(source, given));
    if (json) io.json(report, 2);
    else printReport(report, io);
    if (report.conclusion === 'indeterminate') complain(report, io);
    return EXIT[report.conclusion];
  },
};

interface VerifyCall {
  readonly file: string;
  readonly trust: readonly string[];
  readonly crl: readonly string[];
  readonly at: Date | undefined;
  readonly json: boolean;
}

function readCall(args: readonly string[]): VerifyCall {
  const { values, positionals } = readArguments(args, OPTIONS, usage);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw errors.CLI_USAGE({ what: USAGE.oneFile, usage });
  const at = values.at === undefined ? undefined : new Date(values.at);
  if (at && Number.isNaN(at.getTime())) throw errors.CLI_USAGE({ what: USAGE.value('--at', values.at ?? ''), usage });
  return { file, trust: values.trust ?? [], crl: values.crl ?? [], at, json: values.json ?? false };
}

function printReport(report: VerificationReport, io: CommandIo): void {
  io.out(report.vi);
  io.out(report.en);
  for (const [index, signature] of report.signatures.entries()) {
    io.out('');
    io.out(`${index + 1}. ${signature.field} [${signature.conclusion}]`);
    io.out(`   ${signature.vi}`);
    io.out(`   ${signature.en}`);
    for (const note of signature.reasons.filter(({ weight }) => weight === 'note'))
      io.out(`   - ${note.vi} / ${note.en}`);
  }
}

function complain(report: VerificationReport, io: CommandIo): void {
  const all = [...report.reasons, ...report.signatures.flatMap(({ reasons }) => reasons)];
  const first = all.find(({ weight }) => weight === 'indeterminate');
  if (first) io.err(`${first.code}: ${first.vi} / ${first.en}`);
}
