import { isHosoError } from '../src/kernel/errors.ts';
import { prepareInterop } from './interop.ts';
import { prepareServices } from './services.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => word !== 'interop');

if (unknown.length > 0) {
  console.error(`usage: prepare.ts [interop] (not: ${unknown.join(' ')})`);
  process.exitCode = 2;
} else {
  await prepare();
}

/** Sets up what is missing and says what each service is; quick when nothing is missing. */
async function prepare(): Promise<void> {
  const log = (line: string) => console.log(`[set-up] ${line}`);
  try {
    const found = await prepareServices(log);
    if (wanted.includes('interop')) await prepareInterop(log);
    log(`ready: MongoDB by ${found.mongo}, Redis by ${found.redis}, S3 by ${found.s3}`);
  } catch (error) {
    if (!isHosoError(error)) throw error;
    console.error(`${error.code}: ${error.vi}\n${error.en}`);
    process.exitCode = 1;
  }
}
