import { pino, type Logger } from 'pino';

export type { Logger };

/** Fields that must never be written to a log or into a stored hash, wherever in an object they stand one or two levels deep. */
export const SECRET_FIELDS: readonly string[] = [
  'password',
  'newPassword',
  'pin',
  'token',
  'secret',
  'passphrase',
  'authorization',
  'cookie',
];

/** The process's logger: one JSON line an event on standard output, secrets left out. */
export function createLogger(options: { level: string; name?: string }): Logger {
  return pino({
    level: options.level,
    name: options.name ?? 'hoso',
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  });
}
