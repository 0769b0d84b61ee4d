import { ensureJavaProgram, type JavaProgram } from './java-program.ts';
import { type Log } from './service.ts';

/** Builds the program that asks DSS and veraPDF unless it is built already. Errors as `ensureJavaProgram`. */
export function ensureJudges(log: Log): Promise<JavaProgram> {
  const purpose = 'the judges DSS and veraPDF';
  return ensureJavaProgram({ name: 'judges', mainClass: 'hoso.judges.Main', purpose }, log);
}
