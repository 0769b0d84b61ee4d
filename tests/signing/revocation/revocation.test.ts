import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { signMessage } from '../../../src/signing/algorithms.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import { answerOcspRequest, type OcspResponderOptions } from '../../../src/signing/pki/answer-ocsp.ts';
import { extension } from '../../../src/signing/pki/extensions.ts';
import { issueCertificate } from '../../../src/signing/pki/issue-certificate.ts';
import { issueCrl, type Revocation } from '../../../src/signing/pki/issue-crl.ts';
import { createKeyPair } from '../../../src/signing/pki/keys.ts';
import { checkRevocation, type RevocationRequest } from '../../../src/signing/revocation/check.ts';
import { findRevoked } from '../../../src/signing/revocation/crl-entries.ts';
import { type Crl, isCrlSignedBy, parseCrl } from '../../../src/signing/revocation/crl.ts';
import { fetchCrl, fetchOcsp } from '../../../src/signing/revocation/http-revocation.ts';
import { buildOcspRequest } from '../../../src/signing/revocation/ocsp-request.ts';
import { authorizedResponder } from '../../../src/signing/revocation/ocsp-responder.ts';
import { parseOcspResponse } from '../../../src/signing/revocation/ocsp-response.ts';
import { REVOCATION_REASONS, reasonOf } from '../../../src/signing/revocation/reasons.ts';
import { type Certificate, publicKeyOf } from '../../../src/signing/x509/certificate.ts';
import { type TestServer } from '../../support/pki/http-server.ts';
import { hasOpenssl, opensslFolder, toPem } from '../../support/pki/openssl.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import { startTestCrl, startTestOcsp } from '../../support/pki/test-revocation.ts';
import '../../support/pki/to-throw-code.ts';

const pki = await sharedPki('ecdsa-p256-sha256');
const { issuing, teacher, head, root } = pki;
const day = (n: number): Date => new Date(Date.UTC(2026, 5, n));
const revocation = (certificate: Certificate, at: Date = day(10)): Revocation => ({
  serialNumber: certificate.serialNumber,
  revokedAt: at,
  reason: 'keyCompromise',
});
const list = (revoked: readonly Revocation[], from = day(11), to = day(18)): Crl =>
  issueCrl({ issuer: issuing, number: 5, thisUpdate: from, nextUpdate: to, revoked });
const state = (change: Partial<OcspResponderOptions> = {}): OcspResponderOptions => ({
  responder: pki.ocsp,
  issuer: issuing.certificate,
  isIssued: () => true,
  revoked: [],
  thisUpdate: day(11),
  nextUpdate: day(18),
  ...change,
});
const answer = (change: Partial<OcspResponderOptions> = {}, about = teacher.certificate) =>
  parseOcspResponse(answerOcspRequest(buildOcspRequest(about, issuing.certificate), state(change)));
const check = (change: Partial<RevocationRequest>) =>
  checkRevocation({
    certificate: teacher.certificate,
    issuer: issuing.certificate,
    crls: [],
    ocspResponses: [],
    at: day(12),
    ...change,
  });

/** A CRL with any extensions and entries, signed by the issuing CA. */
function customCrl(parts: {
  entries?: Uint8Array[];
  extensions?: Uint8Array[];
  version?: number;
  identifier?: string;
}): Uint8Array {
  const identifier = write.sequence(write.oid(parts.identifier ?? OID.ecdsaWithSha256));
  const tbs = write.sequence(
    write.integer(parts.version ?? 1),
    identifier,
    issuing.certificate.subject.der,
    write.time(day(11)),
    ...(parts.entries ? [write.sequence(...parts.entries)] : []),
    ...(parts.extensions ? [write.explicit(0, write.sequence(...parts.extensions))] : []),
  );
  return write.sequence(tbs, identifier, write.bitString(signMessage(issuing.algorithm, issuing.privateKey, tbs)));
}

