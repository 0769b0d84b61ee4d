import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateRoutes } from '../../src/certificates/routes.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type Route } from '../../src/kernel/route.ts';
import { type Change } from '../../src/people/index.ts';
import { peopleRoutes } from '../../src/people/routes.ts';
import { structureRoutes } from '../../src/structure/routes.ts';
import { X509Certificate } from 'node:crypto';
import { assertValid } from '../../schemas/index.ts';
import { type ApiCall, serveRoutes, type TestApi } from '../support/api.ts';
import { type CertificateDomains, openCertificateDomains } from '../support/certificates.ts';
import { INITIAL, makeAccount, makePerson, makeSchool, PASSWORD } from '../support/school.ts';

const year = '2026-2027';
let domains: CertificateDomains;
let school: Change;
let api: TestApi;
let routes: Route[];
const tokens: Record<string, string> = {};
const ids: Record<string, string> = {};

const signIn = async (username: string, password = PASSWORD) =>
  api.call('POST', '/auth/login', { body: { school: 'THPT-001', username, password } });
const as = (who: string, body?: unknown): ApiCall => ({ token: tokens[who], ...(body !== undefined && { body }) });

beforeAll(async () => {
  domains = await openCertificateDomains();
  routes = [
    ...peopleRoutes({ ...domains, secureCookies: true }),
    ...structureRoutes(domains),
    ...certificateRoutes(domains),
  ];
  api = await serveRoutes(domains, routes);
  school = await makeSchool(domains);
  await domains.certificates.ensureAuthority(school);
  const cast = { admin: 'admin', principal: 'principal', clerk: 'recordsClerk', teacher: 'subjectTeacher' } as const;
  for (const [username, duty] of Object.entries(cast)) {
    ids[username] = await makePerson(domains, school, { username, duties: [{ duty }] });
    tokens[username] = (await signIn(username)).body['token'] as string;
  }
});

afterAll(async () => {
  await api.close();
  await domains.db.close();
});

describe('every route', () => {
  it('but the public ones asks for a session, and a change by cookie for the anti-forgery token', async () => {
    for (const { access, method, path } of routes.filter((route) => route.access !== 'public')) {
      const address = path.replace(/:\w+/g, newId());
      expect(await api.call(method, address), `${method} ${path}`).toMatchObject({
        status: 401,
        body: { code: 'SIGN_IN_REQUIRED' },
      });
      const headers = { cookie: `hoso_session=${tokens['admin']}` };
      const byCookie = await api.call(method, address, { headers });
      if (method !== 'GET') expect(byCookie.body['code'], `${method} ${path}`).toBe('CSRF_REJECTED');
      if (typeof access === 'string' || access.includes('subjectTeacher')) continue;
      const refused = await api.call(method, address, as('teacher'));
      expect(refused, `${method} ${path}`).toMatchObject({ status: 403, body: { code: 'DUTY_REQUIRED' } });
    }
  });

  it('that takes a body refuses one that is not what it says', async () => {
    for (const { method, path, access } of routes.filter((route) => route.body !== undefined)) {
      const who = typeof access !== 'string' && access.includes('recordsClerk') ? 'clerk' : 'admin';
      const answer = await api.call(method, path.replace(/:\w+/g, newId()), as(who, { unknown: 1 }));
      expect(answer, `${method} ${path}`).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    }
  });
});

