import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/kernel/clock.ts';
import { type CertificateDomains, openCertificateDomains } from '../support/certificates.ts';
import { makeAccount, makeSchool } from '../support/school.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoso-openssl-'));
let domains: CertificateDomains;

beforeAll(async () => {
  domains = await openCertificateDomains({ clock: new ManualClock(new Date()) });
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await domains.db.close();
});

describe('OpenSSL', () => {
  it('accepts the chain and its lists, and refuses the certificate once it is revoked', async () => {
    const school = await makeSchool(domains);
    const { certificates, clock } = domains;
    await certificates.ensureAuthority(school);
    const account = await makeAccount(domains, school, { username: 'teacher', fullName: 'Nguyễn Thị Ánh' });
    const { id, chain } = await certificates.issuePersonal(school, { account, pin: '736291' });
    save('own', chain[0] ?? new Uint8Array());
    const check = async (): Promise<string> => {
      const { root, issuing, crls } = await certificates.trust(school.scope);
      save('root', root);
      save('issuing', issuing);
      for (const [index, der] of crls.entries()) writeFileSync(join(folder, `${index}.crl`), der);
      const at = String(Math.floor(clock.now().getTime() / 1000) + 1);
      const lists = ['-CRLfile', pemOfList('0'), '-CRLfile', pemOfList('1')];
      const trust = ['-CAfile', path('root.pem'), '-untrusted', path('issuing.pem')];
      const strict = ['-x509_strict', '-crl_check_all', '-attime', at];
      return openssl('verify', ...strict, ...trust, ...lists, path('own.pem'));
    };
    expect(await check()).toContain('OK');
    await certificates.revoke(school, { id, reason: 'keyCompromise' });
    expect(await check()).toContain('certificate revoked');
  });
});

const path = (name: string): string => join(folder, name);

function save(name: string, der: Uint8Array): void {
  writeFileSync(path(`${name}.cer`), der);
  openssl('x509', '-inform', 'DER', '-in', path(`${name}.cer`), '-out', path(`${name}.pem`));
}

function pemOfList(name: string): string {
  openssl('crl', '-inform', 'DER', '-in', path(`${name}.crl`), '-out', path(`${name}.crl.pem`));
  return path(`${name}.crl.pem`);
}

/** What OpenSSL says, good or bad. */
function openssl(...args: string[]): string {
  try {
    return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}
