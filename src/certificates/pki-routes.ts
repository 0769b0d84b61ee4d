import { Readable } from 'node:stream';
import { defineRoute, type FileReply, type Route } from '../kernel/route.ts';
import { scopeOfSchool, type SchoolScope } from '../kernel/scope.ts';
import { type School, structureErrors } from '../structure/index.ts';
import { type AuthorityName, type Certificates } from './types.ts';
import { toPem } from './present.ts';

export interface PkiRouteDeps {
  readonly certificates: Certificates;
  readonly structure: { schoolByCode(code: string): Promise<School | undefined> };
}

/** What is public of a school's authority: its certificates and its lists (RFC 5280 §4.2.1.13, RFC 2585). */
export function pkiRoutes(deps: PkiRouteDeps): Route[] {
  const each = <T>(make: (name: AuthorityName) => T): T[] => [make('root'), make('issuing')];
  return [
    ...each((name) => pemRoute(deps, name)),
    ...each((name) => derRoute(deps, name)),
    ...each((name) => crlRoute(deps, name)),
  ];
}

function pemRoute({ certificates, structure }: PkiRouteDeps, name: AuthorityName): Route {
  return defineRoute({
    method: 'GET',
    path: name === 'root' ? '/pki/:school/root.pem' : '/pki/:school/issuing.pem',
    operation: name === 'root' ? 'getRootCertificate' : 'getIssuingCertificate',
    summary: { vi: 'Tải chứng thư của trường', en: 'Download the school’s authority certificate' },
    access: 'public',
    params: 'api/school-params',
    handle: async (_, { params }) => {
      const trust = await certificates.trust(await scopeOf(structure, params.school));
      const type = 'application/x-pem-file';
      return { file: fileOf(Buffer.from(toPem(trust[name])), { type, fileName: `${params.school}-${name}.pem` }) };
    },
  });
}

/** An authority's certificate in DER, where the certificates that it issues say that it is. */
function derRoute({ certificates, structure }: PkiRouteDeps, name: AuthorityName): Route {
  return defineRoute({
    method: 'GET',
    path: name === 'root' ? '/pki/:school/root.cer' : '/pki/:school/issuing.cer',
    operation: name === 'root' ? 'getRootCertificateDer' : 'getIssuingCertificateDer',
    summary:
      name === 'root'
        ? { vi: 'Tải chứng thư CA gốc (DER)', en: 'Download the root certificate (DER)' }
        : { vi: 'Tải chứng thư CA cấp (DER)', en: 'Download the issuing certificate (DER)' },
    access: 'public',
    params: 'api/school-params',
    handle: async (_, { params }) => {
      const trust = await certificates.trust(await scopeOf(structure, params.school));
      return { file: fileOf(trust[name], { type: 'application/pkix-cert', fileName: `${params.school}-${name}.cer` }) };
    },
  });
}

function crlRoute({ certificates, structure }: PkiRouteDeps, name: AuthorityName): Route {
  return defineRoute({
    method: 'GET',
    path: name === 'root' ? '/pki/:school/root.crl' : '/pki/:school/issuing.crl',
    operation: name === 'root' ? 'getRootCrl' : 'getIssuingCrl',
    summary: { vi: 'Tải danh sách thu hồi', en: 'Download a revocation list' },
    access: 'public',
    params: 'api/school-params',
    handle: async (_, { params }) => {
      const der = await certificates.crl(await scopeOf(structure, params.school), name);
      return { file: fileOf(der, { type: 'application/pkix-crl', fileName: `${params.school}-${name}.crl` }) };
    },
  });
}

/** @throws SCHOOL_NOT_FOUND */
async function scopeOf(structure: PkiRouteDeps['structure'], code: string): Promise<SchoolScope> {
  const school = await structure.schoolByCode(code);
  if (!school) throw structureErrors.SCHOOL_NOT_FOUND();
  return scopeOfSchool(school.id);
}

function fileOf(bytes: Uint8Array, facts: Pick<FileReply, 'type' | 'fileName'>): FileReply {
  return { stream: Readable.from([Buffer.from(bytes)]), size: bytes.length, ...facts };
}
