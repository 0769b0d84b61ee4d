/** What kind of failure an error is. The edge (HTTP, command line) decides a status from this word alone. */
export type ErrorKind =
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported'
  | 'contradiction'
  | 'locked'
  | 'rate-limited'
  | 'unavailable'
  | 'internal';

/** How a code is described: its kind and its sentence in both languages, with `{name}` where a detail is filled in. */
export interface ErrorDefinition {
  readonly kind: ErrorKind;
  readonly vi: string;
  readonly en: string;
}

/** The same said in both languages: as a detail it fills a sentence's place in that sentence's language. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** Facts that belong to an error; they reach the user, so never key material, PINs, passwords or tokens. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The one error of the system: a stable machine code, a kind, and a sentence in Vietnamese and in English. */
export class HosoError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly vi: string;
  readonly en: string;
  readonly details: ErrorDetails;

  constructor(code: string, definition: ErrorDefinition, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    const details = options.details ?? {};
    const en = fill(definition, details, 'en');
    super(en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HosoError';
    this.code = code;
    this.kind = definition.kind;
    this.vi = fill(definition, details, 'vi');
    this.en = en;
    this.details = details;
  }
}

/** Makes the error of one code; `details` fill the sentence's `{name}` places, `cause` is kept. */
export type ErrorFactory = (details?: ErrorDetails, cause?: unknown) => HosoError;

/**
 * Declares a closed set of error codes. Each key becomes a factory: `throw errors.RECORD_LOCKED({ until })`.
 *
 * @example
 * export const errors = defineErrors({
 *   RECORD_LOCKED: { kind: 'locked', vi: 'Hồ sơ đã khóa.', en: 'The record is locked.' },
 * });
 */
export function defineErrors<C extends string>(
  definitions: Readonly<Record<C, ErrorDefinition>>,
): Readonly<Record<C, ErrorFactory>> {
  const factories = {} as Record<C, ErrorFactory>;
  for (const code of Object.keys(definitions) as C[]) {
    factories[code] = (details, cause) =>
      new HosoError(code, definitions[code], { ...(details && { details }), ...(cause !== undefined && { cause }) });
  }
  return factories;
}

/** Whether `error` is a HosoError, of this code if one is given. */
export function isHosoError(error: unknown, code?: string): error is HosoError {
  return error instanceof HosoError && (code === undefined || error.code === code);
}

function fill(definition: ErrorDefinition, details: ErrorDetails, language: keyof Bilingual): string {
  return definition[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = details[name];
    return value === undefined ? place : said(value, language);
  });
}

function said(value: unknown, language: keyof Bilingual): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isBilingual(value)) return value[language];
  if (Array.isArray(value) && value.every(isBilingual)) return value.map((each) => each[language]).join(' ');
  return JSON.stringify(value);
}

function isBilingual(value: unknown): value is Bilingual {
  if (typeof value !== 'object' || value === null) return false;
  const { vi, en } = value as Partial<Record<keyof Bilingual, unknown>>;
  return typeof vi === 'string' && typeof en === 'string';
}
