import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, callApi } from '../../samples/client/http.ts';
import { assertValid, schemaOf } from '../../schemas/index.ts';
import { type Actor, DUTIES, type Duty } from '../../src/kernel/actor.ts';
import { SECRET_FIELDS } from '../../src/kernel/logger.ts';
import { type Route } from '../../src/kernel/route.ts';
import { type Problem, startTestApp, YEAR } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { allDocuments, oneOfEverything } from '../support/one-of-everything.ts';
import { sampleOf } from '../support/sample-of.ts';
import { INITIAL, PASSWORD } from '../support/school.ts';

/** The whole application: a route that is added is in every table below without a line here. */
const app = await startTestApp();
const routes = app.app.routes.map((route) => ({ name: `${route.method} ${route.path}`, route }));
const closed = routes.filter(({ route }) => route.access !== 'public');
const restricted = closed.filter(({ route }) => typeof route.access !== 'string');
const withId = closed.filter(({ route }) => route.path.includes('/:id'));
const withBody = routes.filter(({ route }) => route.body !== undefined);
const unsafe = closed.filter(({ route }) => route.method !== 'GET');
const stranger = await app.enterOtherSchool();
const someId = 'f'.repeat(32);

afterAll(() => app.close());

interface Sent {
  readonly id?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request that is right in every way but those that are asked for. */
function send(route: Route, sent: Sent = {}): Promise<Answer> {
  const { id = someId, query = '', headers = {} } = sent;
  const values: Record<string, string> = { id, n: '1', duty: someId, school: 'THPT-001' };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? someId));
  const token = 'token' in sent ? sent.token : stranger.session.token;
  const authorized = { headers, ...(token !== undefined && { token }) };
  const body = 'body' in sent ? sent.body : route.body && sampleOf(route.body);
  const target = `${route.method} ${path}${query}`;
  if (route.upload) return callApi(app.url, target, { ...authorized, form: multipart(body) });
  return callApi(app.url, target, { ...authorized, ...(body !== undefined && { json: body }) });
}

function multipart(metadata: unknown): FormData {
  const form = new FormData();
  if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata));
  form.append('file', new Blob(['%PDF-1.7\n'], { type: 'application/pdf' }), 'a.pdf');
  return form;
}

/** Somebody of the school who holds one duty. */
async function holderOf(duty: Duty): Promise<string> {
  const dates = { from: '2026-08-01', until: '2027-07-31' };
  const { session } = await newPerson(`chi-${duty.toLowerCase()}`, [{ duty, ...dates }]);
  return session;
}

async function newPerson(username: string, duties: readonly { duty: Duty; from: string; until: string }[]) {
  const { people } = app.app.domains;
  const change = { scope: app.scope, by: 'system' };
  const person = { username, fullName: `Người ${username}`, duties, initialPassword: INITIAL };
  const { account } = await people.createAccount(change, person);
  const actor: Actor = { account: account.id, school: app.scope.school, username, fullName: username, duties: [] };
  await people.changePassword(actor, { current: INITIAL, next: PASSWORD });
  const { token } = await people.signIn({ school: 'THPT-001', username, password: PASSWORD });
  return { session: token };
}

describe('the table of routes', () => {
  it('names every operation and every address once', () => {
    const operations = routes.map(({ route }) => route.operation);
    expect(new Set(operations).size).toBe(operations.length);
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
    expect(routes.length).toBeGreaterThan(60);
  });

  it('is what the OpenAPI document tells', async () => {
    const { paths } = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
    const told = Object.values(paths).flatMap((path) =>
      Object.values(path).flatMap((one: { operationId?: string }) => one.operationId ?? []),
    );
    expect(told.sort()).toEqual(routes.map(({ route }) => route.operation).sort());
  });

  it.each(routes)('$name has its schemas: for each parameter, for what it takes and for what it gives', ({ route }) => {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const properties = (name: string | undefined) => Object.keys(schemaOf(name ?? '')?.['properties'] ?? {});
    expect(properties(route.params).sort()).toEqual(names.sort());
    for (const schema of [route.body, route.query, route.params]) {
      if (schema !== undefined) expect(schemaOf(schema)?.['additionalProperties']).toBe(false);
    }
    if (route.body !== undefined) assertValid(route.body, sampleOf(route.body));
    if (route.status === 201 || route.status === 202) expect(route.output).toBeDefined();
    if (route.status === 204) expect(route.output).toBeUndefined();
    expect(route.method === 'GET' && route.body !== undefined).toBe(false);
    expect([route.summary.vi, route.summary.en].every((text) => text.length > 3)).toBe(true);
  });

  it.each(routes.filter(({ route }) => route.method === 'POST' && [201, 202].includes(route.status ?? 200)))(
    '$name can be repeated with an Idempotency-Key, unless a secret goes in or out',
    ({ route }) => {
      const fields = JSON.stringify([schemaOf(route.body ?? ''), schemaOf(route.output ?? '')]);
      const secret = [...SECRET_FIELDS, 'initialPassword'].some((field) => fields.includes(`"${field}":{`));
      expect(route.idempotent === true || secret).toBe(true);
    },
  );
});

