import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from 'express';
import { type Logger } from '../kernel/logger.ts';
import { newId } from '../kernel/ids.ts';
import { type Route } from '../kernel/route.ts';
import { asHosoError, httpErrors, problemOf } from './errors.ts';
import { type HandlerDeps, handlerOf } from './handler.ts';
import { type HealthChecks, healthRouter } from './health.ts';
import { type Metrics } from './metrics.ts';

const JSON_LIMIT = '1mb';
const RETRY_AFTER_SECONDS = '5';
const CLOSE_AFTER_MS = 10_000;
/** An idle connection outlives those of the proxies and clients before it, so that none is cut just as it is used again. */
const TIMEOUTS = { requestTimeout: 15 * 60_000, headersTimeout: 30_000, keepAliveTimeout: 75_000 };

export interface HttpDeps extends HandlerDeps {
  readonly routes: readonly Route[];
  readonly health: HealthChecks;
  readonly metrics: Metrics;
  readonly openApi: () => unknown;
  readonly trustedProxies: number;
  readonly https: boolean;
  /** The built browser application; absent where it was not built. */
  readonly web?: RequestHandler | undefined;
}

/** The Express application: the order of its middleware is the order of this function. */
export function createExpressApp(deps: HttpDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.trustedProxies);
  app.set('query parser', 'simple');
  app.use(requestId, safeHeaders(deps.https));
  app.use(healthRouter(deps.health, deps.metrics));
  app.get('/api/openapi.json', (_request, response) => {
    response.json(deps.openApi());
  });
  app.use('/api/v1', express.json({ limit: JSON_LIMIT }), apiRouter(deps));
  if (deps.web) app.use(deps.web);
  app.use(() => {
    throw httpErrors.ROUTE_NOT_FOUND();
  });
  app.use(problems(deps.log));
  return app;
}

/** A listening server that can be closed in order: no new connections, requests under way finish, then the rest is cut. */
export interface RunningHttpServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function listen(app: Express, at: { host: string; port: number }): Promise<RunningHttpServer> {
  const server = createServer(TIMEOUTS, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, CLOSE_AFTER_MS);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

function apiRouter(deps: HttpDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of deps.routes) {
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](route.path, timed(route.operation, deps.metrics), handlerOf(route, deps));
  }
  return router;
}

const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : newId();
  response.locals['requestId'] = id;
  response.setHeader('X-Request-Id', id);
  next();
};

function safeHeaders(https: boolean): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    if (https) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    next();
  };
}

function timed(operation: string, metrics: Metrics): RequestHandler {
  return (_request, response, next) => {
    const started = process.hrtime.bigint();
    response.once('close', () => {
      metrics.observe(operation, response.statusCode, Number(process.hrtime.bigint() - started) / 1e9);
    });
    next();
  };
}

function problems(log: Logger): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (thrown: unknown, request, response, _next) => {
    const error = asHosoError(thrown);
    const id = response.locals['requestId'] as string;
    const problem = problemOf(error, id);
    if (problem.status >= 500) log.error({ requestId: id, err: error, path: request.path }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.kind === 'unavailable' || error.kind === 'rate-limited')
      response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}
