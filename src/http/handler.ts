import { type Request, type RequestHandler, type Response } from 'express';
import { assertValid, parseText, type SchemaName } from '../../schemas/index.ts';
import { type Actor } from '../kernel/actor.ts';
import { canonicalJson, sha256Hex } from '../kernel/hash.ts';
import { type Idempotency } from '../kernel/idempotency.ts';
import { type Logger, SECRET_FIELDS } from '../kernel/logger.ts';
import { actorContext, type Reply, type RequestContext, type Route, type UploadedFile } from '../kernel/route.ts';
import { scopeOfActor } from '../kernel/scope.ts';
import { Turnstile } from '../kernel/turnstile.ts';
import { assertAccess, authenticateRequest, type Authenticator } from './auth.ts';
import { sendReply } from './reply.ts';

/** What came with a multipart request, once it has been streamed to temporary storage. */
export interface Upload {
  readonly metadata: unknown;
  readonly file: UploadedFile;
}

/** Streams one multipart request to temporary storage, and throws away what nobody took. */
export interface Uploads {
  receive(request: Request, response: Response, wants: { readonly expectsMetadata: boolean }): Promise<Upload>;
  discard(file: UploadedFile): Promise<void>;
}

export interface HandlerDeps {
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly idempotency: Idempotency;
  readonly uploads: Uploads;
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file?: UploadedFile;
}

/** A route as an Express handler, always in this order: authenticate, allow, receive, validate, act, clear up, answer. */
export function handlerOf(route: Route, deps: HandlerDeps): RequestHandler {
  const turnstile = route.room && new Turnstile(route.room);
  return async (request, response) => {
    const context = contextOf(request, response, deps.log);
    const actor = route.access === 'public' ? undefined : await authenticateRequest(request, deps.authenticator, route);
    if (actor) assertAccess(actor, route);
    response.locals['school'] = actor?.school;
    turnstile?.assertRoom();
    const expectsMetadata = route.body !== undefined;
    const upload = route.upload ? await deps.uploads.receive(request, response, { expectsMetadata }) : undefined;
    let reply: Reply<unknown>;
    try {
      const input = validInput(route, request, upload);
      const work = () => answer({ route, request, context, actor, input }, deps);
      reply = await (turnstile ? turnstile.pass(work) : work());
    } finally {
      if (upload) await discard(deps, context, upload.file);
    }
    await sendReply(response, reply, route.status ?? 200);
  };
}

/** The answer stands already, so a store that is away now is the sweep's to deal with. */
async function discard({ uploads }: HandlerDeps, { log }: RequestContext, file: UploadedFile): Promise<void> {
  try {
    await uploads.discard(file);
  } catch (error) {
    log.warn({ err: error, key: file.temporaryKey }, 'temporary bytes are left to the sweep');
  }
}

interface Call {
  readonly route: Route;
  readonly request: Request;
  readonly context: RequestContext;
  readonly actor: Actor | undefined;
  readonly input: Input;
}

async function answer(call: Call, deps: HandlerDeps): Promise<Reply<unknown>> {
  const key = call.route.idempotent ? call.request.get('idempotency-key') : undefined;
  if (key === undefined || !call.actor) return act(call);
  const { account } = call.actor;
  const stored = await deps.idempotency.once(
    scopeOfActor(call.actor),
    { account, key, fingerprint: fingerprintOf(call) },
    async () => {
      const reply = await act(call);
      return { status: reply.status ?? call.route.status ?? 200, body: reply.body };
    },
  );
  return { ...stored, ...(stored.replayed && { headers: { 'Idempotency-Replayed': 'true' } }) };
}

function act(call: Call): Promise<Reply<unknown>> {
  const context = call.actor ? actorContext(call.context, call.actor) : call.context;
  return call.route.handle(context as never, call.input as never);
}

/** What tells two requests apart. Secrets are left out: a hash of a PIN or password is as good as the thing itself. */
function fingerprintOf({ route, input }: Call): string {
  const file = input.file && { sha256: input.file.sha256, name: input.file.originalName };
  return sha256Hex(canonicalJson({ operation: route.operation, ...input, body: withoutSecrets(input.body), file }));
}

function withoutSecrets(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !SECRET_FIELDS.includes(name)));
}

function validInput(route: Route, request: Request, upload: Upload | undefined): Input {
  const body: unknown = upload ? upload.metadata : request.body;
  if (route.body) assertValid(route.body, body);
  return {
    params: textInput(route.params, request.params),
    query: textInput(route.query, request.query),
    body: route.body ? body : undefined,
    ...(upload && { file: upload.file }),
  };
}

function textInput(schema: SchemaName | undefined, value: Readonly<Record<string, unknown>>): unknown {
  return schema === undefined ? undefined : parseText(schema, value);
}

function contextOf(request: Request, response: Response, log: Logger): RequestContext {
  const requestId = response.locals['requestId'] as string;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return { requestId, ip: request.ip ?? '', log: log.child({ requestId }), signal: gone.signal };
}