describe('without a session', () => {
  it.each(closed)('$name is refused', async ({ route }) => {
    expectProblem(await send(route, { token: undefined }), 401, 'SIGN_IN_REQUIRED');
    expectProblem(await send(route, { token: 'not-a-token-0123456789' }), 401, 'SIGN_IN_REQUIRED');
  });
});

describe('before the initial password is changed', () => {
  const fresh = app
    .call<{ token: string }>('POST /auth/login', {
      json: { school: 'THPT-001', username: 'nguyenthithanhan', password: INITIAL },
    })
    .then(({ body }) => body.token);

  it.each(closed.filter(({ route }) => !route.beforePasswordChange))('$name is refused', async ({ route }) => {
    expectProblem(await send(route, { token: await fresh }), 403, 'PASSWORD_CHANGE_REQUIRED');
  });
});

describe('with a duty that does not allow it', () => {
  const tokens = new Map<Duty, Promise<string>>();
  const tokenOf = (duty: Duty) => {
    const token = tokens.get(duty) ?? holderOf(duty);
    tokens.set(duty, token);
    return token;
  };

  it.each(restricted)('$name is refused', async ({ route }) => {
    for (const duty of DUTIES.filter((one) => !(route.access as readonly Duty[]).includes(one))) {
      expectProblem(await send(route, { token: await tokenOf(duty) }), 403, 'DUTY_REQUIRED');
    }
  });
});

describe('a request that is not what its schema says', () => {
  const problemsOf = (problem: Problem) => problem.details?.['problems'] as { path: string; message: string }[];

  it.each(withId)('$name refuses an id that is none', async ({ route }) => {
    for (const id of ['x', '0'.repeat(31), 'F'.repeat(32), `${'0'.repeat(32)}\n`, '{"$ne":null}', '..%2f']) {
      const problem = expectProblem(await send(route, { id }), 400, 'INPUT_INVALID');
      expect(problemsOf(problem).map(({ path }) => path)).toContain('/id');
    }
  });

  it.each(withBody)('$name refuses a member too many', async ({ route }) => {
    const body = { ...(sampleOf(route.body ?? '') as object), $where: 'thừa' };
    const problem = expectProblem(await send(route, { body }), 400, 'INPUT_INVALID');
    expect(problemsOf(problem)).toEqual([{ path: '', message: 'must NOT have additional properties: $where' }]);
  });

  it.each(withBody)('$name refuses what is no object', async ({ route }) => {
    for (const body of [[], null, 'x', 7]) {
      const { status, body: problem } = await send(route, { body });
      expect([status, ['INPUT_INVALID', 'BODY_MALFORMED'].includes((problem as Problem).code)]).toEqual([400, true]);
    }
  });

  it.each(withBody.filter(({ route }) => !route.upload))(
    '$name refuses JSON that is broken or missing',
    async ({ route }) => {
      const path = route.path.replace(/:(\w+)/g, someId);
      const headers = { authorization: `Bearer ${stranger.session.token}`, 'content-type': 'application/json' };
      const options = { method: route.method, headers };
      const url = `${app.url}/api/v1${path}`;
      const broken = await fetch(url, { ...options, body: '{"a":' });
      expect([broken.status, ((await broken.json()) as Problem).code]).toEqual([400, 'BODY_MALFORMED']);
      const required = schemaOf(route.body ?? '')?.['required'] as readonly string[];
      if (required.length === 0) return;
      const missing = await fetch(url, options);
      expect([missing.status, ((await missing.json()) as Problem).code]).toEqual([400, 'INPUT_INVALID']);
    },
  );

  it.each(routes.filter(({ route }) => route.query !== undefined))(
    '$name refuses a question too many',
    async ({ route }) => {
      const problem = expectProblem(await send(route, { query: '?thua=1' }), 400, 'INPUT_INVALID');
      expect(problemsOf(problem)[0]?.message).toContain('additional properties');
      expectProblem(await send(route, { query: '?limit[$gt]=1' }), 400, 'INPUT_INVALID');
    },
  );
});

