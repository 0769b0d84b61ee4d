import { parseArgs, type ParseArgsConfig } from 'node:util';
import { errors } from './errors.ts';
import { argumentWords } from './words.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values of a command's options and what stands beside them. @throws CLI_USAGE, with the command's usage */
export function readArguments<const O extends Options>(args: readonly string[], options: O, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw errors.CLI_USAGE({ what: argumentWords(cause), usage }, cause);
  }
}
