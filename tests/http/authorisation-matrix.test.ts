import { afterAll, expect, it } from 'vitest';
import { type Answer, callApi } from '../../samples/client/http.ts';
import { DUTIES, type Duty, type DutyScope } from '../../src/kernel/actor.ts';
import { type Route } from '../../src/kernel/route.ts';
import { type Problem, startTestApp } from '../support/app.ts';
import { oneOfEverything } from '../support/one-of-everything.ts';
import { sampleOf } from '../support/sample-of.ts';
import { INITIAL, PASSWORD } from '../support/school.ts';

/**
 * Who may do what: every route, asked by a holder of each duty over somebody else's things, and by whom they belong to. A change
 * of a rule is a change of the file beside this one, and is looked at in review (`npx vitest run FILE -u` writes it).
 */
const app = await startTestApp();
afterAll(() => app.close());

const SCOPES: Partial<Record<Duty, DutyScope>> = {
  departmentHead: { department: 'NguVan' },
  homeroomTeacher: { class: '10A3' },
  subjectTeacher: { subject: 'NguVan', department: 'NguVan' },
};

interface Asker {
  readonly name: string;
  readonly token: string;
}

async function holderOf(duty: Duty): Promise<Asker> {
  const { people } = app.app.domains;
  const username = `matran-${duty.toLowerCase()}`;
  const duties = [{ duty, scope: SCOPES[duty], from: '2026-08-01', until: '2027-07-31' }];
  const change = { scope: app.scope, by: 'system' };
  const person = { username, fullName: `Người ${duty}`, duties, initialPassword: INITIAL };
  const { account } = await people.createAccount(change, person);
  const actor = { account: account.id, school: app.scope.school, username, fullName: username, duties: [] };
  await people.changePassword(actor, { current: INITIAL, next: PASSWORD });
  const { token } = await people.signIn({ school: app.sample.school.code, username, password: PASSWORD });
  return { name: duty, token };
}

/** What the id in a path may stand for: things of the teacher's, and records in each stage. */
async function thingsByPath(): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const { ids } = await oneOfEverything(app);
  const teacher = await app.enter('teacher');
  const colleague = await app.enter('colleague');
  const plan = await app.plan();
  const draft = await teacher.session.upload('/records', plan);
  const submitted = await app.submitted();
  const one = (path: string) => ({ '': ids[path] ?? '' });
  return {
    ...Object.fromEntries(Object.keys(ids).map((path) => [path, one(path)])),
    '/accounts': { '': colleague.account },
    '/records': { draft: idOf(draft.body), submitted: submitted.id, archived: ids['/records'] ?? '' },
  };
}

const idOf = (body: unknown) => (body as { readonly id: string }).id;

function ask(route: Route, { token }: Asker, id: string): Promise<Answer> {
  const values: Record<string, string> = {
    id,
    n: '1',
    kind: 'signature',
    duty: 'f'.repeat(32),
    school: app.sample.school.code,
  };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? id);
  const body = route.body && sampleOf(route.body);
  if (!route.upload) {
    return callApi(app.url, `${route.method} ${path}`, { token, ...(body !== undefined && { json: body }) });
  }
  const form = new FormData();
  if (body !== undefined) form.append('metadata', JSON.stringify(body));
  form.append('file', new Blob(['%PDF-1.7\n'], { type: 'application/pdf' }), 'a.pdf');
  return callApi(app.url, `${route.method} ${path}`, { token, form });
}

/** Reading first, then changes; what changes the school or ends a session comes last. */
function orderOf({ method, path }: Route): number {
  if (path === '/auth/logout') return 5;
  if (path.endsWith('/withdraw')) return 2;
  if (path.startsWith('/me/')) return 4;
  if (path.startsWith('/structure') && method !== 'GET') return 3;
  return method === 'GET' ? 0 : 1;
}

it('the table of who may do what is the one that was reviewed', async () => {
  const things = await thingsByPath();
  const holders: Asker[] = [];
  for (const duty of DUTIES) holders.push(await holderOf(duty));
  const { session } = await app.enter('teacher');
  const askers = [...holders, { name: 'owner', token: session.token }];
  const closed = app.app.routes.filter(({ access }) => access !== 'public');
  const lines: string[] = [];
  for (const route of closed.toSorted((a, b) => orderOf(a) - orderOf(b))) {
    const kind = Object.keys(things).find((path) => route.path.startsWith(`${path}/:id`));
    for (const [stage, id] of Object.entries(things[kind ?? ''] ?? { '': 'f'.repeat(32) })) {
      lines.push(`${route.method} ${route.path}${stage && ` (${stage})`}`);
      const outcomes = new Map<string, string[]>();
      for (const asker of askers) {
        const { status, body } = await ask(route, asker, id);
        const outcome = status < 400 ? String(status) : `${status} ${(body as Problem).code}`;
        outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), asker.name]);
      }
      for (const [outcome, names] of [...outcomes].sort()) lines.push(`  ${outcome}: ${names.join(', ')}`);
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./authorisation-matrix.txt');
}, 240_000);
