import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pyhankoProgram, pyhankoPython } from '../../services/interop.ts';
import { toPem } from '../support/pki/openssl.ts';
import { startLineProgram } from './line-program.ts';

/** What pyHanko says of one signature or document timestamp. */
export interface PyhankoVerdict {
  readonly field: string;
  /** A document timestamp, not a signature. */
  readonly isTimestamp: boolean;
  readonly bottomLine: boolean;
  readonly coverage: string | null;
  readonly modification: string | null;
  readonly details: string;
}

export interface PyhankoOptions {
  /** PEM files. */
  readonly roots: readonly string[];
  /** Lists in DER, beside those in the file. */
  readonly crls?: readonly string[];
  /** Revocation data, from the file or from `crls`: for each certificate that names an address of it, or for every one. Default: if there is any. */
  readonly revocation?: 'soft-fail' | 'hard-fail' | 'require';
}

/** pyHanko, kept running so that its start is paid for once. */
export interface Pyhanko extends AsyncDisposable {
  validate(file: string, options: PyhankoOptions): Promise<PyhankoVerdict[]>;
}

/** Starts pyHanko's library in a process of its own. */
export function startPyhanko(): Pyhanko {
  const program = startLineProgram('pyHanko', pyhankoPython, [join(import.meta.dirname, 'pyhanko_validate.py')]);
  return {
    async validate(file, options) {
      return (await program.ask<{ signatures: PyhankoVerdict[] }>({ file, ...options })).signatures;
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

interface Said {
  readonly code: number;
  readonly text: string;
}

function run(program: string, args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${program} could not be run`, { cause: error }));
      else resolve({ code: error ? Number(error.code) : 0, text: `${stdout}${stderr}` });
    });
  });
}

/** A database of trusted roots for pdfsig, and the same roots as PEM files. */
export interface TrustFolder {
  readonly nss: string;
  readonly pems: readonly string[];
}

/** Writes roots (DER) for pdfsig and pyHanko; and revocation lists (files in DER) for pdfsig, whose authorities it need not know. */
export async function trustFolder(
  folder: string,
  roots: readonly Uint8Array[],
  crls: readonly string[] = [],
): Promise<TrustFolder> {
  const nss = join(folder, 'nss');
  await mkdir(nss, { recursive: true });
  await run('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password']);
  const pems = roots.map((_, index) => join(folder, `root-${index}.pem`));
  for (const [index, root] of roots.entries()) {
    const pem = pems[index] ?? '';
    await writeFile(pem, toPem(root));
    await run('certutil', ['-A', '-n', `root-${index}`, '-t', 'CT,C,C', '-i', pem, '-d', `sql:${nss}`]);
  }
  for (const crl of crls) await run('crlutil', ['-I', '-B', '-t', '1', '-i', crl, '-d', `sql:${nss}`]);
  return { nss, pems };
}

/** What pdfsig says: how many signatures there are, are valid, and lead to a trusted root. */
export interface PdfsigVerdict {
  readonly signatures: number;
  readonly valid: number;
  readonly trusted: number;
  /** Document timestamps, which this version of pdfsig lists but does not check. */
  readonly unchecked: number;
  readonly text: string;
}

/** Asks pdfsig. */
export async function pdfsig(file: string, nss: string): Promise<PdfsigVerdict> {
  const { text } = await run('pdfsig', ['-nssdir', nss, file]);
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return {
    signatures: count(/^Signature #\d+/gm),
    valid: count(/Signature is Valid\./g),
    trusted: count(/Certificate is Trusted\./g),
    unchecked: count(/has not yet been verified/g),
    text,
  };
}

/** How bad qpdf finds a file: 0 clean, 3 warnings, 2 errors. */
export async function qpdfCheck(file: string): Promise<0 | 2 | 3> {
  const { code } = await run('qpdf', ['--check', file]);
  return code === 0 || code === 3 ? code : 2;
}

/** Runs qpdf on a file to make another one. */
export async function qpdfMake(args: readonly string[]): Promise<void> {
  const { code, text } = await run('qpdf', args);
  if (code !== 0) throw new Error(text);
}

/** Signs a file with pyHanko's command line, as somebody else's program would have. */
export async function signByPyhanko(from: string, to: string, p12: { file: string; passFile: string }): Promise<void> {
  const { code, text } = await run(pyhankoProgram, [
    'sign',
    'addsig',
    '--field',
    'Elsewhere',
    'pkcs12',
    '--passfile',
    p12.passFile,
    from,
    to,
    p12.file,
  ]);
  if (code !== 0) throw new Error(text);
}