describe('issueCrl', () => {
  it('refuses a next update that does not lie ahead, a serial number twice, and an issuer that may not', () => {
    const request = { issuer: issuing, number: 1, thisUpdate: day(2), nextUpdate: day(1), revoked: [] };
    expect(() => issueCrl(request)).toThrowCode('PKI_INVALID_REQUEST');
    const twice = [revocation(teacher.certificate), revocation(teacher.certificate)];
    expect(() => list(twice)).toThrowCode('PKI_INVALID_REQUEST');
    expect(() => issueCrl({ ...request, nextUpdate: day(3), issuer: teacher })).toThrowCode('PKI_INVALID_REQUEST');
  });

  it('keeps reason, time and number, and finds a certificate among thousands', () => {
    const others = Array.from({ length: 5000 }, (_, i) => ({
      serialNumber: (i + 1).toString(16),
      revokedAt: day(1),
      reason: 'unspecified' as const,
    }));
    const crl = list([...others, revocation(teacher.certificate)]);
    expect(findRevoked(crl, teacher.certificate.serialBytes)).toEqual({ revokedAt: day(10), reason: 'keyCompromise' });
    expect(findRevoked(crl, Uint8Array.of(1))).toEqual({ revokedAt: day(1), reason: 'unspecified' });
    expect(findRevoked(crl, head.certificate.serialBytes)).toBeUndefined();
    expect(crl).toMatchObject({ number: '05', thisUpdate: day(11), nextUpdate: day(18), scope: 'all' });
  });

  it('says on request since when it keeps what has ended', () => {
    const request = { issuer: issuing, number: 1, thisUpdate: day(11), nextUpdate: day(18), revoked: [] };
    expect(issueCrl({ ...request, keepsExpiredSince: day(1) })).toMatchObject({
      keepsExpiredSince: day(1),
      number: '01',
    });
    expect(issueCrl(request).keepsExpiredSince).toBeUndefined();
  });

  it.skipIf(!hasOpenssl).each(ALGORITHMS)('is read and trusted by OpenSSL with %s', async (algorithm) => {
    const own = await sharedPki(algorithm);
    const now = new Date();
    const range = { thisUpdate: new Date(now.getTime() - 1000), nextUpdate: new Date(now.getTime() + 86_400_000) };
    const revoked = [{ ...revocation(own.head.certificate), revokedAt: range.thisUpdate }];
    const crl = issueCrl({ issuer: own.issuing, number: 7, ...range, revoked, keepsExpiredSince: range.thisUpdate });
    await using folder = await opensslFolder({
      'crl.der': crl.der,
      'crl.pem': toPem(crl.der, 'X509 CRL'),
      'root.pem': toPem(own.root.certificate.der),
      'issuing.pem': toPem(own.issuing.certificate.der),
      'head.pem': toPem(own.head.certificate.der),
      'teacher.pem': toPem(own.teacher.certificate.der),
    });
    const shown = await folder.run(
      'crl',
      '-inform',
      'DER',
      '-in',
      'crl.der',
      '-CAfile',
      'issuing.pem',
      '-noout',
      '-text',
    );
    expect(shown.text).toContain('verify OK');
    expect(shown.text).toContain('Key Compromise');
    const verify = ['verify', '-crl_check', '-CRLfile', 'crl.pem', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem'];
    expect((await folder.run(...verify, 'teacher.pem')).ok).toBe(true);
    expect((await folder.run(...verify, 'head.pem')).text).toContain('certificate revoked');
  });
});

describe('parseCrl', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['an unknown version', customCrl({ version: 2 })],
    ['text', Buffer.from('CRL')],
  ])('refuses %s', (_name, bytes) => {
    expect(() => parseCrl(bytes)).toThrowCode('CRL_MALFORMED');
  });

  it('tells entries that cannot be read instead of passing them over', () => {
    const crl = parseCrl(customCrl({ entries: [write.integer(1)] }));
    expect(() => findRevoked(crl, Uint8Array.of(1))).toThrowCode('CRL_MALFORMED');
    expect(() => check({ crls: [crl], at: day(11) })).toThrowCode('CRL_MALFORMED');
  });

  it('knows which certificates a list speaks of', () => {
    const point = (...fields: Uint8Array[]) => [
      extension(OID.issuingDistributionPoint, write.sequence(...fields), true),
    ];
    const flag = (n: number) => write.encode(write.contextTag(n, false), Uint8Array.of(0xff));
    const scope = (extensions: Uint8Array[]) => parseCrl(customCrl({ extensions })).scope;
    expect(scope(point())).toBe('all');
    expect(scope(point(write.encode(write.contextTag(0))))).toBe('all');
    expect(scope(point(flag(1)))).toBe('end-entities');
    expect(scope(point(flag(2)))).toBe('authorities');
    expect(scope(point(flag(1), flag(2)))).toBe('partial');
    expect(scope(point(flag(4)))).toBe('partial');
    expect(scope([extension(OID.deltaCrlIndicator, write.integer(1), true)])).toBe('partial');
    expect(scope([extension('1.2.3', write.nullValue, true)])).toBe('partial');
    expect(scope([extension('1.2.3', write.nullValue)])).toBe('all');
  });

  it('reads every reason of the standard, and an unknown one as unspecified', () => {
    expect(REVOCATION_REASONS.map((_reason, number) => reasonOf(number))).toEqual(
      REVOCATION_REASONS.map((reason) => (reason === 'unused' ? 'unspecified' : reason)),
    );
    expect(reasonOf(99)).toBe('unspecified');
  });
});

