import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type Change } from '../../src/people/index.ts';
import { keyInput, SIGNATURE_ALGORITHMS } from '../../src/signing/algorithms.ts';
import { writeP12 } from '../../src/signing/providers/p12/write.ts';
import {
  createSchoolCa,
  issueOcspCertificate,
  issuePersonalCertificate,
  type SchoolCa,
} from '../../src/signing/pki/school-ca.ts';
import { createKeyPair } from '../../src/signing/pki/keys.ts';
import { findRevoked } from '../../src/signing/revocation/crl-entries.ts';
import { type Crl, isCrlSignedBy, parseCrl } from '../../src/signing/revocation/crl.ts';
import { parseCertificate } from '../../src/signing/x509/certificate.ts';
import { buildChain } from '../../src/signing/x509/chain.ts';
import { type Signer } from '../../src/signing/signer.ts';
import { verify } from 'node:crypto';
import { type CertificateDomains, openCertificateDomains } from '../support/certificates.ts';
import { eventsOf, makeAccount, makeSchool, NOW } from '../support/school.ts';

const PIN = '736291';
const database = `t_${newId()}`;
let domains: CertificateDomains;
let school: Change;
let people = 0;
/** An authority outside the school, whom the installation trusts. */
let publicCa: SchoolCa;

const newTeacher = () =>
  makeAccount(domains, school, { username: `teacher${(people += 1)}`, fullName: 'Nguyễn Thị Ánh' });
const newClerk = () =>
  makeAccount(domains, school, { username: `clerk${(people += 1)}`, duties: [{ duty: 'recordsClerk' }] });
const by = (account: string): Change => ({ scope: school.scope, by: account });
const issue = (account: string, pin = PIN) => domains.certificates.issuePersonal(by(account), { account, pin });
const unlock = (account: string, pin = PIN, on = domains) =>
  on.certificates.unlock(school.scope, { account, purpose: 'personal', pin });

beforeAll(async () => {
  publicCa = await createSchoolCa({
    school: 'Public CA',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    algorithm: 'ecdsa-p256-sha256',
  });
  domains = await openCertificateDomains({ database, trustedRoots: [publicCa.root.certificate.der] });
  school = await makeSchool(domains);
  await domains.certificates.ensureAuthority(school);
});

beforeEach(() => {
  domains.clock.set(NOW);
});

afterAll(() => domains.db.close());

