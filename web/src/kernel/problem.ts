import { type components } from './schema.ts';

export type ProblemDocument = components['schemas']['problem'];

/** What the server (or the lack of one) said against a request; `code` is stable, the sentences are for people. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly vi: string;
  readonly en: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The request's id, for who asks an administrator. */
  readonly request: string | undefined;
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | undefined;

  constructor(document: ProblemDocument, retryAfter?: number) {
    super(document.detailEn);
    this.name = 'Problem';
    this.code = document.code;
    this.status = document.status;
    this.vi = document.detail;
    this.en = document.detailEn;
    this.details = document.details ?? {};
    this.request = document.instance;
    this.retryAfter = retryAfter;
  }
}

const OFFLINE: ProblemDocument = {
  type: 'about:blank',
  title: 'Mất kết nối',
  status: 0,
  code: 'OFFLINE',
  detail: 'Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại.',
  detailEn: 'The server cannot be reached. Check the network and try again.',
};

const UNREADABLE: ProblemDocument = {
  type: 'about:blank',
  title: 'Lỗi hệ thống',
  status: 502,
  code: 'UNREADABLE',
  detail: 'Máy chủ trả lời không đúng dạng. Hãy thử lại; nếu vẫn lỗi, báo quản trị viên.',
  detailEn: 'The server gave an answer that cannot be read. Try again; if it stays, tell an administrator.',
};

/** A failure of the network itself. */
export function offlineProblem(): Problem {
  return new Problem(OFFLINE);
}

/** The problem that a response carries, or one that says its answer cannot be read. */
export async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  try {
    const body = (await response.json()) as Partial<ProblemDocument>;
    if (typeof body.code === 'string' && typeof body.detail === 'string') {
      return new Problem({ ...UNREADABLE, ...body, status: response.status }, retryAfter);
    }
  } catch {
    // An answer that is no JSON comes from a proxy on the way: it is told as unreadable below.
  }
  return new Problem({ ...UNREADABLE, status: response.status }, retryAfter);
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return thrown instanceof TypeError ? offlineProblem() : new Problem(UNREADABLE);
}
