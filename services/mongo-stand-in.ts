import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { errors } from './errors.ts';
import { cacheDir, projectDir } from './paths.ts';
import { type Log } from './service.ts';
import { outputOf, requireTool, runStep } from './tools.ts';

const SOURCE = join(projectDir, 'services', 'mongo-stand-in');
const JDK_INSTALL = 'apt-get install -y openjdk-17-jdk-headless maven';
const OLDEST_JAVA = 17;

/** How to run the stand-in for MongoDB. */
export interface JavaProgram {
  readonly java: string;
  /** Flags, class path and main class; what follows are the program's own arguments. */
  readonly args: readonly string[];
}

/**
 * Builds the stand-in for MongoDB with Maven unless this very source is built already.
 * TOOL_MISSING or TOOL_TOO_OLD without a JDK ≥ 17 and Maven.
 */
export async function ensureMongoStandIn(log: Log): Promise<JavaProgram> {
  const java = findJava();
  const built = join(cacheDir, 'mongo-stand-in', sourceHash());
  if (!existsSync(built)) {
    await checkJava(java);
    await build(built, log);
  }
  const classPath = [join(built, 'mongo-stand-in.jar'), join(built, 'lib', '*')].join(delimiter);
  const flags = ['-Xmx1g', '-Xshare:auto', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const logging = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
  return { java, args: [...flags, logging, '-cp', classPath, 'hoso.standin.Main'] };
}

async function build(target: string, log: Log): Promise<void> {
  const mvn = requireTool('mvn', { purpose: 'the stand-in for MongoDB', install: JDK_INSTALL });
  const parent = join(cacheDir, 'mongo-stand-in');
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(join(parent, 'build-'));
  try {
    cpSync(SOURCE, work, { recursive: true, filter: (path) => path !== join(SOURCE, 'target') });
    const args = ['-B', '-ntp', '-f', join(work, 'pom.xml'), 'package'];
    await runStep({ title: 'Building the stand-in for MongoDB', command: mvn, args, log });
    moveOnce(join(work, 'target'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Two set-ups at once may both build; the second finds the first's result, which is the same. */
function moveOnce(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function findJava(): string {
  const home = process.env['JAVA_HOME'];
  const atHome = home ? join(home, 'bin', 'java') : undefined;
  if (atHome !== undefined && existsSync(atHome)) return atHome;
  return requireTool('java', { purpose: 'the stand-in for MongoDB', install: JDK_INSTALL });
}

async function checkJava(java: string): Promise<void> {
  const said = await outputOf(java, ['-version']);
  const found = Number(/version "(?:1\.)?(\d+)/.exec(said)?.[1] ?? 0);
  if (found >= OLDEST_JAVA) return;
  throw errors.TOOL_TOO_OLD({ tool: 'java', found, needed: OLDEST_JAVA, install: JDK_INSTALL });
}

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const name of sourceFiles())
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(SOURCE, name)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function sourceFiles(): string[] {
  const inside = readdirSync(join(SOURCE, 'src'), { recursive: true, encoding: 'utf8' });
  return ['pom.xml', ...inside.filter((name) => name.endsWith('.java')).map((name) => join('src', name))].sort();
}
