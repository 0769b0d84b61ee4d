import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Change } from '../../src/people/index.ts';
import { type Domains, eventsOf, makePerson, makeSchool, NOW, openDomains, PASSWORD } from '../support/school.ts';
import { newId } from '../../src/kernel/ids.ts';

const database = `t_${newId()}`;
let domains: Domains;
let school: Change;
let teacher: string;

const signIn = (over: Partial<{ school: string; username: string; password: string }> = {}, on: Domains = domains) =>
  on.people.signIn({ school: 'THPT-001', username: 'nguyenvana', password: PASSWORD, ...over });

beforeAll(async () => {
  domains = await openDomains({ database });
  school = await makeSchool(domains);
  teacher = await makePerson(domains, school, { username: 'nguyenvana', fullName: 'Nguyễn Văn A' });
});

beforeEach(async () => {
  domains.clock.set(NOW);
  await domains.db.connection.collection('signInAttempts').deleteMany({});
});

afterAll(() => domains.db.close());

describe('a sign-in', () => {
  it.each([
    ['an unknown school', { school: 'THPT-999' }],
    ['an unknown user', { username: 'nobody' }],
    ['a wrong password', { password: 'not this one at all' }],
  ])('with %s is refused with the one code SIGN_IN_FAILED', async (_, over) => {
    await expect(signIn(over)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED', kind: 'unauthenticated' });
  });

  it('takes as long for an unknown user and an unknown school as for a wrong password', async () => {
    await signIn({ username: 'warm.up' }).catch(() => undefined);
    const time = async (over: Parameters<typeof signIn>[0]): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 4; round += 1) {
        const start = performance.now();
        await signIn({ password: 'not this one at all', ...over }).catch(() => undefined);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const known = await time({});
    expect(await time({ username: 'nobody.at.all' })).toBeGreaterThan(known / 3);
    expect(await time({ school: 'THPT-999' })).toBeGreaterThan(known / 3);
  });

  it('of a disabled account is refused as if there were none', async () => {
    const id = await makePerson(domains, school, { username: 'disabled' });
    await domains.people.setAccountState(school, id, 'disabled');
    await expect(signIn({ username: 'disabled' })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('is locked out for 15 minutes after five wrong passwords, even with the right one', async () => {
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await expect(signIn({ password: `wrong password ${wrong}` })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
    const until = new Date(new Date(NOW).getTime() + 15 * 60_000).toISOString();
    await expect(signIn()).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED', details: { until } });
    expect(await eventsOf(domains, school.scope, teacher)).toContain('account.locked');
    domains.clock.advance(15 * 60_000 - 1);
    await expect(signIn()).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    domains.clock.advance(1);
    await expect(signIn()).resolves.toMatchObject({ mustChangePassword: false });
  });

  it('locks a user name without an account the same way, so that a lock-out tells nothing', async () => {
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn({ username: 'ghost' }).catch(() => undefined);
    await expect(signIn({ username: 'ghost' })).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
  });

  it('starts counting anew after a success', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) await signIn({ password: 'wrong password' }).catch(() => undefined);
      await expect(signIn()).resolves.toBeDefined();
    }
  });

  it('gives two processes no more than five wrong tries together', async () => {
    const other = await openDomains({ database, clock: domains.clock });
    const tries = Array.from({ length: 16 }, (_, n) =>
      signIn({ password: `wrong password ${n}` }, n % 2 === 0 ? domains : other).catch(
        (error: { code: string }) => error.code,
      ),
    );
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(11);
    await other.db.close();
  });

  it('lets twelve right sign-ins at once all in', async () => {
    const signedIn = await Promise.all(Array.from({ length: 12 }, () => signIn()));
    expect(new Set(signedIn.map(({ token }) => token)).size).toBe(12);
  });

  it('finds the account whatever the case of the user name, and tells of it in the audit log', async () => {
    const { account } = await signIn({ username: ' NguyenVanA ' });
    expect(account).toMatchObject({ id: teacher, fullName: 'Nguyễn Văn A' });
    expect((await eventsOf(domains, school.scope, teacher)).at(-1)).toBe('account.signedIn');
  });

  it('accepts the password composed or decomposed', async () => {
    await expect(signIn({ password: PASSWORD.normalize('NFD') })).resolves.toBeDefined();
  });
});

describe('an account whose duties have ended', () => {
  it('of an inspector is refused after the last day, and before the first, with INSPECTOR_ACCESS_ENDED', async () => {
    const duties = [{ duty: 'inspector', from: '2026-11-20', until: '2026-11-23' }] as const;
    await makePerson(domains, school, { username: 'inspector', duties });
    const { token } = await signIn({ username: 'inspector' });
    domains.clock.set('2026-11-23T16:59:59Z');
    const late = await signIn({ username: 'inspector' });
    domains.clock.set('2026-11-23T17:00:00Z');
    await expect(signIn({ username: 'inspector' })).rejects.toMatchObject({ code: 'INSPECTOR_ACCESS_ENDED' });
    await expect(domains.people.authenticate(late.token)).rejects.toMatchObject({ code: 'INSPECTOR_ACCESS_ENDED' });
    expect(await domains.people.authenticate(token)).toBeUndefined();
    domains.clock.set('2026-11-19T16:59:59Z');
    await expect(signIn({ username: 'inspector' })).rejects.toMatchObject({ code: 'INSPECTOR_ACCESS_ENDED' });
  });

  it('of anybody else is refused with NO_ACTIVE_DUTY', async () => {
    await makePerson(domains, school, {
      username: 'retired',
      duties: [{ duty: 'subjectTeacher', until: '2026-06-30' }],
    });
    await expect(signIn({ username: 'retired' })).rejects.toMatchObject({ code: 'NO_ACTIVE_DUTY' });
  });

  it('says so only to those who know the password', async () => {
    await expect(signIn({ username: 'retired', password: 'not this one' })).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
  });
});
