import { holds } from '../kernel/actor.ts';
import { type ActorContext, defineRoute, type Route } from '../kernel/route.ts';
import { changeOf } from '../people/index.ts';
import { certificateErrors } from './errors.ts';
import { type Certificates } from './types.ts';
import { type PkiRouteDeps, pkiRoutes } from './pki-routes.ts';
import { presentCertificate } from './present.ts';

const MANAGERS = ['admin', 'principal'] as const;

/** The HTTP operations on certificates, and the public ones of the school's authority. */
export function certificateRoutes(deps: PkiRouteDeps): Route[] {
  const { certificates } = deps;
  return [
    ...ownRoutes(certificates),
    ...pinRoutes(certificates),
    ...sealRoutes(certificates),
    ...adminRoutes(certificates),
    ...pkiRoutes(deps),
  ];
}

function ownRoutes(certificates: Certificates): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/me/certificate',
      operation: 'getOwnCertificate',
      summary: { vi: 'Xem chứng thư số của mình', en: 'See one’s own certificate' },
      access: 'signed-in',
      output: 'api/certificate',
      handle: async ({ scope, actor }) => ({
        body: presentCertificate(await certificates.current(scope, actor.account, 'personal')),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/me/certificate',
      operation: 'issueOwnCertificate',
      summary: { vi: 'Tự cấp hoặc gia hạn chứng thư số', en: 'Issue or renew one’s own certificate' },
      access: 'signed-in',
      body: 'api/certificate-request',
      output: 'api/certificate',
      status: 201,
      handle: async (context, { body: { pin } }) => {
        const at = { account: context.actor.account, pin };
        return { body: presentCertificate(await certificates.issuePersonal(changeOf(context), at)) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/me/certificate/import',
      operation: 'importOwnCertificate',
      summary: { vi: 'Nhập chứng thư số từ tệp PKCS#12', en: 'Import one’s own certificate from a PKCS#12 file' },
      access: 'signed-in',
      body: 'api/certificate-import',
      output: 'api/certificate',
      status: 201,
      handle: async (context, { body: { file, passphrase, pin } }) => {
        const at = { account: context.actor.account, file: Buffer.from(file, 'base64'), passphrase, pin };
        return { body: presentCertificate(await certificates.importPersonal(changeOf(context), at)) };
      },
    }),
  ];
}

function pinRoutes(certificates: Certificates): Route[] {
  const paths = { personal: '/me/certificate/pin', seal: '/me/seal/pin' } as const;
  const route = (purpose: 'personal' | 'seal'): Route =>
    defineRoute({
      method: 'POST',
      path: paths[purpose],
      operation: purpose === 'seal' ? 'changeSealPin' : 'changeOwnPin',
      summary: { vi: 'Đổi mã PIN', en: 'Change a PIN' },
      access: purpose === 'seal' ? ['recordsClerk'] : 'signed-in',
      body: 'api/pin-change',
      status: 204,
      handle: async (context: ActorContext, { body }) => {
        const { account } = context.actor;
        await certificates.changePin(changeOf(context), { account, purpose, current: body.current, next: body.new });
        return {};
      },
    });
  return [route('personal'), route('seal')];
}

function sealRoutes(certificates: Certificates): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/seal-certificate',
      operation: 'appointSealCustodian',
      summary: { vi: 'Giao giữ con dấu số của trường', en: 'Appoint who keeps the school’s seal' },
      access: MANAGERS,
      body: 'api/seal-custodian',
      output: 'api/certificate',
      status: 201,
      idempotent: true,
      handle: async (context, { body }) => ({
        body: presentCertificate(await certificates.appointCustodian(changeOf(context), body.custodian)),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/me/seal',
      operation: 'getSealCertificate',
      summary: { vi: 'Xem con dấu số mình giữ', en: 'See the seal one keeps' },
      access: ['recordsClerk'],
      output: 'api/certificate',
      handle: async ({ scope, actor }) => ({
        body: presentCertificate(await certificates.current(scope, actor.account, 'seal')),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/me/seal',
      operation: 'activateSeal',
      summary: { vi: 'Kích hoạt con dấu số và đặt mã PIN', en: 'Activate the seal and set its PIN' },
      access: ['recordsClerk'],
      body: 'api/certificate-request',
      output: 'api/certificate',
      status: 201,
      handle: async (context, { body: { pin } }) => {
        const at = { account: context.actor.account, pin };
        return { body: presentCertificate(await certificates.activateSeal(changeOf(context), at)) };
      },
    }),
  ];
}

function adminRoutes(certificates: Certificates): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/certificates',
      operation: 'listCertificates',
      summary: { vi: 'Xem chứng thư số của trường', en: 'List the school’s certificates' },
      access: MANAGERS,
      query: 'api/certificate-query',
      output: 'api/certificate-list',
      handle: async ({ scope }, { query }) => ({
        body: { certificates: (await certificates.list(scope, query)).map(presentCertificate) },
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/certificates/:id/revoke',
      operation: 'revokeCertificate',
      summary: { vi: 'Thu hồi chứng thư số', en: 'Revoke a certificate' },
      access: 'signed-in',
      params: 'api/id-params',
      body: 'api/revocation',
      output: 'api/certificate',
      handle: async (context, { params, body }) => {
        await assertMayRevoke(certificates, context, params.id);
        const at = { id: params.id, reason: body.reason };
        return { body: presentCertificate(await certificates.revoke(changeOf(context), at)) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/certificates/:id/unlock',
      operation: 'unlockPin',
      summary: { vi: 'Mở khóa mã PIN', en: 'Unlock a PIN' },
      access: MANAGERS,
      params: 'api/id-params',
      output: 'api/certificate',
      handle: async (context, { params }) => ({
        body: presentCertificate(await certificates.unlockPin(changeOf(context), params.id)),
      }),
    }),
  ];
}

/** Managers revoke any; everybody else learns nothing of those that are not their own. @throws CERTIFICATE_NOT_FOUND */
async function assertMayRevoke(certificates: Certificates, { scope, actor }: ActorContext, id: string): Promise<void> {
  if (holds(actor, ...MANAGERS)) return;
  const own = await certificates.list(scope, { account: actor.account });
  if (!own.some((certificate) => certificate.id === id)) throw certificateErrors.CERTIFICATE_NOT_FOUND();
}
