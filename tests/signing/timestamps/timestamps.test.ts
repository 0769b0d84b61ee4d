import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/kernel/clock.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import { assembleSignedData, buildSignedAttributes } from '../../../src/signing/cms/build.ts';
import { extension } from '../../../src/signing/pki/extensions.ts';
import { createKeySigner } from '../../../src/signing/providers/key-signer.ts';
import { answerTimestampRequest } from '../../../src/signing/timestamps/authority.ts';
import { createHttpTimestamper, type TsaEndpoint } from '../../../src/signing/timestamps/http-timestamper.ts';
import {
  buildTimestampRequest,
  messageImprint,
  parseTimestampRequest,
} from '../../../src/signing/timestamps/request.ts';
import { grantedResponse, parseTimestampResponse, rejectedResponse } from '../../../src/signing/timestamps/response.ts';
import { parseTimestampToken } from '../../../src/signing/timestamps/token.ts';
import { verifyTimestampToken } from '../../../src/signing/timestamps/verify-token.ts';
import { type Signer } from '../../../src/signing/signer.ts';
import { parseCertificate } from '../../../src/signing/x509/certificate.ts';
import { type Answer, startServer, type TestServer } from '../../support/pki/http-server.ts';
import { hasOpenssl, opensslFolder, toPem } from '../../support/pki/openssl.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import { type TestPki } from '../../support/pki/test-pki.ts';
import { startTestTsa, TEST_TSA_POLICY } from '../../support/pki/test-tsa.ts';
import '../../support/pki/to-throw-code.ts';

const DATA = Buffer.from('giá trị chữ ký');
const digest = createHash('sha256').update(DATA).digest();
const nonce = Buffer.from('4102030405060708', 'hex');
const pki = await sharedPki('ecdsa-p256-sha256');
const clock = new ManualClock('2026-11-23T08:00:00.250Z');

const signerOf = ({ tsa, issuing }: TestPki): Signer =>
  createKeySigner({ ...tsa, certificateChain: [tsa.certificate.der, issuing.certificate.der] });
const authority = { signer: signerOf(pki), clock, policy: TEST_TSA_POLICY };
const request = (change: object = {}) => buildTimestampRequest({ hash: 'sha256', digest, nonce, ...change });
const answer = async (der: Uint8Array = request()) =>
  parseTimestampResponse(await answerTimestampRequest(der, authority));
const tokenOf = async (der?: Uint8Array): Promise<Uint8Array> => (await answer(der)).token ?? new Uint8Array();

/** A token around any TSTInfo, signed by anybody. */
async function customToken(
  info: Uint8Array,
  signer: Signer = authority.signer,
  type: string = OID.tstInfo,
): Promise<Uint8Array> {
  const description = await signer.describe();
  const contentDigest = createHash(description.digestAlgorithm).update(info).digest();
  const signedAttributes = buildSignedAttributes(contentDigest, description, type);
  const [signature = new Uint8Array()] = await signer.sign([{ message: signedAttributes, digest: contentDigest }]);
  return assembleSignedData({ description, signedAttributes, signature, encapsulated: { type, content: info } });
}

interface InfoParts {
  readonly version?: number;
  readonly time?: Uint8Array;
  readonly policy?: string;
  readonly more?: readonly Uint8Array[];
}

const info = ({
  version = 1,
  time,
  policy = TEST_TSA_POLICY,
  more = [write.integer(nonce)],
}: InfoParts = {}): Uint8Array =>
  write.sequence(
    write.integer(version),
    write.oid(policy),
    messageImprint('sha256', digest),
    write.integer(7),
    time ?? write.generalizedTime(clock.now()),
    ...more,
  );

