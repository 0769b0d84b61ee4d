import { certificateErrors, type Certificates } from '../certificates/index.ts';
import { holds } from '../kernel/actor.ts';
import { type ActorContext, defineRoute, type FileReply, type Route, sentFile } from '../kernel/route.ts';
import { changeOf } from '../people/index.ts';
import { type ObjectStore, verifiedStream } from '../../storage/index.ts';
import { pictureErrors } from './errors.ts';
import { type PictureRef, type Pictures, type StoredPicture } from './types.ts';
import { presentOwn, presentSeal } from './present.ts';

export interface PictureRouteDeps {
  readonly pictures: Pictures;
  readonly certificates: Pick<Certificates, 'keepsSeal'>;
  readonly store: Pick<ObjectStore, 'get'>;
}

/** Reading a picture through takes memory and a moment. */
const ROOM = { most: 2, waiting: 32 };

/** The HTTP operations on a person's own pictures and on the one of the seal. */
export function pictureRoutes(deps: PictureRouteDeps): Route[] {
  return [...ownRoutes(deps), ...ownFileRoutes(deps), ...sealRoutes(deps), ...sealFileRoutes(deps)];
}

function ownRoutes({ pictures }: PictureRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/me/signature-pictures',
      operation: 'putOwnPicture',
      summary: { vi: 'Lưu ảnh chữ ký hoặc ký nháy của mình', en: 'Store a picture of one’s own signature or initials' },
      access: 'signed-in',
      body: 'api/signature-picture-new',
      output: 'api/signature-picture',
      upload: true,
      idempotent: true,
      room: ROOM,
      status: 201,
      handle: async (context, { body: { kind }, file }) => ({
        body: presentOwn(kind, await pictures.putOwn(changeOf(context), { kind, file: sentFile(file) })),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/me/signature-pictures',
      operation: 'listOwnPictures',
      summary: { vi: 'Xem các ảnh chữ ký của mình', en: 'See what pictures of one’s own are stored' },
      access: 'signed-in',
      output: 'api/signature-picture-list',
      handle: async ({ scope, actor }) => {
        const own = await pictures.listOwn(scope, actor.account);
        return { body: { pictures: own.map((picture) => presentOwn(picture.kind, picture)) } };
      },
    }),
  ];
}

function ownFileRoutes(deps: PictureRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/me/signature-pictures/:kind/file',
      operation: 'downloadOwnPicture',
      summary: { vi: 'Tải ảnh chữ ký của mình', en: 'Download a picture of one’s own' },
      access: 'signed-in',
      params: 'api/picture-kind-params',
      handle: async (context, { params: { kind } }) => ({
        file: await openPicture(deps, context, { kind, account: context.actor.account }),
      }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/me/signature-pictures/:kind',
      operation: 'removeOwnPicture',
      summary: { vi: 'Bỏ ảnh chữ ký của mình', en: 'Take a picture of one’s own away' },
      access: 'signed-in',
      params: 'api/picture-kind-params',
      status: 204,
      handle: async (context, { params }) => {
        await deps.pictures.remove(changeOf(context), params.kind);
        return {};
      },
    }),
  ];
}

function sealRoutes(deps: PictureRouteDeps): Route[] {
  const { pictures } = deps;
  return [
    defineRoute({
      method: 'POST',
      path: '/seal-picture',
      operation: 'putSealPicture',
      summary: { vi: 'Lưu ảnh con dấu của trường', en: 'Store the picture of the school’s seal' },
      access: ['recordsClerk'],
      body: 'api/seal-picture-new',
      output: 'api/seal-picture',
      upload: true,
      idempotent: true,
      room: ROOM,
      status: 201,
      handle: async (context, { body: { widthMm }, file }) => ({
        body: presentSeal(await pictures.putSeal(changeOf(context), { widthMm, file: sentFile(file) })),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/seal-picture',
      operation: 'getSealPicture',
      summary: { vi: 'Xem thông tin ảnh con dấu', en: 'See what is known of the seal’s picture' },
      access: ['recordsClerk', 'principal'],
      output: 'api/seal-picture',
      handle: async (context) => {
        await assertMayRead(deps, context);
        return { body: presentSeal(await required(deps, context, { kind: 'seal' })) };
      },
    }),
  ];
}

function sealFileRoutes(deps: PictureRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/seal-picture/file',
      operation: 'downloadSealPicture',
      summary: { vi: 'Tải ảnh con dấu', en: 'Download the seal’s picture' },
      access: ['recordsClerk', 'principal'],
      handle: async (context) => {
        await assertMayRead(deps, context);
        return { file: await openPicture(deps, context, { kind: 'seal' }) };
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/seal-picture',
      operation: 'removeSealPicture',
      summary: { vi: 'Bỏ ảnh con dấu', en: 'Take the seal’s picture away' },
      access: ['recordsClerk'],
      status: 204,
      handle: async (context) => {
        await deps.pictures.remove(changeOf(context), 'seal');
        return {};
      },
    }),
  ];
}

/** The seal's picture is for who keeps it and for the principal; another clerk learns nothing of it. @throws SEAL_NOT_APPOINTED */
async function assertMayRead({ certificates }: PictureRouteDeps, { scope, actor }: ActorContext): Promise<void> {
  if (holds(actor, 'principal') || (await certificates.keepsSeal(scope, actor.account))) return;
  throw certificateErrors.SEAL_NOT_APPOINTED();
}

/** @throws PICTURE_NOT_FOUND */
async function required(
  { pictures }: PictureRouteDeps,
  { scope }: ActorContext,
  ref: PictureRef,
): Promise<StoredPicture> {
  const picture = await pictures.find(scope, ref);
  if (!picture) throw pictureErrors.PICTURE_NOT_FOUND();
  return picture;
}

async function openPicture(deps: PictureRouteDeps, context: ActorContext, ref: PictureRef): Promise<FileReply> {
  const picture = await required(deps, context, ref);
  const { objectKey: key, objectVersion: version, size, sha256 } = picture;
  const { stream } = await deps.store.get({ key, ...(version !== undefined && { version }) });
  return { stream: verifiedStream(stream, picture), size, sha256, type: 'image/png', fileName: `${ref.kind}.png` };
}
