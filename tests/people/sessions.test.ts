import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Change } from '../../src/people/index.ts';
import {
  type Domains,
  INITIAL,
  makeAccount,
  makePerson,
  makeSchool,
  NOW,
  openDomains,
  PASSWORD,
} from '../support/school.ts';

const HOUR = 3_600_000;
let domains: Domains;
let school: Change;
let people = 0;

const person = async () => {
  const username = `person${(people += 1)}`;
  const id = await makePerson(domains, school, { username });
  const signIn = (password = PASSWORD) => domains.people.signIn({ school: 'THPT-001', username, password });
  const actor = async () => {
    const found = await domains.people.authenticate((await signIn()).token);
    if (!found) throw new Error('no session');
    return found.actor;
  };
  return { id, username, signIn, actor };
};
const lives = async (token: string) => (await domains.people.authenticate(token)) !== undefined;

beforeAll(async () => {
  domains = await openDomains();
  school = await makeSchool(domains);
});

beforeEach(() => {
  domains.clock.set(NOW);
});

afterAll(() => domains.db.close());

describe('a session', () => {
  it.each(['', 'x', `${'0'.repeat(32)}.short`, `${'0'.repeat(32)}.${'A'.repeat(43)}`, '$ne.1'])(
    'is not made by the token "%s"',
    async (token) => {
      expect(await lives(token)).toBe(false);
    },
  );

  it('does not live under another school’s id', async () => {
    const elsewhere = await makeSchool(domains, { code: 'THPT-002', name: 'Trường Hai', shortName: 'Hai' });
    const { token } = await (await person()).signIn();
    const [, secret] = token.split('.');
    expect(await lives(`${elsewhere.scope.school}.${secret}`)).toBe(false);
  });

  it('is kept as a hash only', async () => {
    const { token } = await (await person()).signIn();
    const stored = JSON.stringify(await domains.db.connection.collection('sessions').find().toArray());
    expect(stored).not.toContain(token.split('.')[1]);
  });

  it('acts with the duties in force and knows its own anti-forgery token, not another’s', async () => {
    const { signIn, id, username } = await person();
    const [one, two] = [await signIn(), await signIn()];
    const found = await domains.people.authenticate(one.token);
    expect(found?.actor).toMatchObject({
      account: id,
      username,
      school: school.scope.school,
      mustChangePassword: false,
    });
    expect(found?.actor.duties).toEqual([{ duty: 'subjectTeacher', scope: {} }]);
    expect(found?.isCsrfToken(one.csrfToken)).toBe(true);
    expect(found?.isCsrfToken(two.csrfToken)).toBe(false);
    expect(found?.isCsrfToken(undefined)).toBe(false);
    expect(found?.isCsrfToken('')).toBe(false);
  });

  it('ends after an hour without a request', async () => {
    const { token } = await (await person()).signIn();
    domains.clock.advance(HOUR - 1);
    expect(await lives(token)).toBe(true);
    domains.clock.advance(HOUR - 1);
    expect(await lives(token)).toBe(true);
    domains.clock.advance(HOUR);
    expect(await lives(token)).toBe(false);
  });

  it('ends after twelve hours however busy, and is swept away', async () => {
    const { token, expiresAt } = await (await person()).signIn();
    for (let half = 0; half < 24; half += 1) {
      expect(await lives(token)).toBe(true);
      domains.clock.advance(HOUR / 2);
    }
    expect(domains.clock.now()).toEqual(expiresAt);
    expect(await lives(token)).toBe(false);
    await domains.people.sweep(school.scope);
    expect(await domains.db.connection.collection('sessions').countDocuments()).toBe(0);
  });

  it('ends with the sign-out, and signing out twice is no error', async () => {
    const { token } = await (await person()).signIn();
    const found = await domains.people.authenticate(token);
    await domains.people.signOut(school.scope, found?.session ?? '');
    await domains.people.signOut(school.scope, found?.session ?? '');
    expect(await lives(token)).toBe(false);
  });

  it('ends when the account is disabled, and does not come back with it', async () => {
    const { signIn, id } = await person();
    const { token } = await signIn();
    await domains.people.setAccountState(school, id, 'disabled');
    expect(await lives(token)).toBe(false);
    await domains.people.setAccountState(school, id, 'active');
    expect(await lives(token)).toBe(false);
    await expect(signIn()).resolves.toBeDefined();
  });
});