describe('answerTimestampRequest', () => {
  it.each([
    ['what it cannot read', Buffer.from('?'), 'badDataFormat'],
    ['another policy', request({ policy: '1.2.3' }), 'unacceptedPolicy'],
    ['a digest of a wrong length', request({ digest: new Uint8Array(20) }), 'badDataFormat'],
    [
      'SHA-1',
      write.sequence(
        write.integer(1),
        write.sequence(write.sequence(write.oid(OID.sha1)), write.octetString(new Uint8Array(20))),
      ),
      'badAlg',
    ],
    [
      'an unknown hash',
      write.sequence(write.integer(1), write.sequence(write.sequence(write.oid('1.2.3')), write.octetString(digest))),
      'badAlg',
    ],
  ])('refuses %s', async (_name, der, failure) => {
    const response = await answer(der);
    expect(response.granted).toBe(false);
    expect(response.token).toBeUndefined();
    expect(response.explanation).toContain(failure);
  });

  it('stamps with the clock’s time, the nonce, its policy and accuracy', async () => {
    const { info: stamped } = parseTimestampToken(await tokenOf(request({ policy: TEST_TSA_POLICY })));
    expect(stamped).toMatchObject({ policy: TEST_TSA_POLICY, hash: 'sha256', accuracyMs: 1000 });
    expect(stamped.time).toEqual(clock.now());
    expect(stamped.imprint).toEqual(digest);
    expect(stamped.nonce).toEqual(nonce);
    const fine = await answerTimestampRequest(request(), { ...authority, accuracyMs: 1250 });
    expect(parseTimestampToken(parseTimestampResponse(fine).token ?? fine).info.accuracyMs).toBe(1250);
  });

  it('answers a request without nonce and policy', async () => {
    const bare = write.sequence(write.integer(1), messageImprint('sha256', digest));
    expect(parseTimestampRequest(bare)).toMatchObject({ certificateWanted: false, hash: 'sha256' });
    expect(parseTimestampToken(await tokenOf(bare)).info.nonce).toBeUndefined();
  });

  it.skipIf(!hasOpenssl).each(ALGORITHMS)('gives tokens that OpenSSL verifies, with %s', async (algorithm) => {
    const own = await sharedPki(algorithm);
    await using folder = await opensslFolder({ data: DATA, 'root.pem': toPem(own.root.certificate.der) });
    const asked = await folder.run('ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'query.tsq');
    expect(asked.ok, asked.text).toBe(true);
    const tsa = await startTestTsa({ tsa: own.tsa, issuers: [own.issuing.certificate.der] });
    const query = await readFile(folder.path('query.tsq'));
    const response = await fetch(tsa.url, { method: 'POST', body: query });
    await writeFile(folder.path('reply.tsr'), Buffer.from(await response.arrayBuffer()));
    await tsa.close();
    const { text } = await folder.run(
      'ts',
      '-verify',
      '-queryfile',
      'query.tsq',
      '-in',
      'reply.tsr',
      '-CAfile',
      'root.pem',
    );
    expect(text).toContain('Verification: OK');
  });
});

describe('parseTimestampToken', () => {
  it('refuses what carries no TSTInfo, another version, and more or fewer signers than one', async () => {
    const { teacher } = pki;
    const description = await teacher.signer.describe();
    const signedAttributes = buildSignedAttributes(digest, description);
    const detached = assembleSignedData({ description, signedAttributes, signature: new Uint8Array(70) });
    expect(() => parseTimestampToken(detached)).toThrowCode('TIMESTAMP_MALFORMED');
    const detachedInfo = await customToken(info(), authority.signer, OID.data);
    expect(() => parseTimestampToken(detachedInfo)).toThrowCode('TIMESTAMP_MALFORMED');
    for (const bad of [info({ version: 2 }), write.sequence(), Buffer.from('?')]) {
      const token = await customToken(bad);
      expect(() => parseTimestampToken(token)).toThrowCode('TIMESTAMP_MALFORMED');
    }
    const noSigner = write.sequence(
      write.integer(3),
      write.setOf([]),
      write.sequence(write.oid(OID.tstInfo), write.explicit(0, write.octetString(info()))),
      write.setOf([]),
    );
    const token = write.sequence(write.oid(OID.signedData), write.explicit(0, noSigner));
    expect(() => parseTimestampToken(token)).toThrowCode('TIMESTAMP_MALFORMED');
  });

  it('reads every part of an accuracy, and none', async () => {
    const accuracy = async (...parts: Uint8Array[]) =>
      parseTimestampToken(await customToken(info({ more: [write.sequence(...parts), write.boolean(true)] }))).info
        .accuracyMs;
    expect(await accuracy()).toBe(0);
    expect(await accuracy(write.integer(2), write.integer(5, 0x80), write.integer(1, 0x81))).toBe(2006);
    expect(parseTimestampToken(await customToken(info({ more: [] }))).info).toMatchObject({ accuracyMs: 0 });
  });
});

describe('the end of a TSTInfo', () => {
  const extensions = (critical: boolean) =>
    write.encode(write.contextTag(1), extension('1.2.3', write.nullValue, critical));
  const read = async (...more: Uint8Array[]) => parseTimestampToken(await customToken(info({ more })));

  it('holds nothing that is not known', async () => {
    await expect(read(write.nullValue)).rejects.toThrowCode('TIMESTAMP_MALFORMED');
  });

  it('may name the authority and carry extensions, which count only where they are critical', async () => {
    const name = write.explicit(0, write.explicit(4, pki.tsa.certificate.subject.der));
    expect((await read(name, extensions(false))).info.unknownCritical).toBe(false);
    expect(verifyTimestampToken(await read(extensions(true)), digest).problems).toEqual(['unknown-critical-extension']);
  });
});

describe('verifyTimestampToken', () => {
  const problems = (token: Uint8Array, covered: Uint8Array = digest) =>
    verifyTimestampToken(parseTimestampToken(token), covered).problems;

  it('tells data that was not stamped', async () => {
    expect(problems(await tokenOf(), new Uint8Array(32))).toEqual(['imprint-mismatch']);
  });

  it('tells a certificate that is not for timestamps, as of a teacher who stamps', async () => {
    expect(problems(await customToken(info(), pki.teacher.signer))).toEqual(['certificate-purpose']);
  });

  it('tells a time at which the certificate was not valid', async () => {
    for (const at of ['2025-06-01', '2040-06-01']) {
      const token = await customToken(info({ time: write.generalizedTime(new Date(at)) }));
      expect(problems(token)).toEqual(['certificate-not-valid-at-time']);
    }
  });

  it('never holds after a byte of its signed part was changed', async () => {
    const token = await tokenOf();
    const original = parseTimestampToken(token);
    for (let i = 0; i < token.length; i++) {
      const changed = Uint8Array.from(token);
      changed[i] = (changed[i] ?? 0) ^ 0x01;
      let facts;
      try {
        facts = verifyTimestampToken(parseTimestampToken(changed), digest);
      } catch (error) {
        expect(error).toHaveProperty('code');
        continue;
      }
      if (facts.problems.length === 0) expect(facts.time).toEqual(original.info.time);
    }
  });

  it('finds the certificate among others where the token has none', async () => {
    const description = await authority.signer.describe();
    const bare = {
      ...authority.signer,
      describe: () => Promise.resolve({ ...description, certificateChain: description.certificateChain.slice(0, 1) }),
    };
    const token = parseTimestampToken(await customToken(info(), bare));
    const stripped = { ...token, signedData: { ...token.signedData, certificates: [] } };
    expect(verifyTimestampToken(stripped, digest).problems).toEqual(['certificate-not-found']);
    const tsa = parseCertificate(pki.tsa.certificate.der);
    expect(verifyTimestampToken(stripped, digest, [tsa])).toMatchObject({ problems: [], certificate: tsa });
  });
});

describe('parseTimestampResponse', () => {
  it('tells in words what an authority refused and why', () => {
    const refused = parseTimestampResponse(rejectedResponse(25, 'ngủ trưa'));
    expect(refused).toMatchObject({ granted: false, explanation: 'rejection, systemFailure, ngủ trưa' });
    const odd = write.sequence(write.sequence(write.integer(9), write.namedBits([3])));
    expect(parseTimestampResponse(odd).explanation).toBe('status 9, failure 3');
  });
});

describe('a timestamper over HTTP', () => {
  const servers: TestServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));
  const keep = async (server: Promise<TestServer>): Promise<TestServer> => {
    servers.push(await server);
    return server;
  };
  const start = (misbehave?: (request: Uint8Array, honest: () => Promise<Uint8Array>) => Promise<Answer> | Answer) =>
    keep(
      startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der], clock, ...(misbehave && { misbehave }) }),
    );
  const ok = (body: Uint8Array): Answer => ({ status: 200, body });
  const timestamper = (...authorities: TsaEndpoint[]) => createHttpTimestamper({ authorities, clock });
  const failuresOf = async (...authorities: TsaEndpoint[]): Promise<{ code: string; reason: string }[]> => {
    const error: unknown = await timestamper(...authorities)
      .stamp(digest)
      .catch((e: unknown) => e);
    expect(error).toHaveProperty('code', 'TSA_ALL_FAILED');
    return (error as { details: { failures: { code: string; reason: string }[] } }).details.failures;
  };

  it('tells an authority that cannot be reached: none there, silent, cut, failing, too large, no address', async () => {
    const hanging = await start(() => 'hang');
    const cutting = await start(() => 'cut');
    const failing = await start(() => ({ status: 503 }));
    const flooding = await start(() => ok(new Uint8Array(300_000)));
    const gone = await startServer(() => 'cut');
    await gone.close();
    for (const [url, reason] of [
      [gone.url, 'ECONNREFUSED'],
      [hanging.url, 'no answer in time'],
      [cutting.url, 'UND_ERR_SOCKET'],
      [failing.url, 'HTTP 503'],
      [flooding.url, 'the answer is above 262144 bytes'],
      ['ftp://tsa/', 'ftp: is not spoken here'],
      ['đâu', 'ERR_INVALID_URL'],
    ] as const) {
      const [failure] = await failuresOf({ url, timeoutMs: url === hanging.url ? 300 : 10_000 });
      expect(failure?.code).toBe('TSA_UNREACHABLE');
      if (reason !== 'ERR_INVALID_URL') expect(failure?.reason).toBe(reason);
    }
  });

  it('tells an authority that refuses', async () => {
    const refusing = await start(() => ok(rejectedResponse(15, 'chính sách khác')));
    expect(await failuresOf({ url: refusing.url })).toMatchObject([
      { code: 'TSA_REJECTED', reason: 'rejection, unacceptedPolicy, chính sách khác' },
    ]);
    const login = await start(() => ({ status: 401 }));
    expect(await failuresOf({ url: login.url })).toMatchObject([{ code: 'TSA_REJECTED', reason: 'HTTP 401' }]);
    const empty = await start(() => ok(write.sequence(write.sequence(write.integer(0)))));
    expect(await failuresOf({ url: empty.url })).toMatchObject([
      { code: 'TSA_REJECTED', reason: 'granted, but without a token' },
    ]);
  });

  it('refuses a token that does not hold, whatever is wrong with it', async () => {
    const stale = await answerTimestampRequest(buildTimestampRequest({ hash: 'sha256', digest, nonce }), authority);
    const otherDigest = await answerTimestampRequest(
      buildTimestampRequest({ hash: 'sha256', digest: new Uint8Array(32), nonce }),
      authority,
    );
    const byTeacher = grantedResponse(await customToken(info(), pki.teacher.signer));
    const noNonce = grantedResponse(await customToken(info({ more: [] })));
    for (const [body, reason] of [
      [Buffer.from('<html>'), 'the answer is not a TimeStampResp'],
      [grantedResponse(write.sequence(write.integer(1))), 'malformed'],
      [stale, 'nonce missing or different'],
      [noNonce, 'nonce missing or different'],
      [otherDigest, 'imprint-mismatch'],
      [byTeacher, 'certificate-purpose'],
    ] as const) {
      const server = await start(() => ok(body));
      const [failure] = await failuresOf({ url: server.url });
      expect(failure?.code).toBe('TSA_BAD_TOKEN');
      expect(failure?.reason).toContain(reason);
    }
  });

  it('refuses a token under another policy, one far from the clock, and one longer than announced', async () => {
    const honest = await start();
    expect(await failuresOf({ url: honest.url, maxTokenSize: 100 })).toMatchObject([{ code: 'TSA_BAD_TOKEN' }]);
    expect(await failuresOf({ url: honest.url, policy: '1.2.3' })).toMatchObject([{ code: 'TSA_REJECTED' }]);
    const deaf = await start(async (der) => {
      const asked = parseTimestampRequest(der);
      const body = await customToken(info({ policy: '1.2.4', more: asked.nonce ? [write.integer(asked.nonce)] : [] }));
      return ok(grantedResponse(body));
    });
    expect(await failuresOf({ url: deaf.url, policy: '1.2.3' })).toMatchObject([{ reason: 'another policy' }]);
    const early = new ManualClock(new Date(clock.now().getTime() - 3_600_000));
    const behind = createHttpTimestamper({ authorities: [{ url: honest.url }], clock: early });
    await expect(behind.stamp(digest)).rejects.toThrowCode('TSA_ALL_FAILED');
  });

  it('goes to the next authority and keeps every failure when none is left', async () => {
    const failing = await start(() => ({ status: 500 }));
    const refusing = await start(() => ok(rejectedResponse(25, 'hỏng')));
    const honest = await start();
    const token = await timestamper({ url: failing.url }, { url: refusing.url }, { url: honest.url }).stamp(digest);
    expect(verifyTimestampToken(parseTimestampToken(token), digest).problems).toEqual([]);
    expect(await failuresOf({ url: failing.url }, { url: refusing.url })).toMatchObject([
      { code: 'TSA_UNREACHABLE' },
      { code: 'TSA_REJECTED' },
    ]);
    await expect(timestamper().stamp(digest)).rejects.toThrowCode('TSA_ALL_FAILED');
  });

  it('never shows the login of an authority in an error', async () => {
    const failing = await start(() => ({ status: 401 }));
    const url = failing.url.replace('//', '//user:secret@');
    const error: unknown = await timestamper({ url: failing.url, headers: { authorization: 'Basic c2VjcmV0' } })
      .stamp(digest)
      .catch((e: unknown) => e);
    expect(JSON.stringify(error)).not.toContain('c2VjcmV0');
    expect(JSON.stringify(await failuresOf({ url }))).not.toContain('secret');
    expect(failing.requests[1]?.headers['authorization']).toBe(
      `Basic ${Buffer.from('user:secret').toString('base64')}`,
    );
    expect(failing.requests[0]?.headers['authorization']).toBe('Basic c2VjcmV0');
  });

  it('says of each authority in both languages why it gave no token, in one sentence', async () => {
    const refusing = await start(() => ok(rejectedResponse(15, 'chính sách khác')));
    const late = new ManualClock(new Date(clock.now().getTime() - 5 * 86_400_000));
    const honest = await start();
    const wrong = await start(async (_, answer) => ({ status: 400, body: await answer() }));
    const authorities = [{ url: refusing.url }, { url: honest.url }, { url: wrong.url }];
    const error: unknown = await createHttpTimestamper({ authorities, clock: late })
      .stamp(digest)
      .catch((e: unknown) => e);
    const { vi, en } = error as { vi: string; en: string };
    for (const url of [refusing.url, honest.url, wrong.url]) expect(vi).toContain(`${new URL(url).origin}: Dịch vụ`);
    expect(vi).toContain('lệch 432000 giây so với đồng hồ của máy này');
    expect(vi).toContain('từ chối yêu cầu: HTTP 400.');
    expect(en).toContain('rejected the request: rejection, unacceptedPolicy, chính sách khác.');
    expect(en).toContain('is 432000 s from this machine’s clock');
  });

  it('asks nobody for a token to learn its size: it reckons with 8 KB, then with what came', async () => {
    const honest = await start();
    const client = timestamper({ url: honest.url });
    expect(await client.describe()).toEqual({ digestAlgorithm: 'sha256', maxTokenSize: 8192 });
    expect(honest.requests).toHaveLength(0);
    await client.stamp(digest);
    const { maxTokenSize } = await client.describe();
    expect(maxTokenSize).toBeLessThan(8192);
    for (let i = 0; i < 10; i++) {
      clock.advance(137);
      expect((await client.stamp(digest)).length).toBeLessThanOrEqual(maxTokenSize);
    }
    expect((await client.describe()).maxTokenSize).toBe(maxTokenSize);
    expect(honest.requests).toHaveLength(11);
  });

  it('reserves for the largest of its authorities', async () => {
    const honest = await start();
    const failing = await start(() => ({ status: 500 }));
    const both = timestamper({ url: honest.url }, { url: failing.url, maxTokenSize: 20_000 });
    expect((await both.describe()).maxTokenSize).toBe(20_000);
    const failingFirst = timestamper({ url: failing.url }, { url: honest.url });
    await failingFirst.stamp(digest);
    expect((await failingFirst.describe()).maxTokenSize).toBe(8192);
  });
});
