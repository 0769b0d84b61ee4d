import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, copyFile, open, readFile, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { isHosoError } from '../kernel/errors.ts';
import { bufferSource, type ByteSource, openFileSource, readPem, readTrustStore } from '../signing/index.ts';
import { errors } from './errors.ts';
import { fileWords } from './words.ts';

/** Files up to this size are read whole, which is faster; larger ones by ranges. In bytes. */
const WHOLE_FILE_LIMIT = 64 * 1024 * 1024;

/** The contents of a file. @throws CLI_FILE_UNREADABLE */
export async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw errors.CLI_FILE_UNREADABLE({ file, reason: fileWords(cause) }, cause);
  }
}

/** The certificates in a file or a folder, in DER. @throws CLI_FILE_UNREADABLE */
export async function readTrusted(path: string): Promise<Uint8Array[]> {
  try {
    return await readTrustStore(path);
  } catch (cause) {
    if (!isHosoError(cause, 'TRUST_STORE_UNREADABLE')) throw cause;
    const { cause: fault } = cause;
    const reason = fault instanceof Error && !isHosoError(fault) ? { reason: fileWords(fault) } : {};
    throw errors.CLI_FILE_UNREADABLE({ file: path, ...cause.details, ...reason }, cause);
  }
}

/** The revocation lists in files, PEM or DER, as DER. @throws CLI_FILE_UNREADABLE */
export async function readLists(files: readonly string[] = []): Promise<Uint8Array[]> {
  return (await Promise.all(files.map(readInput))).flatMap((list) => readPem(list, 'X509 CRL'));
}

/** Opens a file for signing or checking, and closes it afterwards. @throws CLI_FILE_UNREADABLE */
export async function withSource<T>(file: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = await openInput(file);
  try {
    return await use(source.size <= WHOLE_FILE_LIMIT ? bufferSource(await readWhole(source, file)) : source);
  } finally {
    await source[Symbol.asyncDispose]();
  }
}

/** @throws CLI_FILE_UNREADABLE, of a folder too, which can be opened but not read */
async function readWhole(source: ByteSource, file: string): Promise<Uint8Array> {
  try {
    return await source.read(0, source.size);
  } catch (cause) {
    throw isHosoError(cause) ? cause : errors.CLI_FILE_UNREADABLE({ file, reason: fileWords(cause) }, cause);
  }
}

async function openInput(file: string): ReturnType<typeof openFileSource> {
  try {
    return await openFileSource(file);
  } catch (cause) {
    throw errors.CLI_FILE_UNREADABLE({ file, reason: fileWords(cause) }, cause);
  }
}

/** What makes a new file of an old one: what is appended, and how many bytes at its beginning are left out. */
export interface Written {
  readonly increment: Uint8Array;
  readonly skipped?: number;
}

/** Writes a copy of `from` with an increment after it as `to`, all of it or nothing. @throws CLI_FILE_UNWRITABLE */
export async function writeWithIncrement(from: string, to: string, { increment, skipped = 0 }: Written): Promise<void> {
  const temporary = `${to}.${process.pid}.part`;
  try {
    if (skipped === 0) await copyFile(from, temporary);
    else await pipeline(createReadStream(from, { start: skipped }), createWriteStream(temporary));
    await appendFile(temporary, increment);
    await flush(temporary);
    await rename(temporary, to);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw errors.CLI_FILE_UNWRITABLE({ file: to, reason: fileWords(cause) }, cause);
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