describe('a PIN', () => {
  it.each([
    ['12345', 'PIN_TOO_SHORT'],
    ['000000', 'PIN_TRIVIAL'],
    ['121212', 'PIN_TRIVIAL'],
    ['123123', 'PIN_TRIVIAL'],
    ['123456', 'PIN_TRIVIAL'],
    ['890123', 'PIN_TRIVIAL'],
    ['987654', 'PIN_TRIVIAL'],
    ['abcdef', 'PIN_TRIVIAL'],
  ])('%s is refused with %s, and nothing is issued', async (pin, code) => {
    const account = await newTeacher();
    await expect(issue(account, pin)).rejects.toMatchObject({ code });
    await expect(issue(account, `teacher${people}`)).rejects.toMatchObject({ code: 'PIN_TRIVIAL' });
    expect(await domains.certificates.list(school.scope, { account })).toEqual([]);
  });

  it('that is wrong five times locks the key, for the right PIN and for another process too, until it is unlocked', async () => {
    const account = await newTeacher();
    const { id } = await issue(account);
    for (const remaining of [4, 3, 2, 1, 0]) {
      await expect(unlock(account, '555111')).rejects.toMatchObject({ code: 'PIN_WRONG', details: { remaining } });
    }
    const other = await openCertificateDomains({ database, clock: domains.clock });
    await expect(unlock(account)).rejects.toMatchObject({ code: 'PIN_LOCKED', kind: 'locked' });
    await expect(unlock(account, PIN, other)).rejects.toMatchObject({ code: 'PIN_LOCKED' });
    await other.db.close();
    expect(await domains.certificates.current(school.scope, account, 'personal')).toMatchObject({ pinLocked: true });
    expect(await eventsOf(domains, school.scope, id)).toEqual(['certificate.issued', 'certificate.pinLocked']);
    await expect(domains.certificates.unlockPin(by(account), id)).rejects.toMatchObject({ code: 'OWN_PIN_PROTECTED' });
    await expect(unlock(account)).rejects.toMatchObject({ code: 'PIN_LOCKED' });
    await domains.certificates.unlockPin(school, id);
    await expect(unlock(account)).resolves.toBeDefined();
  });

  it('gets no more than five tries from two processes at once', async () => {
    const account = await newTeacher();
    await issue(account);
    const other = await openCertificateDomains({ database, clock: domains.clock });
    const codes = await Promise.all(
      Array.from({ length: 14 }, (_, n) =>
        unlock(account, '555111', n % 2 ? domains : other).catch((error: { code: string }) => error.code),
      ),
    );
    await other.db.close();
    expect(codes.filter((code) => code === 'PIN_WRONG')).toHaveLength(5);
    expect(codes.filter((code) => code === 'PIN_LOCKED')).toHaveLength(9);
  });

  it('that is right, twelve times at once, locks nobody out', async () => {
    const account = await newTeacher();
    await issue(account);
    const signers = await Promise.all(Array.from({ length: 12 }, () => unlock(account)));
    expect(signers).toHaveLength(12);
  });

  it('starts with five tries anew after the right one', async () => {
    const account = await newTeacher();
    await issue(account);
    for (let wrong = 0; wrong < 4; wrong += 1) await unlock(account, '555111').catch(() => undefined);
    await unlock(account);
    await expect(unlock(account, '555111')).rejects.toMatchObject({ details: { remaining: 4 } });
  });

  it('is changed only with the present one, to another and acceptable one', async () => {
    const account = await newTeacher();
    await issue(account);
    const change = (current: string, next: string) =>
      domains.certificates.changePin(by(account), { account, purpose: 'personal', current, next });
    await expect(change('555111', '284617')).rejects.toMatchObject({ code: 'PIN_WRONG' });
    await expect(change(PIN, PIN)).rejects.toMatchObject({ code: 'PIN_UNCHANGED' });
    await expect(change(PIN, '111111')).rejects.toMatchObject({ code: 'PIN_TRIVIAL' });
    await change(PIN, '284617');
    await expect(unlock(account)).rejects.toMatchObject({ code: 'PIN_WRONG' });
    await expect(unlock(account, '284617')).resolves.toBeDefined();
  });

  it('and the key are in no document, and another server key opens nothing', async () => {
    const account = await newTeacher();
    await issue(account);
    const stored = JSON.stringify(await domains.db.connection.collection('credentials').findOne({ account }));
    expect(stored).not.toContain(PIN);
    expect(stored).not.toContain('PRIVATE');
    const other = await openCertificateDomains({ database, clock: domains.clock, serverKey: randomBytes(32) });
    await expect(unlock(account, PIN, other)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
    await other.db.close();
  });

  it('does not open a key that was moved into another account’s document', async () => {
    const [victim, thief] = [await newTeacher(), await newTeacher()];
    await issue(victim);
    await issue(thief, '284617');
    const raw = domains.db.connection.collection('credentials');
    const stolen = await raw.findOne({ account: victim });
    await raw.updateOne({ account: thief }, { $set: { key: stolen?.['key'] as unknown } });
    await expect(unlock(thief)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
  });
});

describe('a personal certificate', () => {
  it('is missing until it is issued', async () => {
    const account = await newTeacher();
    await expect(domains.certificates.describe(school.scope, account, 'personal')).rejects.toMatchObject({
      code: 'CERTIFICATE_MISSING',
    });
    await expect(unlock(account)).rejects.toMatchObject({ code: 'CERTIFICATE_MISSING' });
    await expect(domains.certificates.current(school.scope, account, 'personal')).rejects.toMatchObject({
      code: 'CERTIFICATE_MISSING',
    });
  });

  it('is another school’s business: not to be described, unlocked, revoked or listed there', async () => {
    const account = await newTeacher();
    const { id } = await issue(account);
    const elsewhere = await makeSchool(domains, { code: 'THPT-002', name: 'Trường Khác', shortName: 'Khác' });
    const { certificates } = domains;
    await expect(certificates.describe(elsewhere.scope, account, 'personal')).rejects.toMatchObject({
      code: 'CERTIFICATE_MISSING',
    });
    await expect(certificates.revoke(elsewhere, { id, reason: 'keyCompromise' })).rejects.toMatchObject({
      code: 'CERTIFICATE_NOT_FOUND',
    });
    await expect(certificates.unlockPin(elsewhere, id)).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_FOUND' });
    expect(await certificates.list(elsewhere.scope)).toEqual([]);
    await expect(certificates.issuePersonal(elsewhere, { account, pin: PIN })).rejects.toMatchObject({
      code: 'ACCOUNT_NOT_FOUND',
    });
  });

  it('chains to the school’s root, names person and school, and says that it has no legal value outside', async () => {
    const account = await newTeacher();
    const { chain, subject, renewalDue, state } = await issue(account);
    const { root, issuing } = await domains.certificates.trust(school.scope);
    const [own] = chain;
    const facts = buildChain({
      leaf: parseCertificate(own ?? root),
      intermediates: [parseCertificate(issuing)],
      roots: [parseCertificate(root)],
      at: domains.clock.now(),
    });
    expect(facts.problems).toEqual([]);
    expect(subject).toContain('CN=Nguyễn Thị Ánh');
    expect(subject).toContain('O=Trường THPT Trần Hưng Đạo');
    expect({ renewalDue, state }).toEqual({ renewalDue: false, state: 'active' });
    const text = Buffer.from(own ?? []).toString('latin1');
    expect(text).toContain('https://hoso.example/api/v1/pki/THPT-001/issuing.crl');
    expect(Buffer.from(own ?? []).includes('không có giá trị pháp lý')).toBe(true);
    expect(
      new X509Certificate(Buffer.from(own ?? [])).verify(new X509Certificate(Buffer.from(issuing)).publicKey),
    ).toBe(true);
  });

  it('unlocks to a signer that is as it was described and signs a batch', async () => {
    const account = await newTeacher();
    await issue(account);
    const { certificate: _, ...described } = await domains.certificates.describe(school.scope, account, 'personal');
    const signer = await unlock(account);
    expect(await signer.describe()).toEqual(described);
    await expectSigns(signer);
  });

  it('is issued once, even to two processes at once', async () => {
    const account = await newTeacher();
    const other = await openCertificateDomains({ database, clock: domains.clock });
    const tries = [domains, other, domains, other].map((on) =>
      on.certificates.issuePersonal(by(account), { account, pin: PIN }).then(
        () => 'issued',
        (error: { code: string }) => error.code,
      ),
    );
    const outcomes = await Promise.all(tries);
    await other.db.close();
    expect(outcomes.filter((outcome) => outcome === 'issued')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'CERTIFICATE_EXISTS')).toHaveLength(3);
    expect(await domains.certificates.list(school.scope, { account })).toHaveLength(1);
  });

  it('is renewed in its last 30 days with its PIN, and the old key is destroyed', async () => {
    const account = await newTeacher();
    const old = await issue(account);
    domains.clock.set('2028-10-23T01:00:00Z');
    await expect(issue(account)).rejects.toMatchObject({ code: 'CERTIFICATE_EXISTS' });
    domains.clock.set('2028-10-25T01:00:00Z');
    expect(await domains.certificates.expiring(school.scope, 30)).toContainEqual(
      expect.objectContaining({ id: old.id }),
    );
    await expect(issue(account, '284617')).rejects.toMatchObject({ code: 'PIN_WRONG' });
    const renewed = await issue(account);
    expect(renewed.serialNumber).not.toBe(old.serialNumber);
    await expectSigns(await unlock(account));
    const raw = await domains.db.connection.collection('credentials').findOne({ serialNumber: old.serialNumber });
    expect(raw).toMatchObject({ state: 'replaced' });
    expect(raw).not.toHaveProperty('key');
  });

  it('that has ended does not sign, and a new one may be issued under a new PIN', async () => {
    const account = await newTeacher();
    await issue(account);
    domains.clock.set('2028-11-23T01:00:01Z');
    await expect(unlock(account)).rejects.toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
    expect(await domains.certificates.current(school.scope, account, 'personal')).toMatchObject({ state: 'expired' });
    await issue(account, '284617');
    await expectSigns(await unlock(account, '284617'));
  });

  it('is not missing for good when a crash came between retiring the old and storing the new', async () => {
    const account = await newTeacher();
    const { id } = await issue(account);
    const raw = domains.db.connection.collection<{ _id: string }>('credentials');
    await raw.updateOne({ _id: id }, { $set: { slot: `ended:${id}`, state: 'replaced' }, $unset: { key: '' } });
    await expect(unlock(account)).rejects.toMatchObject({ code: 'CERTIFICATE_MISSING' });
    await issue(account);
    await expectSigns(await unlock(account));
  });
});

describe('a revocation', () => {
  it('ends the use at once, destroys the key, and is in the list that follows', async () => {
    const account = await newTeacher();
    const { id, chain } = await issue(account);
    const before = parseCrl(await domains.certificates.crl(school.scope, 'issuing'));
    await domains.certificates.revoke(by(account), { id, reason: 'keyCompromise' });
    await expect(unlock(account)).rejects.toMatchObject({ code: 'CERTIFICATE_REVOKED' });
    await expect(domains.certificates.describe(school.scope, account, 'personal')).rejects.toMatchObject({
      code: 'CERTIFICATE_REVOKED',
    });
    const crl = parseCrl(await domains.certificates.crl(school.scope, 'issuing'));
    const { issuing } = await domains.certificates.trust(school.scope);
    const serial = parseCertificate(chain[0] ?? new Uint8Array()).serialBytes;
    expect(isCrlSignedBy(crl, parseCertificate(issuing))).toBe(true);
    expect(crl.keepsExpiredSince).toEqual(parseCertificate(issuing).notBefore);
    expect(findRevoked(before, serial)).toBeUndefined();
    expect(findRevoked(crl, serial)).toMatchObject({ reason: 'keyCompromise', revokedAt: new Date(NOW) });
    expect(parseInt(crl.number ?? '0', 16)).toBeGreaterThan(parseInt(before.number ?? '0', 16));
    expect(
      await domains.db.connection.collection<{ _id: string }>('credentials').findOne({ _id: id }),
    ).not.toHaveProperty('key');
    expect((await eventsOf(domains, school.scope, id)).at(-1)).toBe('certificate.revoked');
  });

  it('made twice is made once', async () => {
    const { id } = await issue(await newTeacher());
    const first = await domains.certificates.revoke(school, { id, reason: 'superseded' });
    domains.clock.advance(1000);
    const second = await domains.certificates.revoke(school, { id, reason: 'keyCompromise' });
    expect(second).toEqual(first);
  });

  it('lets the person have a new certificate', async () => {
    const account = await newTeacher();
    const { id } = await issue(account);
    await domains.certificates.revoke(school, { id, reason: 'superseded' });
    await issue(account, '284617');
    await expectSigns(await unlock(account, '284617'));
  });

  it('is in the next list even if the process died before the list was made', async () => {
    const { id, chain } = await issue(await newTeacher());
    await domains.certificates.crl(school.scope, 'issuing');
    const raw = domains.db.connection.collection<{ _id: string }>('credentials');
    await raw.updateOne({ _id: id }, { $set: { state: 'revoked', revokedAt: new Date(NOW), reason: 'superseded' } });
    const crl = parseCrl(await domains.certificates.crl(school.scope, 'issuing'));
    expect(findRevoked(crl, parseCertificate(chain[0] ?? new Uint8Array()).serialBytes)).toBeDefined();
  });

  it('is told by a list made since, where that is asked for, and by the present one again after that', async () => {
    const listAt = async (since?: Date) => {
      const { crls } = await domains.certificates.trust(school.scope, since && { since });
      return crls
        .map((der) => parseCrl(der))
        .find(({ nextUpdate }) => nextUpdate && +nextUpdate - +now() < 8 * 86_400_000);
    };
    const now = () => domains.clock.now();
    const present = await listAt();
    domains.clock.advance(60_000);
    expect((await listAt())?.number).toBe(present?.number);
    const later = await listAt(now());
    expect(later?.thisUpdate).toEqual(now());
    expect((await listAt(new Date(now().getTime() - 1000)))?.number).toBe(later?.number);
    domains.clock.set(NOW);
  });
});

describe('a revocation list', () => {
  const newSchool = async (code: string) => {
    const made = await makeSchool(domains, { code, name: `Trường ${code}`, shortName: code });
    await domains.certificates.ensureAuthority(made);
    const issueThere = async () => {
      const account = await makeAccount(domains, made, { username: `person${(people += 1)}` });
      return domains.certificates.issuePersonal(made, { account, pin: PIN });
    };
    const listOf = async (name: 'root' | 'issuing', on = domains) =>
      parseCrl(await on.certificates.crl(made.scope, name));
    return { made, issueThere, listOf };
  };
  const numberOf = ({ number = '' }: { readonly number?: string }) => parseInt(number, 16);

  it('stays the same while it is young, and is made anew after a day, with one number each for two at once', async () => {
    const { listOf } = await newSchool('THPT-011');
    const old = await listOf('issuing');
    domains.clock.advance(23 * 3_600_000);
    expect(await listOf('issuing')).toEqual(old);
    domains.clock.advance(3_600_000);
    const [young, third] = await Promise.all([listOf('issuing'), listOf('issuing')]);
    expect(young).toEqual(third);
    expect(numberOf(young)).toBe(numberOf(old) + 1);
    expect(young.nextUpdate?.getTime()).toBe(young.thisUpdate.getTime() + 7 * 86_400_000);
  });

  it('is made anew once a certificate was issued, which begins before it', async () => {
    const { made, issueThere, listOf } = await newSchool('THPT-012');
    const former = await listOf('issuing');
    domains.clock.advance(3_600_000);
    const [issued] = (await issueThere()).chain.map((der) => parseCertificate(der));
    const later = await listOf('issuing');
    expect(later.thisUpdate).toEqual(domains.clock.now());
    expect(numberOf(later)).toBe(numberOf(former) + 1);
    expect(domains.clock.now().getTime() - (issued?.notBefore.getTime() ?? 0)).toBe(5 * 60_000);
    expect(await listOf('issuing')).toEqual(later);
    const { issuing } = await domains.certificates.trust(made.scope);
    expect(+(await listOf('root')).thisUpdate).toBeGreaterThan(+parseCertificate(issuing).notBefore);
  });

  it('of the root is made anew once the issuing authority has another certificate', async () => {
    const { made, listOf } = await newSchool('THPT-013');
    const issuingOf = async () => parseCertificate((await domains.certificates.trust(made.scope)).issuing);
    const first = await issuingOf();
    domains.clock.set(new Date(first.notAfter.getTime() - 1000 * 86_400_000));
    const before = await listOf('root');
    domains.clock.advance(1000);
    expect(await listOf('root')).toEqual(before);
    await domains.certificates.sweep(made.scope);
    const renewed = await issuingOf();
    expect(renewed.serialNumber).not.toBe(first.serialNumber);
    const after = await listOf('root');
    expect(numberOf(after)).toBe(numberOf(before) + 1);
    expect(+after.thisUpdate).toBeGreaterThan(+renewed.notBefore);
  });

  it('has numbers that grow and times that do not go back, whichever of two processes with differing clocks makes it', async () => {
    const { issueThere, listOf } = await newSchool('THPT-014');
    const ahead = new ManualClock(NOW);
    ahead.advance(20_000);
    const other = await openCertificateDomains({ database, clock: ahead, serverKey: domains.serverKey });
    const lists: Crl[] = [];
    for (const on of [domains, other, domains]) {
      await issueThere();
      lists.push(await listOf('issuing', on));
    }
    await other.db.close();
    expect(lists.map(numberOf)).toEqual([1, 2, 3]);
    expect(lists.map(({ thisUpdate }) => +thisUpdate - +domains.clock.now())).toEqual([0, 20_000, 20_000]);
  });

  it('that was made by a clock far ahead gives way to one of now', async () => {
    const { listOf } = await newSchool('THPT-015');
    domains.clock.advance(3_600_000);
    await listOf('issuing');
    domains.clock.set(NOW);
    expect((await listOf('issuing')).thisUpdate).toEqual(domains.clock.now());
  });

  it('that eight ask for at once after a certificate was issued is one list', async () => {
    const { issueThere, listOf } = await newSchool('THPT-016');
    await listOf('issuing');
    await issueThere();
    const other = await openCertificateDomains({ database, clock: domains.clock, serverKey: domains.serverKey });
    const asked = Array.from({ length: 8 }, (_, n) => listOf('issuing', n % 2 ? domains : other));
    const numbers = (await Promise.all(asked)).map(numberOf);
    await other.db.close();
    expect(new Set(numbers)).toEqual(new Set([2]));
  });

  it('of the root is signed by the root and empty', async () => {
    const { root, crls } = await domains.certificates.trust(school.scope);
    const crl = parseCrl(crls[0] ?? new Uint8Array());
    expect(isCrlSignedBy(crl, parseCertificate(root))).toBe(true);
    expect(crl.entries).toHaveLength(0);
  });
});

describe('the school’s authority', () => {
  it('is missing at a school that was not set up', async () => {
    const bare = await makeSchool(domains, { code: 'THPT-003', name: 'Trường Ba', shortName: 'Ba' });
    await expect(domains.certificates.trust(bare.scope)).rejects.toMatchObject({ code: 'AUTHORITY_MISSING' });
    await expect(domains.certificates.crl(bare.scope, 'root')).rejects.toMatchObject({ code: 'AUTHORITY_MISSING' });
  });

  it('is made once, even by two processes at once, and a name of over 64 characters is cut at a word', async () => {
    const name = 'Trường Trung học phổ thông Chuyên Nguyễn Bỉnh Khiêm thành phố Hồ Chí Minh mở rộng';
    const long = await makeSchool(domains, { code: 'THPT-004', name, shortName: 'NBK' });
    const other = await openCertificateDomains({ database, clock: domains.clock });
    await Promise.all([domains, other, domains].map((on) => on.certificates.ensureAuthority(long)));
    const trust = await domains.certificates.trust(long.scope);
    expect(await other.certificates.trust(long.scope)).toEqual(trust);
    await other.db.close();
    expect(parseCertificate(trust.root).subject.text).toContain(
      'O=Trường Trung học phổ thông Chuyên Nguyễn Bỉnh Khiêm thành phố',
    );
  });

  describe('that issues', () => {
    const aged = async (code: string) => {
      const made = await makeSchool(domains, { code, name: `Trường ${code}`, shortName: code });
      await domains.certificates.ensureAuthority(made);
      return { made, before: await domains.certificates.trust(made.scope) };
    };
    const issuingOf = async (scope: Change['scope']) =>
      parseCertificate((await domains.certificates.trust(scope)).issuing);

    it('names where the root’s list and certificate are', async () => {
      const { before } = await aged('THPT-005');
      const place = 'https://hoso.example/api/v1/pki/THPT-005/root';
      expect(parseCertificate(before.issuing).known.crlUrls).toEqual([`${place}.crl`]);
      expect(new X509Certificate(before.issuing).infoAccess).toContain(`${place}.cer`);
    });

    it('is renewed once in its last four years, even by two processes at once, under its name and key', async () => {
      const { made, before } = await aged('THPT-006');
      const account = await makeAccount(domains, made, { username: 'lasting' });
      const person = await domains.certificates.issuePersonal(made, { account, pin: PIN });
      await domains.certificates.sweep(made.scope);
      expect((await domains.certificates.trust(made.scope)).issuing).toEqual(before.issuing);
      domains.clock.set('2032-11-25T01:00:00Z');
      const other = await openCertificateDomains({ database, clock: domains.clock, serverKey: domains.serverKey });
      await Promise.all([domains, other, domains].map((on) => on.certificates.sweep(made.scope)));
      await other.db.close();
      const renewed = await issuingOf(made.scope);
      const old = parseCertificate(before.issuing);
      expect(renewed.serialNumber).not.toBe(old.serialNumber);
      expect([renewed.subject.text, renewed.publicKeyInfo]).toEqual([old.subject.text, old.publicKeyInfo]);
      expect(renewed.notAfter).toEqual(new Date('2042-11-25T00:55:00Z'));
      const raw = await domains.db.connection.collection('authorities').findOne({ school: made.scope.school });
      expect(
        (await eventsOf(domains, made.scope, String(raw?._id))).filter((event) => event === 'authority.renewed'),
      ).toHaveLength(1);
      const [leaf] = person.chain.map((der) => parseCertificate(der));
      if (!leaf) throw new Error('no certificate');
      const roots = [parseCertificate(before.root)];
      const at = domains.clock.now();
      const { problems } = buildChain({ leaf, intermediates: [renewed], roots, at });
      expect(problems).toEqual([{ code: 'expired', index: 0 }]);
      const crl = parseCrl(await domains.certificates.crl(made.scope, 'issuing'));
      expect(isCrlSignedBy(crl, old)).toBe(true);
      expect(crl.keepsExpiredSince).toEqual(old.notBefore);
    });

    it('is not renewed where the root does not last longer, nor at a school without an authority', async () => {
      const { made } = await aged('THPT-007');
      domains.clock.set('2042-11-20T01:00:00Z');
      await domains.certificates.sweep(made.scope);
      const last = await issuingOf(made.scope);
      expect(last.notAfter).toEqual(parseCertificate((await domains.certificates.trust(made.scope)).root).notAfter);
      for (const day of ['2044-01-01T00:00:00Z', '2047-01-01T00:00:00Z']) {
        domains.clock.set(day);
        await domains.certificates.sweep(made.scope);
        expect((await issuingOf(made.scope)).serialNumber).toBe(last.serialNumber);
      }
      const bare = await makeSchool(domains, { code: 'THPT-008', name: 'Trường Tám', shortName: 'Tám' });
      await expect(domains.certificates.sweep(bare.scope)).resolves.toEqual({ events: 0 });
    });
  });
});

describe('the seal', () => {
  it('is kept by an acting records clerk only, and only one appointed by the school', async () => {
    const teacher = await newTeacher();
    const { certificates } = domains;
    await expect(certificates.appointCustodian(school, teacher)).rejects.toMatchObject({
      code: 'SEAL_CUSTODIAN_UNFIT',
    });
    await expect(certificates.activateSeal(by(teacher), { account: teacher, pin: PIN })).rejects.toMatchObject({
      code: 'SEAL_NOT_APPOINTED',
    });
  });

  it('signs for the school once its keeper has set the PIN; another keeper comes only after a revocation', async () => {
    const [clerk, next] = [await newClerk(), await newClerk()];
    const { certificates } = domains;
    await certificates.appointCustodian(school, next);
    await certificates.appointCustodian(school, clerk);
    await expect(certificates.activateSeal(by(next), { account: next, pin: PIN })).rejects.toMatchObject({
      code: 'SEAL_NOT_APPOINTED',
    });
    await expect(certificates.describe(school.scope, clerk, 'seal')).rejects.toMatchObject({
      code: 'SEAL_NOT_ACTIVATED',
    });
    await expect(certificates.activateSeal(by(clerk), { account: clerk, pin: '111111' })).rejects.toMatchObject({
      code: 'PIN_TRIVIAL',
    });
    const seal = await certificates.activateSeal(by(clerk), { account: clerk, pin: PIN });
    expect(seal.subject).toContain('CN=Trường THPT Trần Hưng Đạo');
    await expect(certificates.activateSeal(by(clerk), { account: clerk, pin: PIN })).rejects.toMatchObject({
      code: 'CERTIFICATE_EXISTS',
    });
    await expectSigns(await certificates.unlock(school.scope, { account: clerk, purpose: 'seal', pin: PIN }));
    await expect(certificates.unlock(school.scope, { account: next, purpose: 'seal', pin: PIN })).rejects.toMatchObject(
      { code: 'CERTIFICATE_MISSING' },
    );
    await expect(certificates.appointCustodian(school, next)).rejects.toMatchObject({ code: 'CERTIFICATE_EXISTS' });
    await certificates.revoke(school, { id: seal.id, reason: 'cessationOfOperation' });
    await certificates.appointCustodian(school, next);
    await certificates.activateSeal(by(next), { account: next, pin: '284617' });
    await expectSigns(await certificates.unlock(school.scope, { account: next, purpose: 'seal', pin: '284617' }));
  });

  it('is renewed by its keeper in its last 30 days with its PIN, and once it has ended under a new one', async () => {
    const made = await makeSchool(domains, { code: 'THPT-009', name: 'Trường Chín', shortName: 'Chín' });
    const { certificates } = domains;
    await certificates.ensureAuthority(made);
    const account = await makeAccount(domains, made, { username: 'keeper', duties: [{ duty: 'recordsClerk' }] });
    const change = { scope: made.scope, by: account };
    const activate = (pin = PIN) => certificates.activateSeal(change, { account, pin });
    await certificates.appointCustodian(made, account);
    const first = await activate();
    domains.clock.set('2029-10-23T01:00:00Z');
    await expect(activate()).rejects.toMatchObject({ code: 'CERTIFICATE_EXISTS' });
    domains.clock.set('2029-10-25T01:00:00Z');
    await expect(activate('284617')).rejects.toMatchObject({ code: 'PIN_WRONG' });
    const outcomes = await Promise.allSettled([activate(), activate()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const second = await certificates.current(made.scope, account, 'seal');
    expect(second).toMatchObject({ state: 'active', renewalDue: false });
    expect(second.serialNumber).not.toBe(first.serialNumber);
    expect((await certificates.list(made.scope)).map(({ state }) => state)).toEqual(['active', 'replaced']);
    domains.clock.set('2032-10-25T01:00:01Z');
    await activate('284617');
    await expectSigns(await certificates.unlock(made.scope, { account, purpose: 'seal', pin: '284617' }));
  });
});

describe('a PKCS#12 file of a person’s own', () => {
  const ownFile = async (
    over: { purpose?: 'ocsp'; notAfter?: Date; name?: string; ca?: SchoolCa } = {},
  ): Promise<Uint8Array> => {
    const notBefore = new Date('2026-01-01T00:00:00Z');
    const ca = over.ca ?? publicCa;
    const { publicKey, privateKey } = await createKeyPair('ec-p256');
    const make = over.purpose === 'ocsp' ? issueOcspCertificate : issuePersonalCertificate;
    const certificate = make({
      issuer: ca.issuing,
      subject: { commonName: over.name ?? 'Nguyễn Thị Ánh' },
      publicKey,
      notBefore,
      ...(over.notAfter && { notAfter: over.notAfter }),
    });
    const chain = [certificate, ca.issuing.certificate, ca.root.certificate];
    return writeP12({ privateKey, chain, passphrase: 'passphrase' });
  };
  const bring = (account: string, file: Uint8Array, passphrase = 'passphrase') =>
    domains.certificates.importPersonal(by(account), { account, file, passphrase, pin: PIN });

  it.each([
    { file: 'a wrong passphrase', over: {}, passphrase: 'wrong', code: 'P12_PASSPHRASE_WRONG' },
    { file: 'a certificate that is for something else', over: { purpose: 'ocsp' as const }, code: 'CERTIFICATE_UNFIT' },
    { file: 'a certificate that has ended', over: { notAfter: new Date('2026-06-01') }, code: 'CERTIFICATE_EXPIRED' },
  ])('with $file is refused', async ({ over, passphrase, code }) => {
    await expect(bring(await newTeacher(), await ownFile(over), passphrase)).rejects.toMatchObject({ code });
  });

  it('of an authority that nobody at the school trusts is refused, whatever name it bears', async () => {
    const notBefore = new Date('2026-01-01T00:00:00Z');
    const stranger = await createSchoolCa({ school: 'Public CA', notBefore, algorithm: 'ecdsa-p256-sha256' });
    await expect(bring(await newTeacher(), await ownFile({ ca: stranger }))).rejects.toMatchObject({
      code: 'CERTIFICATE_UNTRUSTED',
    });
  });

  it('that its owner signed alone is refused, in the principal’s name too', async () => {
    const { publicKey, privateKey } = await createKeyPair('ec-p256');
    const { root } = await createSchoolCa({
      school: 'Nguyễn Thị Ánh',
      notBefore: new Date('2026-01-01T00:00:00Z'),
      algorithm: 'ecdsa-p256-sha256',
    });
    const own = issuePersonalCertificate({
      issuer: root,
      subject: { commonName: 'Nguyễn Thị Ánh' },
      publicKey,
      notBefore: new Date('2026-01-01T00:00:00Z'),
    });
    const file = writeP12({ privateKey, chain: [own], passphrase: 'passphrase' });
    await expect(bring(await newTeacher(), file)).rejects.toMatchObject({ code: 'CERTIFICATE_UNTRUSTED' });
  });

  it.each(['Ngô Khánh Liên', 'Nguyễn Thị Ánh Hồng', 'Nguyễn Ánh'])(
    'of another person, %s, is refused',
    async (name) => {
      await expect(bring(await newTeacher(), await ownFile({ name }))).rejects.toMatchObject({
        code: 'CERTIFICATE_NAME_DIFFERS',
      });
    },
  );

  it.each(['NGUYEN THI ANH', 'Ánh Nguyễn Thị', ' nguyễn  thị  ánh '])('may spell the same name as %j', async (name) => {
    expect(await bring(await newTeacher(), await ownFile({ name }))).toMatchObject({ state: 'active' });
  });

  it('that is none is refused', async () => {
    await expect(bring(await newTeacher(), randomBytes(200))).rejects.toMatchObject({ code: 'P12_UNREADABLE' });
  });

  it('signs under its new PIN, without its root in the chain; its revocation is not the school’s to list', async () => {
    const account = await newTeacher();
    const info = await bring(account, await ownFile());
    expect(info).toMatchObject({ origin: 'imported', state: 'active' });
    expect(info.chain).toHaveLength(2);
    await expectSigns(await unlock(account));
    await domains.certificates.revoke(by(account), { id: info.id, reason: 'superseded' });
    const crl = parseCrl(await domains.certificates.crl(school.scope, 'issuing'));
    expect(findRevoked(crl, parseCertificate(info.chain[0] ?? new Uint8Array()).serialBytes)).toBeUndefined();
  });
});

async function expectSigns(signer: Signer): Promise<void> {
  const { certificateChain, algorithm, maxSignatureSize } = await signer.describe();
  const messages = [randomBytes(200), randomBytes(200), randomBytes(200)];
  const inputs = messages.map((message) => ({ message, digest: createHash('sha256').update(message).digest() }));
  const signatures = await signer.sign(inputs);
  const { publicKey } = new X509Certificate(Buffer.from(certificateChain[0] ?? []));
  const { scheme } = SIGNATURE_ALGORITHMS[algorithm];
  for (const [index, signature] of signatures.entries()) {
    expect(verify('sha256', messages[index] ?? Buffer.alloc(0), keyInput(publicKey, scheme) as never, signature)).toBe(
      true,
    );
    expect(signature.length).toBeLessThanOrEqual(maxSignatureSize);
  }
}