describe('with a browser’s cookie', () => {
  const cookies = app
    .call<{ csrfToken: string }>('POST /auth/login', {
      json: { school: 'THPT-002', username: stranger.username, password: PASSWORD },
    })
    .then(({ headers, body }) => ({
      cookie: headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
      csrf: body.csrfToken,
    }));

  it.each(unsafe)('$name is refused unless the anti-forgery token comes with it', async ({ route }) => {
    const { cookie } = await cookies;
    for (const forged of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': 'A'.repeat(43) }]) {
      const headers = { cookie, ...forged };
      expectProblem(await send(route, { token: undefined, headers }), 403, 'CSRF_REJECTED');
    }
  });

  it('and its token a change is made', async () => {
    const { cookie, csrf } = await cookies;
    const headers = { cookie, 'x-csrf-token': csrf };
    expect((await app.call('POST /notifications/read-all', { headers })).status).toBe(204);
    expect((await app.call('GET /me', { headers: { cookie } })).status).toBe(200);
  });
});

describe('the id of another school’s', () => {
  let foreign: Awaited<ReturnType<typeof oneOfEverything>>;

  beforeAll(async () => {
    foreign = await oneOfEverything(app);
  });

  it.each(withId)('$name is answered as one that does not exist', async ({ route }) => {
    const { ids } = foreign;
    const kind = Object.keys(ids).find((path) => route.path.startsWith(path));
    if (kind === undefined) throw new Error(`what is the id in ${route.path}? Add one of another school's here`);
    const sample = route.body && (sampleOf(route.body) as object);
    const body = sample && 'password' in sample ? { ...sample, password: PASSWORD } : sample;
    const theirs = await send(route, { id: ids[kind] ?? '', body });
    const nobodys = await send(route, { id: someId, body });
    const problem = expectProblem(theirs, 404, (theirs.body as Problem).code);
    expect(problem.code).toMatch(/_NOT_FOUND$|^NOT_ARCHIVED$/);
    const { instance: _, ...same } = nobodys.body as Problem;
    expect({ ...(theirs.body as Problem), instance: undefined }).toEqual({ ...same, instance: undefined });
  });

  it('shows in no list and no search', async () => {
    const { ids } = foreign;
    const lists = closed.filter(({ route }) => route.method === 'GET' && !route.path.includes(':'));
    for (const { route } of lists) {
      const text = JSON.stringify((await send(route)).body);
      for (const id of [...Object.values(ids), app.scope.school]) expect(text).not.toContain(id);
    }
  });

  it('named in the body of a request is not found either', async () => {
    const { ids } = foreign;
    const record = ids['/records'] ?? '';
    const refused = await stranger.session.call('POST /signing-requests', { json: { records: [record] } });
    const { details } = expectProblem(refused, 409, 'SIGNING_REQUEST_REFUSED');
    expect(details?.['refused']).toMatchObject([{ record, code: 'RECORD_NOT_FOUND' }]);
    const account = ids['/accounts'] ?? '';
    const seal = await stranger.session.call('POST /seal-certificate', { json: { custodian: account } });
    expectProblem(seal, 404, 'ACCOUNT_NOT_FOUND');
    const leave = { account, type: 'lessonPlan', until: '2026-12-20T00:00:00.000Z', reason: 'Nghỉ ốm có giấy' };
    expectProblem(await stranger.session.call('POST /extensions', { json: leave }), 404, 'ACCOUNT_NOT_FOUND');
    const teaching = { year: YEAR, teacher: account, class: '10A1', subject: 'Toan', from: '2026-12-01' };
    const assigned = await stranger.session.call('POST /structure/assignments', { json: { assignments: [teaching] } });
    expectProblem(assigned, 404, 'ACCOUNT_NOT_FOUND');
    const times = { startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-05T00:00:00.000Z' };
    const lent = await stranger.session.call('POST /delegations', {
      json: { to: account, duty: 'vicePrincipal', ...times, reason: 'Đi công tác' },
    });
    expect(lent.status, JSON.stringify(lent.body)).toBe(404);
  });

  it('has changed nothing over there', async () => {
    const { before } = foreign;
    expect(await allDocuments(app)).toEqual(before);
  });
});
