import { type ParseArgsConfig } from 'node:util';
import {
  certificateName,
  createHttpTimestamper,
  openSigner,
  type PadesLevel,
  readP12,
  type SignedPdf,
  type SignPdfOptions,
  type Stamp,
  stampMaker,
  unfitnessOf,
} from '../signing/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { type Bilingual, type HosoError } from '../kernel/errors.ts';
import { readArguments } from './arguments.ts';
import { type CommandIo } from './command.ts';
import { errors } from './errors.ts';
import { readInput, readLists } from './files.ts';
import { USAGE } from './words.ts';

/** Options that `sign` and `sign-all` share, as they stand on the command line. */
export const SIGNING_OPTIONS = {
  p12: { type: 'string' },
  'passphrase-env': { type: 'string' },
  level: { type: 'string' },
  tsa: { type: 'string', multiple: true },
  field: { type: 'string' },
  reason: { type: 'string' },
  visible: { type: 'string' },
  image: { type: 'string' },
  crl: { type: 'string', multiple: true },
  force: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** What to say of a signature that was to be shown and is not; undefined where all is as asked. */
export function stampNotice(asked: SignPdfOptions, { field, visible }: SignedPdf['facts']): HosoError | undefined {
  return asked.appearance && !visible ? errors.CLI_STAMP_NOT_SHOWN({ field }) : undefined;
}

/** How they are shown in the help. */
export const SIGNING_USAGE =
  '--p12 FILE --passphrase-env NAME [--level b-b|b-t|b-lt|b-lta] [--tsa URL] [--field NAME] [--reason TEXT] ' +
  '[--visible PAGE,X,Y,W,H] [--image PNG] [--crl FILE]... [--force]';

const LEVELS: readonly string[] = ['b-b', 'b-t', 'b-lt', 'b-lta'] satisfies PadesLevel[];

/** Two file names and how to sign. */
export interface SigningCall {
  readonly from: string;
  readonly to: string;
  /** Made anew for each file, so that each stamp shows its own time. */
  readonly optionsFor: () => SignPdfOptions;
  /** Certificates of the key's file above its own, DER. */
  readonly authorities: readonly Uint8Array[];
  readonly clock: Clock;
  /** To be told of every file. */
  readonly notices: readonly HosoError[];
  /** Throws the first problem, or, where the caller forces it, makes notices of all. */
  readonly orForced: (problems: readonly HosoError[]) => readonly HosoError[];
}

/**
 * Reads the arguments of a signing command and opens the key.
 * @throws CLI_USAGE, CLI_PASSPHRASE_MISSING, CLI_FILE_UNREADABLE, as `readP12`, and unless forced as `unfitnessOf` says
 */
export async function readSigningCall(args: readonly string[], usage: string, io: CommandIo): Promise<SigningCall> {
  const { values, positionals } = readArguments(args, SIGNING_OPTIONS, usage);
  const [from, to, ...rest] = positionals;
  const wrong = (what: Bilingual) => errors.CLI_USAGE({ what, usage });
  if (from === undefined || to === undefined || rest.length > 0) throw wrong(USAGE.twoPaths);
  const { p12, level = 'b-b', tsa = [], visible } = values;
  const variable = values['passphrase-env'];
  if (p12 === undefined) throw wrong(USAGE.missing('--p12'));
  if (variable === undefined) throw wrong(USAGE.missing('--passphrase-env'));
  if (!LEVELS.includes(level)) throw wrong(USAGE.value('--level', level));
  if (level !== 'b-b' && tsa.length === 0) throw wrong(USAGE.needs(`--level ${level}`, '--tsa'));
  const odd = tsa.find((url) => !URL.canParse(url));
  if (odd !== undefined) throw wrong(USAGE.value('--tsa', odd));
  if (values.image !== undefined && visible === undefined) throw wrong(USAGE.needs('--image', '--visible'));
  const place = visible === undefined ? undefined : readPlace(visible, usage);
  const passphrase = io.env[variable];
  if (passphrase === undefined) throw errors.CLI_PASSPHRASE_MISSING({ variable });
  const file = await readInput(p12);
  const crls = await readLists(values.crl);
  const { chain } = readP12(file, passphrase);
  const orForced = forcing(values.force ?? false);
  const notices = orForced(unfitnessOf(chain, { at: io.clock.now(), crls }));
  const signer = await openSigner('p12', { file, passphrase });
  const image = values.image === undefined ? undefined : await readInput(values.image);
  const fixed = {
    signer,
    level: level as PadesLevel,
    clock: io.clock,
    ...(tsa.length > 0 && {
      timestamper: createHttpTimestamper({ authorities: tsa.map((url) => ({ url })), clock: io.clock }),
    }),
    ...(values.field !== undefined && { fieldName: values.field }),
    ...(values.reason !== undefined && { reason: values.reason }),
    validation: { certificates: chain.map(({ der }) => der), crls },
  };
  const [leaf] = chain;
  const optionsFor = (): SignPdfOptions => {
    if (!place) return fixed;
    const name = leaf ? certificateName(leaf) : {};
    const content = personContent({ ...name, time: io.clock.now(), image, reason: values.reason });
    return { ...fixed, page: place.page, appearance: stampMaker({ content, placement: place.placement }) };
  };
  const authorities = chain.slice(1).map(({ der }) => der);
  return { from, to, optionsFor, authorities, clock: io.clock, notices, orForced };
}

const forcing =
  (force: boolean): SigningCall['orForced'] =>
  (problems) => {
    const [first] = problems;
    if (first && !force) throw first;
    return problems.map((problem) =>
      errors.CLI_FORCED({ code: problem.code, problem: { vi: problem.vi, en: problem.en } }),
    );
  };

interface Person {
  readonly name?: string;
  readonly duty?: string;
  readonly time: Date;
  readonly image: Uint8Array | undefined;
  readonly reason: string | undefined;
}

function personContent({ name = '', duty, time, image, reason }: Person): Stamp['content'] {
  return {
    kind: 'person',
    name,
    time,
    ...(duty !== undefined && { duty }),
    ...(image && { image }),
    ...(reason !== undefined && { reason }),
  };
}

/** `PAGE,X,Y,W,H`: the page from 1 (or from -1 backwards), the box in points from its lower left corner as seen. */
function readPlace(text: string, usage: string): { page: number; placement: Stamp['placement'] } {
  const numbers = text.split(',').map(Number);
  const [page = Number.NaN, x = 0, y = 0, width = 0, height = 0] = numbers;
  const sound = numbers.length === 5 && numbers.every(Number.isFinite) && Number.isInteger(page) && page !== 0;
  if (!sound || width <= 0 || height <= 0) throw errors.CLI_USAGE({ what: USAGE.value('--visible', text), usage });
  return { page: page > 0 ? page - 1 : page, placement: { at: 'box', x, y, width, height } };
}
