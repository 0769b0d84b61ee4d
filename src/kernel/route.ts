import { type Readable } from 'node:stream';
import { type SchemaName, type SchemaTypes } from '../../schemas/index.ts';
import { type Actor, type Duty } from './actor.ts';
import { type Logger } from './logger.ts';
import { scopeOfActor, type SchoolScope } from './scope.ts';
import { type Room } from './turnstile.ts';

/** Who may call a route at all; what they may do with one record is the domain's policy. */
export type Access = 'public' | 'signed-in' | readonly Duty[];

/** A file that came with a multipart request, already streamed to temporary storage and measured on its way. */
export interface UploadedFile {
  readonly temporaryKey: string;
  /** The name the client gave, in NFC, without any path. */
  readonly originalName: string;
  readonly size: number;
  readonly sha256: string;
  /** The type its first bytes show (`application/pdf`), never the one the client claims. */
  readonly type: string | undefined;
}

/** A file sent to the client as a stream. */
export interface FileReply {
  readonly stream: Readable;
  readonly size: number;
  readonly type: string;
  readonly fileName: string;
  readonly sha256?: string;
}

export interface RequestContext {
  readonly requestId: string;
  readonly ip: string;
  readonly log: Logger;
  /** Ends when the client goes away. */
  readonly signal: AbortSignal;
}

export interface ActorContext extends RequestContext {
  readonly actor: Actor;
  readonly scope: SchoolScope;
}

type TypeOf<N extends SchemaName | undefined> = N extends SchemaName ? SchemaTypes[N] : undefined;

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Present exactly where the route says `upload: true`. */
  readonly file?: UploadedFile;
}

/** What a handler gives: JSON for the output schema, a file, or nothing; headers such as Set-Cookie ride along. */
export interface Reply<O> {
  readonly status?: number;
  readonly body?: O;
  readonly file?: FileReply;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

export interface RouteSpec<
  A extends Access,
  P extends SchemaName | undefined,
  Q extends SchemaName | undefined,
  B extends SchemaName | undefined,
  O extends SchemaName | undefined,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`, with `:name` parameters. */
  readonly path: `/${string}`;
  /** The OpenAPI operationId: a verb and a noun, `submitRecord`. */
  readonly operation: string;
  readonly summary: { readonly vi: string; readonly en: string };
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly output?: O;
  readonly status?: 200 | 201 | 202 | 204;
  /** Multipart: part `metadata` (JSON, checked against `body`) first, then one part `file`. */
  readonly upload?: boolean;
  /** Repeats with the same `Idempotency-Key` get the first answer. */
  readonly idempotent?: boolean;
  /** What anybody may ask for and is costly: how much of it a process takes on before it answers TOO_BUSY. */
  readonly room?: Room;
  /** Usable while the initial password must still be changed. */
  readonly beforePasswordChange?: boolean;
  /** Usable when no duty is in force any more: signing out. */
  readonly withoutDuty?: boolean;
  readonly handle: (
    context: A extends 'public' ? RequestContext : ActorContext,
    input: RouteInput<TypeOf<P>, TypeOf<Q>, TypeOf<B>>,
  ) => Promise<Reply<TypeOf<O>>>;
}

/** A route as the HTTP edge sees it, its types erased after the compiler has checked them. */
export interface Route extends Omit<RouteSpec<Access, SchemaName, SchemaName, SchemaName, SchemaName>, 'handle'> {
  readonly handle: (context: ActorContext, input: RouteInput<never, never, never>) => Promise<Reply<unknown>>;
}

/**
 * Declares one HTTP operation. The schemas named here validate what comes in, type the handler and make the OpenAPI document.
 *
 * @example
 * defineRoute({ method: 'GET', path: '/records/:id', operation: 'getRecord', access: 'signed-in', params: 'api/id-params',
 *   output: 'api/record', summary: { vi: 'Xem hồ sơ', en: 'Get a record' },
 *   handle: async ({ scope }, { params }) => ({ body: presentRecord(await records.get(scope, params.id)) }) });
 */
export function defineRoute<
  const A extends Access,
  P extends SchemaName | undefined = undefined,
  Q extends SchemaName | undefined = undefined,
  B extends SchemaName | undefined = undefined,
  O extends SchemaName | undefined = undefined,
>(spec: RouteSpec<A, P, Q, B, O>): Route {
  return spec as unknown as Route;
}

/** The file of an upload route, which is there wherever the route says so. */
export function sentFile(file: UploadedFile | undefined): UploadedFile {
  if (!file) throw new Error('an upload route without its file');
  return file;
}

/** The school scope of a signed-in request. */
export function actorContext(context: RequestContext, actor: Actor): ActorContext {
  return { ...context, actor, scope: scopeOfActor(actor) };
}
