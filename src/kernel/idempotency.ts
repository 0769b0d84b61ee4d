import { type Clock } from './clock.ts';
import { type Database, isDuplicate, type SchoolDocument } from './db.ts';
import { defineErrors } from './errors.ts';
import { newId } from './ids.ts';
import { type SchoolScope } from './scope.ts';

export const idempotencyErrors = defineErrors({
  IDEMPOTENCY_KEY_INVALID: {
    kind: 'invalid-input',
    vi: 'Idempotency-Key phải dài từ 8 đến 128 ký tự.',
    en: 'The Idempotency-Key must have 8 to 128 characters.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    kind: 'contradiction',
    vi: 'Idempotency-Key đã dùng cho một yêu cầu khác.',
    en: 'The Idempotency-Key was used for another request.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    kind: 'conflict',
    vi: 'Yêu cầu cùng khóa đang được xử lý.',
    en: 'A request with this key is under way.',
  },
});

/** An answer that was given once and is given again. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One request under its key: who asked, with which key, for what. */
export interface KeyedRequest {
  readonly account: string;
  readonly key: string;
  /** A hash of the operation and all its input; the same key with another input is refused. */
  readonly fingerprint: string;
}

interface AnswerDocument extends SchoolDocument {
  account: string;
  key: string;
  fingerprint: string;
  state: 'running' | 'done';
  startedAt: Date;
  status?: number;
  body?: unknown;
}

/** A request that died without an answer may be tried again after this long. */
const RUNNING_FOR_MS = 60_000;
const KEPT_FOR_MS = 24 * 3_600_000;

/** Remembers the answers to requests that carry an `Idempotency-Key`, for a day. */
export interface Idempotency {
  /**
   * Runs `work` once for the key: a repeat gets the stored answer and does nothing.
   * A failed request is forgotten, so that it can be tried again.
   * @throws IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS
   */
  once(
    scope: SchoolScope,
    request: KeyedRequest,
    work: () => Promise<StoredAnswer>,
  ): Promise<StoredAnswer & { readonly replayed: boolean }>;
  /** Forgets answers older than a day; returns how many. */
  sweep(scope: SchoolScope): Promise<number>;
}

export function createIdempotency(deps: { db: Database; clock: Clock }): Idempotency {
  const answers = deps.db.collection<AnswerDocument>({
    name: 'idempotency',
    fields: {
      account: { type: String, required: true },
      key: { type: String, required: true },
      fingerprint: { type: String, required: true },
      state: { type: String, required: true },
      startedAt: { type: Date, required: true },
      status: Number,
      body: {},
    },
    indexes: [{ keys: { account: 1, key: 1 }, unique: true }, { keys: { startedAt: 1 } }],
  });

  async function claim(scope: SchoolScope, request: KeyedRequest): Promise<AnswerDocument | StoredAnswer> {
    const now = deps.clock.now();
    const mine = { _id: newId(), ...request, state: 'running' as const, startedAt: now };
    try {
      return await answers.in(scope).insert(mine);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const there = await answers.in(scope).findOne({ account: request.account, key: request.key });
    if (!there) return claim(scope, request);
    if (there.fingerprint !== request.fingerprint) throw idempotencyErrors.IDEMPOTENCY_KEY_REUSED();
    if (there.state === 'done') return { status: there.status ?? 200, body: there.body };
    if (now.getTime() - there.startedAt.getTime() < RUNNING_FOR_MS) throw idempotencyErrors.IDEMPOTENCY_IN_PROGRESS();
    const taken = await answers
      .in(scope)
      .compareAndSwap({ id: there._id, version: there.__v }, { $set: { startedAt: now } });
    if (!taken) throw idempotencyErrors.IDEMPOTENCY_IN_PROGRESS();
    return taken;
  }

  return {
    async once(scope, request, work) {
      if (!/^[\x21-\x7e]{8,128}$/.test(request.key)) throw idempotencyErrors.IDEMPOTENCY_KEY_INVALID();
      const claimed = await claim(scope, request);
      if (!('_id' in claimed)) return { ...claimed, replayed: true };
      let answer: StoredAnswer;
      try {
        answer = await work();
      } catch (error) {
        await answers.in(scope).deleteOne(held(claimed));
        throw error;
      }
      await answers
        .in(scope)
        .updateOne(held(claimed), { $set: { state: 'done', status: answer.status, body: answer.body } });
      return { ...answer, replayed: false };
    },
    sweep: (scope) =>
      answers.in(scope).deleteMany({ startedAt: { $lt: new Date(deps.clock.now().getTime() - KEPT_FOR_MS) } }),
  };
}

/** The key while it is this request's: one that took too long has lost it to the next, and has nothing more to say of it. */
function held(claimed: AnswerDocument): { _id: string; __v: number } {
  return { _id: claimed._id, __v: claimed.__v };
}
