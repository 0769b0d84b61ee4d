import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { errors } from './errors.ts';
import { cacheDir, projectDir } from './paths.ts';
import { type Log } from './service.ts';
import { outputOf, requireTool, runStep } from './tools.ts';

const JDK_INSTALL = 'apt-get install -y openjdk-17-jdk-headless maven';
const OLDEST_JAVA = 17;

/** A Java program of ours: a Maven project in a folder here that packages `NAME.jar` and what it needs into `lib`. */
export interface JavaSource {
  /** The folder under `services/`, and the name of the jar. */
  readonly name: string;
  readonly mainClass: string;
  /** What it is for, as it stands in messages. */
  readonly purpose: string;
}

/** How to run a Java program. */
export interface JavaProgram {
  readonly java: string;
  /** Flags, class path and main class; what follows are the program's own arguments. */
  readonly args: readonly string[];
}

/**
 * Builds a Java program with Maven unless this very source is built already.
 * TOOL_MISSING or TOOL_TOO_OLD without a JDK ≥ 17 and Maven.
 */
export async function ensureJavaProgram(source: JavaSource, log: Log): Promise<JavaProgram> {
  const java = findJava(source);
  const built = join(cacheDir, source.name, sourceHash(source));
  if (!existsSync(built)) {
    await checkJava(java);
    await build(source, built, log);
  }
  const classPath = [join(built, `${source.name}.jar`), join(built, 'lib', '*')].join(delimiter);
  const flags = ['-Xmx1g', '-Xshare:auto', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const logging = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
  return { java, args: [...flags, logging, '-cp', classPath, source.mainClass] };
}

async function build(source: JavaSource, target: string, log: Log): Promise<void> {
  const mvn = requireTool('mvn', { purpose: source.purpose, install: JDK_INSTALL });
  const folder = folderOf(source);
  const parent = join(cacheDir, source.name);
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(join(parent, 'build-'));
  try {
    cpSync(folder, work, { recursive: true, filter: (path) => path !== join(folder, 'target') });
    const args = ['-B', '-ntp', '-f', join(work, 'pom.xml'), 'package'];
    await runStep({ title: `Building ${source.purpose}`, command: mvn, args, log });
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

function findJava({ purpose }: JavaSource): string {
  const home = process.env['JAVA_HOME'];
  const atHome = home ? join(home, 'bin', 'java') : undefined;
  if (atHome !== undefined && existsSync(atHome)) return atHome;
  return requireTool('java', { purpose, install: JDK_INSTALL });
}

async function checkJava(java: string): Promise<void> {
  const said = await outputOf(java, ['-version']);
  const found = Number(/version "(?:1\.)?(\d+)/.exec(said)?.[1] ?? 0);
  if (found >= OLDEST_JAVA) return;
  throw errors.TOOL_TOO_OLD({ tool: 'java', found, needed: OLDEST_JAVA, install: JDK_INSTALL });
}

function folderOf({ name }: JavaSource): string {
  return join(projectDir, 'services', name);
}

function sourceHash(source: JavaSource): string {
  const folder = folderOf(source);
  const hash = createHash('sha256');
  for (const name of sourceFiles(folder))
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(folder, name)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function sourceFiles(folder: string): string[] {
  const inside = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  return ['pom.xml', ...inside.filter((name) => name.endsWith('.java')).map((name) => join('src', name))].sort();
}