describe('a change of password', () => {
  it.each([
    ['mười ký tự', 'mười ký tự', undefined],
    ['123456789', '123456789', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(129), 'x'.repeat(129), 'PASSWORD_TOO_LONG'],
    ['1234567890', '1234567890', 'PASSWORD_GUESSABLE'],
    ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'PASSWORD_GUESSABLE'],
    ['the same again', PASSWORD, 'PASSWORD_UNCHANGED'],
  ])('to %s is judged', async (_, next, code) => {
    const { actor } = await person();
    const changing = domains.people.changePassword(await actor(), { current: PASSWORD, next });
    if (code === undefined) await changing;
    else await expect(changing).rejects.toMatchObject({ code });
  });

  it('to the user name with a little around it is refused', async () => {
    const username = 'nguyenthihongnhung';
    const account = await makeAccount(domains, school, { username });
    const actor = { account, school: school.scope.school, username, fullName: '', duties: [] };
    const changing = domains.people.changePassword(actor, { current: INITIAL, next: `${username}123` });
    await expect(changing).rejects.toMatchObject({ code: 'PASSWORD_GUESSABLE' });
  });

  it('needs the present one, and five wrong ones lock as at the sign-in', async () => {
    const { actor, signIn } = await person();
    const me = await actor();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await expect(
        domains.people.changePassword(me, { current: `wrong password ${wrong}`, next: 'một mật khẩu khác' }),
      ).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    }
    await expect(
      domains.people.changePassword(me, { current: PASSWORD, next: 'một mật khẩu khác' }),
    ).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    await expect(signIn()).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
  });

  it('ends every other session and keeps the one acting', async () => {
    const { signIn, username } = await person();
    const [mine, other] = [await signIn(), await signIn()];
    const found = await domains.people.authenticate(mine.token);
    if (!found) throw new Error('no session');
    await domains.people.changePassword(found.actor, { current: PASSWORD, next: 'một mật khẩu khác' });
    expect(await lives(mine.token)).toBe(true);
    expect(await lives(other.token)).toBe(false);
    await expect(signIn()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const input = { school: 'THPT-001', username, password: 'một mật khẩu khác' };
    await expect(domains.people.signIn(input)).resolves.toMatchObject({ mustChangePassword: false });
  });

  it('made twice at once is made once', async () => {
    const { actor } = await person();
    const me = await actor();
    const change = (next: string) =>
      domains.people.changePassword(me, { current: PASSWORD, next }).then(
        () => 'changed',
        (error: { code: string }) => error.code,
      );
    const outcomes = await Promise.all([change('mật khẩu thứ nhất'), change('mật khẩu thứ hai')]);
    expect(outcomes.sort()).toEqual(['PASSWORD_WRONG', 'changed']);
  });
});

describe('a reset password', () => {
  it('lifts a lock-out, ends every session, works once as it is and must be changed', async () => {
    const { id, signIn } = await person();
    const { token } = await signIn();
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn('wrong password').catch(() => undefined);
    const { initialPassword, account } = await domains.people.resetPassword(school, id);
    expect(initialPassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect(account.mustChangePassword).toBe(true);
    expect(await lives(token)).toBe(false);
    await expect(signIn(initialPassword)).resolves.toMatchObject({ mustChangePassword: true });
    await expect(signIn()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('is not for oneself', async () => {
    const { id } = await person();
    const reset = domains.people.resetPassword({ ...school, by: id }, id);
    await expect(reset).rejects.toMatchObject({ code: 'OWN_ACCOUNT_PROTECTED' });
  });
});