describe('answerOcspRequest', () => {
  it('says malformed to what it cannot read, and unauthorized about another issuer', () => {
    const status = (request: Uint8Array) => answerOcspRequest(request, state());
    expect(() => parseOcspResponse(status(Buffer.from('?')))).toThrowCode('OCSP_MALFORMED');
    const empty = write.sequence(write.sequence(write.sequence()));
    expect(() => parseOcspResponse(status(empty))).toThrow('malformedRequest');
    expect(() => parseOcspResponse(status(buildOcspRequest(teacher.certificate, root.certificate)))).toThrow(
      'unauthorized',
    );
  });

  it('gives the nonce back', () => {
    const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const request = buildOcspRequest(teacher.certificate, issuing.certificate, nonce);
    expect(parseOcspResponse(answerOcspRequest(request, state())).nonce).toEqual(nonce);
  });

  it.skipIf(!hasOpenssl).each(ALGORITHMS)('is understood by OpenSSL with %s', async (algorithm) => {
    const own = await sharedPki(algorithm);
    const now = new Date();
    const server = await startTestOcsp({
      state: () => ({
        responder: own.ocsp,
        issuer: own.issuing.certificate,
        isIssued: (serial) => serial !== own.seal.certificate.serialNumber,
        revoked: [{ ...revocation(own.head.certificate), revokedAt: now }],
        thisUpdate: new Date(now.getTime() - 60_000),
        nextUpdate: new Date(now.getTime() + 3_600_000),
      }),
    });
    await using folder = await opensslFolder({
      'root.pem': toPem(own.root.certificate.der),
      'issuing.pem': toPem(own.issuing.certificate.der),
      'teacher.pem': toPem(own.teacher.certificate.der),
      'head.pem': toPem(own.head.certificate.der),
      'seal.pem': toPem(own.seal.certificate.der),
    });
    const certificates = ['-cert', 'teacher.pem', '-cert', 'head.pem', '-cert', 'seal.pem'];
    const trust = ['-CAfile', 'root.pem', '-verify_other', 'issuing.pem'];
    const args = [
      'ocsp',
      '-issuer',
      'issuing.pem',
      ...certificates,
      '-url',
      server.url,
      ...trust,
      '-respout',
      'out.der',
    ];
    const { text } = await folder.run(...args);
    await server.close();
    expect(text).toContain('Response verify OK');
    expect(text).toMatch(/teacher\.pem: good/);
    expect(text).toMatch(/head\.pem: revoked/);
    expect(text).toMatch(/seal\.pem: unknown/);
    const response = parseOcspResponse(await readFile(folder.path('out.der')));
    expect(response.responses.map(({ status }) => status)).toEqual(['good', 'revoked', 'unknown']);
    expect(authorizedResponder(response, own.issuing.certificate)?.der).toEqual(own.ocsp.certificate.der);
  });
});