describe('signing in', () => {
  it('with wrong data is a problem document in both languages that repeats no password', async () => {
    const answer = await signIn('teacher', 'a secret that is wrong');
    expect(answer).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
    assertValid('api/problem', answer.body);
    expect(answer.bytes.toString()).not.toContain('a secret');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('gives a token, and cookies that scripts of other sites cannot use', async () => {
    const answer = await signIn('teacher');
    assertValid('api/login-response', answer.body);
    const [session = '', csrf = ''] = answer.headers.getSetCookie();
    expect(session).toMatch(/^hoso_session=[^;]+;.*HttpOnly/);
    expect(csrf).not.toContain('HttpOnly');
    for (const cookie of [session, csrf]) expect(cookie).toMatch(/Secure.*SameSite=Strict/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const cookie = [session, csrf].map((one) => one.split(';')[0]).join('; ');
    const me = await api.call('GET', '/me', { headers: { cookie } });
    assertValid('api/me', me.body);
    const headers = { cookie, 'x-csrf-token': answer.body['csrfToken'] };
    const out = await api.call('POST', '/auth/logout', { headers });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie().every((one) => one.includes('1970'))).toBe(true);
    expect(await api.call('GET', '/me', { headers: { cookie } })).toMatchObject({ status: 401 });
  });

  it('with the initial password allows nothing but to change it', async () => {
    await makeAccount(domains, school, { username: 'fresh' });
    const token = (await signIn('fresh', INITIAL)).body['token'] as string;
    const refused = { status: 403, body: { code: 'PASSWORD_CHANGE_REQUIRED' } };
    expect(await api.call('GET', '/structure/years', { token })).toMatchObject(refused);
    expect(await api.call('POST', '/me/certificate', { token, body: { pin: '736291' } })).toMatchObject(refused);
    expect(await api.call('GET', '/me', { token })).toMatchObject({ status: 200, body: { mustChangePassword: true } });
    const body = { current: INITIAL, new: 'một mật khẩu của riêng tôi' };
    expect(await api.call('POST', '/me/password', { token, body })).toMatchObject({ status: 204 });
    expect(await api.call('GET', '/structure/years', { token })).toMatchObject({ status: 200 });
  });
});

describe('the administration of accounts', () => {
  it('makes, finds, promotes, relieves, resets and disables', async () => {
    const body = { username: 'moi', fullName: 'Người Mới', duties: [{ duty: 'officeStaff' }] };
    const made = await api.call('POST', '/accounts', as('admin', body));
    assertValid('api/initial-password', made.body);
    expect(made).toMatchObject({ status: 201 });
    const { id } = made.body.account;
    expect(await api.call('POST', '/accounts', as('admin', body))).toMatchObject({
      status: 409,
      body: { code: 'USERNAME_TAKEN' },
    });
    const departments = [{ code: 'ToToan', name: 'Tổ Toán', shortName: 'Toán', kind: 'academic' }];
    await api.call('PUT', '/structure/departments', as('admin', { departments }));
    const duty = { duty: 'departmentHead', scope: { department: 'ToToan' }, from: '2026-11-01', until: '2026-12-31' };
    const granted = await api.call('POST', `/accounts/${id}/duties`, as('principal', duty));
    assertValid('api/account', granted.body);
    const held = granted.body.duties.find((one) => one.duty === 'departmentHead');
    const ended = await api.call('POST', `/accounts/${id}/duties/${held?.id ?? ''}/end`, as('principal', {}));
    assertValid('api/account', ended.body);
    expect(ended.body.duties.find((one) => one.id === held?.id)?.until).toBe('2026-11-22');
    const revived = await api.call(
      'POST',
      `/accounts/${id}/duties/${held?.id ?? ''}/end`,
      as('principal', { until: '2027-01-01' }),
    );
    expect(revived).toMatchObject({ status: 409, body: { code: 'DUTY_ENDED' } });
    const found = await api.call('GET', '/accounts?q=nguoi&limit=5', as('clerk'));
    assertValid('api/account-list', found.body);
    expect(found.body.accounts.map((account) => account.id)).toEqual([id]);
    expect((await api.call('POST', `/accounts/${id}/password-reset`, as('admin'))).status).toBe(200);
    const disabled = await api.call('PUT', `/accounts/${id}/state`, as('admin', { state: 'disabled' }));
    expect(disabled.body).toMatchObject({ state: 'disabled' });
    expect(await api.call('GET', `/accounts/${newId()}`, as('admin'))).toMatchObject({
      status: 404,
      body: { code: 'ACCOUNT_NOT_FOUND' },
    });
  });
});

describe('a duty of a part of the school', () => {
  it.each([
    ['of no department', { duty: 'departmentHead' }, 'DUTY_SCOPE_REQUIRED'],
    ['of no class', { duty: 'homeroomTeacher', scope: { year: '2026-2027' } }, 'DUTY_SCOPE_REQUIRED'],
    ['of no subject', { duty: 'subjectTeacher', scope: {} }, 'DUTY_SCOPE_REQUIRED'],
    ['of a department there is not', { duty: 'departmentHead', scope: { department: 'Nope' } }, 'SCOPE_UNKNOWN'],
    ['of a class there is not', { duty: 'homeroomTeacher', scope: { class: '99Z9' } }, 'SCOPE_UNKNOWN'],
    ['until the year 9999', { duty: 'officeStaff', until: '9999-12-31' }, 'DATE_IMPLAUSIBLE'],
  ] as const)('%s is not granted', async (_, duty, code) => {
    const granted = await api.call('POST', `/accounts/${ids['teacher'] ?? ''}/duties`, as('principal', duty));
    expect(granted).toMatchObject({ status: 422, body: { code } });
    const made = await api.call(
      'POST',
      '/accounts',
      as('admin', { username: 'kheo', fullName: 'Khéo', duties: [duty] }),
    );
    expect(made).toMatchObject({ status: 422, body: { code } });
  });
});

describe('the structure', () => {
  it('is put by managers and read by all', async () => {
    const span = { startsOn: '2026-09-07', endsOn: '2027-05-30' };
    const terms = [{ code: 'HK1', name: 'Học kỳ I', ...span }];
    const weeks = [{ number: 1, startsOn: '2026-11-23', endsOn: '2026-11-29', term: 'HK1' }];
    const puts = {
      years: { code: year, ...span, terms, weeks, holidays: [] },
      departments: { departments: [{ code: 'ToToan', name: 'Tổ Toán', shortName: 'Toán', kind: 'academic' }] },
      subjects: { subjects: [{ code: 'Toan', name: 'Toán', department: 'ToToan' }] },
      classes: { classes: [{ code: '10A1', year, grade: 10, subjects: ['Toan'] }] },
    };
    for (const [name, body] of Object.entries(puts)) {
      expect((await api.call('PUT', `/structure/${name}`, as('admin', body))).status, name).toBe(204);
    }
    const assignment = { year, teacher: ids['teacher'], class: '10A1', subject: 'Toan', from: '2026-09-07' };
    const add = (over: object) =>
      api.call('POST', '/structure/assignments', as('admin', { assignments: [{ ...assignment, ...over }] }));
    expect(await add({ teacher: newId() })).toMatchObject({ status: 404, body: { code: 'ACCOUNT_NOT_FOUND' } });
    expect(await add({ class: '10A9' })).toMatchObject({ status: 404, body: { code: 'CLASS_NOT_FOUND' } });
    expect(await add({})).toMatchObject({ status: 204 });
    const read = async (path: string) => (await api.call('GET', `/structure/${path}`, as('teacher'))).body;
    const schemas = {
      years: 'api/school-year-list',
      weeks: 'api/week-list',
      departments: 'api/department-list',
      subjects: 'api/subject-list',
      classes: 'api/school-class-list',
      'assignments?on=2026-11-23': 'api/assignment-list',
    } as const;
    for (const [path, schema] of Object.entries(schemas)) assertValid(schema, await read(path));
    expect(await read('weeks')).toMatchObject({ year, current: 1 });
    expect(await read('assignments')).toMatchObject({ assignments: [{ teacherName: 'teacher', class: '10A1' }] });
    expect(await read('assignments?on=2026-09-06')).toEqual({ assignments: [] });
  });
});

describe('certificates', () => {
  it('are issued, looked at, renamed a PIN, revoked by their owner, and not by another', async () => {
    expect(await api.call('GET', '/me/certificate', as('teacher'))).toMatchObject({ status: 404 });
    const weak = await api.call('POST', '/me/certificate', as('teacher', { pin: '123456' }));
    expect(weak).toMatchObject({ status: 422, body: { code: 'PIN_TRIVIAL' } });
    const issued = await api.call('POST', '/me/certificate', as('teacher', { pin: '736291' }));
    assertValid('api/certificate', issued.body);
    expect(issued.status).toBe(201);
    const change = { current: '736291', new: '284617' };
    expect((await api.call('POST', '/me/certificate/pin', as('teacher', change))).status).toBe(204);
    const again = await api.call('POST', '/me/certificate/pin', as('teacher', change));
    expect(again).toMatchObject({ status: 403, body: { code: 'PIN_WRONG', details: { remaining: 4 } } });
    const { id } = issued.body;
    const revoke = (who: string) => api.call('POST', `/certificates/${id}/revoke`, as(who, { reason: 'superseded' }));
    expect(await revoke('clerk')).toMatchObject({ status: 404, body: { code: 'CERTIFICATE_NOT_FOUND' } });
    expect((await api.call('POST', `/certificates/${id}/unlock`, as('admin'))).status).toBe(200);
    expect(await revoke('teacher')).toMatchObject({ status: 200, body: { state: 'revoked' } });
    const listed = await api.call('GET', `/certificates?account=${ids['teacher'] ?? ''}`, as('principal'));
    assertValid('api/certificate-list', listed.body);
    expect(listed.body.certificates).toHaveLength(1);
    const file = Buffer.alloc(300).toString('base64');
    expect(
      await api.call('POST', '/me/certificate/import', as('teacher', { file, passphrase: '', pin: '736291' })),
    ).toMatchObject({ status: 400, body: { code: 'P12_UNREADABLE' } });
  });

  it('of the seal come by appointment', async () => {
    const pin = { pin: '736291' };
    expect(await api.call('POST', '/me/seal', as('clerk', pin))).toMatchObject({
      body: { code: 'SEAL_NOT_APPOINTED' },
    });
    const appointed = await api.call('POST', '/seal-certificate', as('admin', { custodian: ids['clerk'] }));
    expect(appointed).toMatchObject({ status: 201, body: { state: 'appointed' } });
    expect(await api.call('POST', '/me/seal', as('clerk', pin))).toMatchObject({
      status: 201,
      body: { state: 'active' },
    });
    const seal = await api.call('GET', '/me/seal', as('clerk'));
    assertValid('api/certificate', seal.body);
    const change = { current: '736291', new: '284617' };
    expect((await api.call('POST', '/me/seal/pin', as('clerk', change))).status).toBe(204);
  });

  it('and lists of the authority are public', async () => {
    const root = new X509Certificate((await api.call('GET', '/pki/THPT-001/root.pem')).bytes);
    const issuing = new X509Certificate((await api.call('GET', '/pki/THPT-001/issuing.pem')).bytes);
    expect(root.verify(root.publicKey) && issuing.verify(root.publicKey)).toBe(true);
    expect(issuing.raw.equals((await api.call('GET', '/pki/THPT-001/issuing.cer')).bytes)).toBe(true);
    for (const name of ['root', 'issuing']) {
      const crl = await api.call('GET', `/pki/THPT-001/${name}.crl`);
      expect(crl.headers.get('content-type')).toBe('application/pkix-crl');
      expect(crl.bytes[0]).toBe(0x30);
    }
    expect(await api.call('GET', '/pki/THPT-404/root.pem')).toMatchObject({
      status: 404,
      body: { code: 'SCHOOL_NOT_FOUND' },
    });
  });
});

describe('a second factor', () => {
  it('is started, and not confirmed by a wrong code', async () => {
    const started = await api.call('POST', '/me/totp', as('principal'));
    assertValid('api/totp-secret', started.body);
    const wrong = as('principal', { code: '000000' });
    expect(await api.call('POST', '/me/totp/confirm', wrong)).toMatchObject({ body: { code: 'TOTP_WRONG' } });
    expect(await api.call('POST', '/me/totp/remove', wrong)).toMatchObject({ body: { code: 'TOTP_NOT_STARTED' } });
  });
});
