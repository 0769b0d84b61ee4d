import { pino, type Logger } from 'pino';

export type { Logger };

/** Fields that must never be written to a log, wherever in an object they stand one or two levels deep. */
const SECRETS = ['password', 'newPassword', 'pin', 'token', 'secret', 'passphrase', 'authorization', 'cookie'];

/** The process's logger: one JSON line an event on standard output, secrets left out. */
export function createLogger(options: { level: string; name?: string }): Logger {
  return pino({
    level: options.level,
    name: options.name ?? 'hoso',
    redact: { paths: SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  });
}