describe('checkRevocation', () => {
  it('knows nothing without evidence, and never calls that good', () => {
    expect(check({})).toEqual({ status: 'unknown', rejected: [] });
    expect(
      check({ crls: [issueCrl({ issuer: root, number: 1, thisUpdate: day(1), nextUpdate: day(30), revoked: [] })] })
        .status,
    ).toBe('unknown');
    expect(check({ ocspResponses: [answer({}, head.certificate)] })).toEqual({ status: 'unknown', rejected: [] });
  });

  it('rejects a list of the right name that another key signed', async () => {
    const { publicKey, privateKey } = await createKeyPair('ec-p256');
    const forged = issueCertificate({
      profile: 'issuing',
      subject: { country: 'VN', organization: 'Trường THPT Nguyễn Trãi', commonName: 'CA cấp chứng thư nội bộ' },
      publicKey,
      issuer: root,
      notBefore: day(1),
    });
    const issuer = { certificate: forged, privateKey, algorithm: 'ecdsa-p256-sha256' as const };
    const crl = issueCrl({ issuer, number: 1, thisUpdate: day(11), nextUpdate: day(18), revoked: [] });
    expect(isCrlSignedBy(crl, issuing.certificate)).toBe(false);
    expect(check({ crls: [crl] })).toEqual({
      status: 'unknown',
      rejected: [{ source: 'crl', problem: 'not-authorized' }],
    });
    expect(isCrlSignedBy(list([]), teacher.certificate)).toBe(false);
  });

  it('rejects an answer that a person of the same authority signed', () => {
    const facts = check({ ocspResponses: [answer({ responder: head })] });
    expect(facts).toEqual({ status: 'unknown', rejected: [{ source: 'ocsp', problem: 'not-authorized' }] });
  });

  it('rejects an answer made while the responder’s certificate was not valid', () => {
    const late = new Date('2031-01-01T00:00:00Z');
    const facts = check({ ocspResponses: [answer({ thisUpdate: late, nextUpdate: new Date(late.getTime() + 1) })] });
    expect(facts.rejected).toEqual([{ source: 'ocsp', problem: 'not-authorized' }]);
  });

  it('rejects evidence that had run out before the time, or comes from the future', () => {
    const old = list([], day(1), day(5));
    expect(check({ crls: [old] }).rejected).toEqual([{ source: 'crl', problem: 'stale' }]);
    expect(check({ crls: [list([])], now: day(10) }).rejected).toEqual([{ source: 'crl', problem: 'not-yet-valid' }]);
    expect(check({ crls: [parseCrl(customCrl({}))] }).rejected).toEqual([{ source: 'crl', problem: 'stale' }]);
  });

  it('rejects lists of another scope and of weak algorithms', () => {
    const flag = (n: number) => write.encode(write.contextTag(n, false), Uint8Array.of(0xff));
    const scoped = (n: number) =>
      parseCrl(customCrl({ extensions: [extension(OID.issuingDistributionPoint, write.sequence(flag(n)), true)] }));
    expect(check({ crls: [scoped(2)], at: day(11) }).rejected).toEqual([{ source: 'crl', problem: 'out-of-scope' }]);
    expect(check({ crls: [scoped(1)], at: day(11) }).status).toBe('good');
    const weak = parseCrl(customCrl({ identifier: OID.ecdsaWithSha1 }));
    expect(check({ crls: [weak], at: day(11) }).rejected).toEqual([{ source: 'crl', problem: 'weak-hash' }]);
  });

  it('says revoked from a list or an answer, with time and reason', () => {
    const revoked = [revocation(teacher.certificate)];
    const expected = { status: 'revoked', revokedAt: day(10), reason: 'keyCompromise' };
    expect(check({ crls: [list(revoked)] })).toMatchObject({ ...expected, source: 'crl' });
    expect(check({ ocspResponses: [answer({ revoked })] })).toMatchObject({ ...expected, source: 'ocsp' });
  });

  it('lets a revocation win over newer evidence that says good', () => {
    const revoked = list([revocation(teacher.certificate)], day(11), day(30));
    expect(
      check({ crls: [revoked], ocspResponses: [answer({ thisUpdate: day(20), nextUpdate: day(21) })] }).status,
    ).toBe('revoked');
  });

  it('says good for a time before the revocation, and when it came', () => {
    const crls = [list([revocation(teacher.certificate)])];
    expect(check({ crls, at: day(9) })).toMatchObject({ status: 'good', revokedAt: day(10) });
  });

  it('says unknown where the responder does not know the certificate, unless a list does', () => {
    const unknown = answer({ isIssued: () => false });
    expect(check({ ocspResponses: [unknown] }).status).toBe('unknown');
    expect(check({ ocspResponses: [unknown], crls: [list([])] })).toMatchObject({ status: 'good', source: 'crl' });
  });

  it('takes the issuer itself as responder', () => {
    expect(check({ ocspResponses: [answer({ responder: issuing })] })).toMatchObject({
      status: 'good',
      source: 'ocsp',
    });
  });
});

describe('parseOcspResponse', () => {
  it('refuses a response type that is not basic, and never throws anything but its code', () => {
    const bytes = write.sequence(write.oid('1.2.3'), write.octetString(new Uint8Array()));
    const other = write.sequence(write.enumerated(0), write.explicit(0, bytes));
    expect(() => parseOcspResponse(other)).toThrowCode('OCSP_MALFORMED');
    expect(() => parseOcspResponse(write.sequence(write.enumerated(77)))).toThrow('77');
    const { der } = answer();
    for (let i = 0; i < der.length; i++) {
      const changed = Uint8Array.from(der);
      changed[i] = (changed[i] ?? 0) ^ (1 + (i % 255));
      try {
        const facts = check({ ocspResponses: [parseOcspResponse(changed)] });
        if (facts.status === 'good') expect(facts.thisUpdate).toEqual(day(11));
      } catch (error) {
        expect(error).toHaveProperty('code', 'OCSP_MALFORMED');
      }
    }
  });
});

