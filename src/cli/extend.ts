import { type ParseArgsConfig } from 'node:util';
import { type Bilingual } from '../kernel/errors.ts';
import { createHttpTimestamper, extendPdf, type ExtendPdfOptions } from '../signing/index.ts';
import { readArguments } from './arguments.ts';
import { type Command, type CommandIo } from './command.ts';
import { errors } from './errors.ts';
import { USAGE } from './words.ts';
import { readLists, readTrusted, withSource, writeWithIncrement } from './files.ts';

const usage = 'extend IN.pdf OUT.pdf --level b-t|b-lt|b-lta --tsa URL... [--trust PEM]... [--crl FILE]...';
const OPTIONS = {
  level: { type: 'string' },
  tsa: { type: 'string', multiple: true },
  trust: { type: 'string', multiple: true },
  crl: { type: 'string', multiple: true },
} as const satisfies ParseArgsConfig['options'];
const LEVELS = ['b-t', 'b-lt', 'b-lta'] as const;

/**
 * Raises the signatures of a file to a level, whoever made them; IN and OUT may be the same. Lists that are not given are fetched
 * from where the certificates say that they are.
 */
export const extend: Command = {
  usage,
  async run(args, io) {
    const { from, to, options } = await readCall(args, io);
    const { increment } = await withSource(from, (source) => extendPdf(source, options));
    await writeWithIncrement(from, to, { increment });
    return 0;
  },
};

async function readCall(
  args: readonly string[],
  { clock }: CommandIo,
): Promise<{ from: string; to: string; options: ExtendPdfOptions }> {
  const { values, positionals } = readArguments(args, OPTIONS, usage);
  const wrong = (what: Bilingual) => errors.CLI_USAGE({ what, usage });
  const [from, to, ...rest] = positionals;
  if (from === undefined || to === undefined || rest.length > 0) throw wrong(USAGE.twoPaths);
  const level = LEVELS.find((each) => each === values.level);
  if (!level) throw wrong(values.level === undefined ? USAGE.missing('--level') : USAGE.value('--level', values.level));
  const { tsa = [], trust = [], crl = [] } = values;
  if (tsa.length === 0) throw wrong(USAGE.missing('--tsa'));
  const odd = tsa.find((url) => !URL.canParse(url));
  if (odd !== undefined) throw wrong(USAGE.value('--tsa', odd));
  const certificates = (await Promise.all(trust.map(readTrusted))).flat();
  const crls = await readLists(crl);
  const timestamper = createHttpTimestamper({ authorities: tsa.map((url) => ({ url })), clock });
  return { from, to, options: { level, timestamper, validation: { certificates, crls }, clock } };
}
