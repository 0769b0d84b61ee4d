import { ensureJavaProgram, type JavaProgram } from './java-program.ts';
import { type Log } from './service.ts';

/** Builds the stand-in for MongoDB unless it is built already. Errors as `ensureJavaProgram`. */
export function ensureMongoStandIn(log: Log): Promise<JavaProgram> {
  const purpose = 'the stand-in for MongoDB';
  return ensureJavaProgram({ name: 'mongo-stand-in', mainClass: 'hoso.standin.Main', purpose }, log);
}
