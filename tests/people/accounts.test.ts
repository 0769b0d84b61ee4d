import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { covers } from '../../src/kernel/actor.ts';
import { type Change } from '../../src/people/index.ts';
import { base32, totpCode } from '../../src/people/totp.ts';
import {
  type Domains,
  eventsOf,
  makeAccount,
  makePerson,
  makeSchool,
  NOW,
  openDomains,
  PASSWORD,
} from '../support/school.ts';

let domains: Domains;
let school: Change;
let elsewhere: Change;

beforeAll(async () => {
  domains = await openDomains();
  school = await makeSchool(domains);
  elsewhere = await makeSchool(domains, { code: 'THPT-002', name: 'Trường Hai', shortName: 'Hai' });
});

beforeEach(() => {
  domains.clock.set(NOW);
});

afterAll(() => domains.db.close());

describe('an account', () => {
  it('has a user name that nobody else in the school has, though another school may', async () => {
    await makeAccount(domains, school, { username: 'lethihoa' });
    await expect(makeAccount(domains, school, { username: 'LeThiHoa' })).rejects.toMatchObject({
      code: 'USERNAME_TAKEN',
      details: { username: 'lethihoa' },
    });
    await expect(makeAccount(domains, elsewhere, { username: 'lethihoa' })).resolves.toBeDefined();
  });

  it('made twice at once is made once', async () => {
    const tries = [1, 2, 3].map(() =>
      makeAccount(domains, school, { username: 'twin' }).catch((error: { code: string }) => error.code),
    );
    expect((await Promise.all(tries)).filter((outcome) => outcome === 'USERNAME_TAKEN')).toHaveLength(2);
  });

  it('of another school is not there: not to be read, reset, disabled or given a duty', async () => {
    const id = await makeAccount(domains, school, { username: 'here' });
    const { people } = domains;
    const missing = { code: 'ACCOUNT_NOT_FOUND', kind: 'not-found' };
    await expect(people.account(elsewhere.scope, id)).rejects.toMatchObject(missing);
    await expect(people.resetPassword(elsewhere, id)).rejects.toMatchObject(missing);
    await expect(people.setAccountState(elsewhere, id, 'disabled')).rejects.toMatchObject(missing);
    await expect(people.grantDuty(elsewhere, id, { duty: 'admin' })).rejects.toMatchObject(missing);
    await expect(people.endDuty(elsewhere, { account: id, duty: 'x' })).rejects.toMatchObject(missing);
    expect((await people.accounts(elsewhere.scope, [id])).size).toBe(0);
  });

  it('shows no hash of its password to anybody', async () => {
    const id = await makeAccount(domains, school, { username: 'private' });
    expect(JSON.stringify(await domains.people.account(school.scope, id))).not.toContain('argon2');
  });

  it('is found by words without tone marks, page by page', async () => {
    for (const [username, fullName] of [
      ['dangthanhtam', 'Đặng Thanh Tâm'],
      ['dangthithu', 'Đặng Thị Thu'],
      ['tranvandang', 'Trần Văn Đăng'],
    ] as const) {
      await makeAccount(domains, school, { username, fullName });
    }
    const { people } = domains;
    const names = async (q: string) =>
      (await people.searchAccounts(school.scope, { q })).accounts.map(({ username }) => username);
    expect(await names('dang th')).toEqual(['dangthanhtam', 'dangthithu']);
    expect(await names('Đăng trần')).toEqual(['tranvandang']);
    expect(await names('.*')).toEqual([]);
    expect(await names('dang\u0000')).toEqual(await names('dang'));
    const first = await people.searchAccounts(school.scope, { q: 'dang', limit: 2 });
    const second = await people.searchAccounts(school.scope, { q: 'dang', limit: 2, cursor: first.nextCursor });
    expect([...first.accounts, ...second.accounts].map(({ username }) => username)).toEqual([
      'dangthanhtam',
      'dangthithu',
      'tranvandang',
    ]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('tells the audit log of every change, also of one whose telling an outage delayed', async () => {
    const id = await makeAccount(domains, school, { username: 'audited' });
    const { people, db } = domains;
    await people.setAccountState(school, id, 'disabled');
    await people.setAccountState(school, id, 'disabled');
    await people.setAccountState(school, id, 'active');
    const event = { id: 'f'.repeat(32), event: 'account.late', at: new Date(NOW), actor: 'system' };
    const accounts = db.connection.collection<{ _id: string; outbox: unknown[] }>('accounts');
    await accounts.updateOne({ _id: id }, { $set: { outbox: [event] } });
    expect(await people.sweep(school.scope)).toMatchObject({ events: 1 });
    expect(await people.sweep(school.scope)).toMatchObject({ events: 0 });
    expect(await eventsOf(domains, school.scope, id)).toEqual([
      'account.created',
      'account.disabled',
      'account.enabled',
      'account.late',
    ]);
    expect((await domains.audit.verify(school.scope)).fault).toBeUndefined();
  });
});

describe('a duty', () => {
  it('is not granted or ended by oneself', async () => {
    const id = await makeAccount(domains, school, { username: 'climber' });
    const self = { ...school, by: id };
    const refusal = { code: 'OWN_ACCOUNT_PROTECTED' };
    await expect(domains.people.grantDuty(self, id, { duty: 'principal' })).rejects.toMatchObject(refusal);
    await expect(domains.people.endDuty(self, { account: id, duty: 'x' })).rejects.toMatchObject(refusal);
    await expect(domains.people.setAccountState(self, id, 'disabled')).rejects.toMatchObject(refusal);
  });

  it('does not end before it begins, and an inspector’s has both ends', async () => {
    const id = await makeAccount(domains, school, { username: 'dated' });
    const grant = (duty: 'admin' | 'inspector', from?: string, until?: string) =>
      domains.people.grantDuty(school, id, { duty, from, until });
    await expect(grant('admin', '2026-12-01', '2026-11-30')).rejects.toMatchObject({ code: 'DUTY_DATES_INVALID' });
    await expect(grant('inspector', '2026-12-01')).rejects.toMatchObject({ code: 'INSPECTOR_DATES_REQUIRED' });
    await expect(domains.people.endDuty(school, { account: id, duty: 'x' })).rejects.toMatchObject({
      code: 'DUTY_NOT_FOUND',
    });
  });

  it('counts from its first day to its last in Vietnam’s time, and ends at once when it is ended', async () => {
    const id = await makeAccount(domains, school, { username: 'head', duties: [] });
    const scope = { department: 'Hoa' };
    const { people, clock } = domains;
    const granted = await people.grantDuty(school, id, { duty: 'departmentHead', scope, from: '2026-11-24' });
    const holders = async (department?: string) =>
      (await people.holdersOf(school.scope, { duty: 'departmentHead', target: department ? { department } : {} })).map(
        (one) => one.id,
      );
    expect(await holders('Hoa')).toEqual([]);
    clock.set('2026-11-23T17:00:00Z');
    expect(await holders('Hoa')).toEqual([id]);
    expect(await holders('Toan')).toEqual([]);
    expect(await holders()).toEqual([]);
    expect((await people.actorOf(school.scope, id)).duties).toEqual([{ duty: 'departmentHead', scope }]);
    await people.endDuty(school, { account: id, duty: granted.duties[0]?.id ?? '' });
    expect(await holders('Hoa')).toEqual([]);
    expect(await eventsOf(domains, school.scope, id)).toEqual([
      'account.created',
      'account.dutyGranted',
      'account.dutyEnded',
    ]);
  });

  it.each([
    [{}, {}, true],
    [{}, { department: 'Toan' }, true],
    [{ department: 'Toan' }, {}, false],
    [{ department: 'Toan' }, { department: 'Toan', class: '10A1' }, true],
    [{ department: 'Toan', subject: 'Toan' }, { department: 'Toan', subject: 'Tin' }, false],
    [{ grade: 10, year: '2026-2027' }, { grade: 10, year: '2026-2027' }, true],
    [{ grade: 10 }, { grade: 11 }, false],
  ])('for %j covers %j: %s', (scope, target, covered) => {
    expect(covers(scope, target)).toBe(covered);
  });
});

describe('a second factor', () => {
  it('computes the codes of RFC 6238 appendix B', () => {
    const secret = Buffer.from('12345678901234567890');
    const codes = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000].map((seconds) =>
      totpCode(secret, Math.floor(seconds / 30)),
    );
    expect(codes).toEqual(['287082', '081804', '050471', '005924', '279037', '353130']);
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  });

  it('is asked for once it is confirmed; a code counts once, a wrong one counts as a failure', async () => {
    const username = 'twofactors';
    const account = await makePerson(domains, school, { username });
    const { people, clock } = domains;
    const actor = await people.actorOf(school.scope, account);
    const signIn = (totp?: string) => people.signIn({ school: 'THPT-001', username, password: PASSWORD, totp });
    await expect(people.confirmTotp(actor, '000000')).rejects.toMatchObject({ code: 'TOTP_NOT_STARTED' });
    const { secret, uri } = await people.startTotp(actor);
    expect(uri).toContain(`secret=${secret}`);
    await expect(signIn()).resolves.toBeDefined();
    const key = decodeBase32(secret);
    const code = () => totpCode(key, Math.floor(clock.now().getTime() / 30_000));
    await people.confirmTotp(actor, code());
    await expect(people.startTotp(actor)).rejects.toMatchObject({ code: 'TOTP_ALREADY_ON' });
    await expect(signIn()).rejects.toMatchObject({ code: 'TOTP_REQUIRED' });
    await expect(signIn(code())).rejects.toMatchObject({ code: 'TOTP_WRONG' });
    clock.advance(30_000);
    const good = code();
    await expect(signIn(good)).resolves.toMatchObject({ account: { secondFactor: true } });
    for (const wrong of [1, 2, 3, 4, 5]) {
      await expect(signIn(good)).rejects.toMatchObject({ code: 'TOTP_WRONG' });
      if (wrong < 5) await expect(signIn()).rejects.toMatchObject({ code: 'TOTP_REQUIRED' });
    }
    clock.advance(30_000);
    await expect(signIn(code())).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    clock.advance(15 * 60_000);
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await expect(people.removeTotp(actor, good)).rejects.toMatchObject({ code: 'TOTP_WRONG' });
    }
    await expect(people.removeTotp(actor, code())).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    clock.advance(15 * 60_000);
    await people.removeTotp(actor, code());
    await expect(signIn()).resolves.toMatchObject({ account: { secondFactor: false } });
  });
});

function decodeBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