describe('fetching', () => {
  const servers: TestServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));
  const keep = async (server: Promise<TestServer>): Promise<TestServer> => {
    servers.push(await server);
    return server;
  };
  const publicKey = publicKeyOf(head.certificate) ?? pki.head.privateKey;
  const certified = (urls: { crl?: string[]; ocsp?: string }): Certificate =>
    issueCertificate({
      profile: 'personal',
      subject: { commonName: 'Lê B' },
      publicKey,
      issuer: issuing,
      notBefore: day(1),
      urls,
    });

  it('fails with each address’s reason: none, not http, wrong path, cut, too slow, too large, not a list', async () => {
    const lists = await keep(startTestCrl(() => ({ '/a.crl': list([]) })));
    const hanging = await keep(startTestOcsp({ state, misbehave: () => 'hang' }));
    const cutting = await keep(startTestOcsp({ state, misbehave: () => 'cut' }));
    const reasonsOf = async (crl: string[], options = {}): Promise<unknown[]> => {
      const error: unknown = await fetchCrl(certified({ crl }), options).catch((e: unknown) => e);
      expect(error).toHaveProperty('code', 'REVOCATION_UNREACHABLE');
      return (error as { details: { failures: { reason: string }[] } }).details.failures.map(({ reason }) => reason);
    };
    expect(await reasonsOf([])).toEqual([]);
    expect(await reasonsOf(['ldap://x/y'])).toEqual(['ldap: is not spoken here']);
    expect(await reasonsOf(['nơi nào'])).toEqual(['the address may not be asked']);
    expect(await reasonsOf([`${lists.url}/a.crl`], { allow: () => false })).toEqual(['the address may not be asked']);
    expect(await reasonsOf([`${lists.url}/b.crl`])).toEqual(['HTTP 404']);
    expect(await reasonsOf([hanging.url], { timeoutMs: 200 })).toEqual(['no answer in time']);
    expect(await reasonsOf([cutting.url])).toEqual(['UND_ERR_SOCKET']);
    expect(await reasonsOf([`${lists.url}/a.crl`], { maxCrlSize: 100 })).toEqual(['the answer is above 100 bytes']);
    const ocsp = await keep(startTestOcsp({ state }));
    expect((await reasonsOf([ocsp.url]))[0]).toMatch(/revocation list cannot be read/);
  });

  it('takes the first address that answers', async () => {
    const lists = await keep(startTestCrl(() => ({ '/a.crl': list([]) })));
    const crl = await fetchCrl(certified({ crl: [`${lists.url}/none.crl`, `${lists.url}/a.crl`] }));
    expect(crl.thisUpdate).toEqual(day(11));
    expect(lists.requests.map(({ path }) => path)).toEqual(['/none.crl', '/a.crl']);
  });

  it('asks a responder with a nonce, and refuses the answer to another question', async () => {
    const honest = await keep(startTestOcsp({ state }));
    const leaf = certified({ ocsp: honest.url });
    const response = await fetchOcsp(leaf, issuing.certificate);
    expect(response.nonce).toHaveLength(16);
    expect(check({ certificate: leaf, ocspResponses: [response] }).status).toBe('good');
    const stale = buildOcspRequest(leaf, issuing.certificate, new Uint8Array(16));
    const replaying = await keep(
      startTestOcsp({ state, misbehave: () => ({ status: 200, body: answerOcspRequest(stale, state()) }) }),
    );
    await expect(fetchOcsp(certified({ ocsp: replaying.url }), issuing.certificate)).rejects.toThrow('nonce');
    const prepared = await keep(
      startTestOcsp({
        state,
        misbehave: () => ({
          status: 200,
          body: answerOcspRequest(buildOcspRequest(leaf, issuing.certificate), state()),
        }),
      }),
    );
    expect((await fetchOcsp(certified({ ocsp: prepared.url }), issuing.certificate)).nonce).toBeUndefined();
  });

  it('does not follow a redirect', async () => {
    const away = await keep(
      startTestOcsp({ state, misbehave: () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }) }),
    );
    await expect(fetchCrl(certified({ crl: [away.url] }))).rejects.toThrow('HTTP 302');
  });
});
