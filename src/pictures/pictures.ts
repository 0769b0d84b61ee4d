import { certificateErrors } from '../certificates/index.ts';
import { isDuplicate } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { outboxEvent, type OutboxPlace, publishOutbox, publishPending } from '../kernel/outbox.ts';
import { type UploadedFile } from '../kernel/route.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Change } from '../people/index.ts';
import { type CheckedPicture, checkPicture, sealWidthOf } from './check-picture.ts';
import { pictureErrors } from './errors.ts';
import {
  type OwnPictureKind,
  type PictureDeps,
  type PictureKind,
  type PictureRef,
  type Pictures,
  type StoredPicture,
} from './types.ts';
import { pictureCollection, type PictureDocument } from './model.ts';

type Context = PictureDeps & { readonly pictures: ReturnType<typeof pictureCollection> };

/** A picture that is to be stored: whose, what its check found, and of the seal its width. */
interface NewPicture {
  readonly ref: PictureRef;
  readonly file: UploadedFile;
  readonly checked: CheckedPicture;
  readonly widthMm?: number;
}

/** Makes the domain and registers its collection. */
export function createPictures(deps: PictureDeps): Pictures {
  const context: Context = { ...deps, pictures: pictureCollection(deps.db) };
  return {
    putOwn: (change, at) => putOwn(context, change, at),
    putSeal: (change, at) => putSeal(context, change, at),
    listOwn: (scope, account) => listOwn(context, scope, account),
    find: (scope, ref) => find(context, scope, ref),
    remove: (change, kind) => remove(context, change, kind),
    sweep: async (scope) => ({ events: await publishPending(outboxOf(context, scope)) }),
  };
}

async function putOwn(
  context: Context,
  change: Change,
  { kind, file }: { readonly kind: OwnPictureKind; readonly file: UploadedFile },
): Promise<StoredPicture> {
  const checked = await checkPicture(context.store, file);
  return put(context, change, { ref: { kind, account: change.by }, file, checked });
}

async function putSeal(
  context: Context,
  change: Change,
  { file, ...given }: { readonly widthMm?: number | undefined; readonly file: UploadedFile },
): Promise<StoredPicture> {
  await assertKeepsSeal(context, change);
  const checked = await checkPicture(context.store, file);
  return put(context, change, { ref: { kind: 'seal' }, file, checked, widthMm: sealWidthOf(checked, given.widthMm) });
}

/** The bytes come first: a document that names a picture has it. Bytes that none names are found again by their hash. */
async function put(context: Context, change: Change, made: NewPicture): Promise<StoredPicture> {
  const { ref, file, checked, widthMm } = made;
  const temporary = { key: file.temporaryKey, size: file.size, sha256: file.sha256 };
  const stored = await context.store.makePermanent({ school: change.scope.school, temporary });
  const picture: StoredPicture = {
    sha256: stored.sha256,
    size: stored.size,
    ...checked,
    ...(widthMm !== undefined && { widthMm }),
    objectKey: stored.key,
    ...(stored.version !== undefined && { objectVersion: stored.version }),
    by: change.by,
    at: context.clock.now(),
  };
  const document = await write(context, change, { ref, picture });
  await publishOutbox(outboxOf(context, change.scope), document);
  return picture;
}

async function write(
  context: Context,
  change: Change,
  { ref, picture }: { readonly ref: PictureRef; readonly picture: StoredPicture },
): Promise<PictureDocument> {
  const { scope, by } = change;
  const { sha256, widthMm, at } = picture;
  const details = { kind: ref.kind, sha256, ...(widthMm !== undefined && { widthMm }) };
  const event = outboxEvent({ event: 'picture.stored', at, actor: by, details });
  const replace = () =>
    context.pictures.in(scope).updateOne({ slot: slotOf(ref) }, { $set: { picture }, $push: { outbox: event } });
  const replaced = await replace();
  if (replaced) return replaced;
  try {
    const made = { _id: newId(), slot: slotOf(ref), kind: ref.kind, picture, outbox: [event] };
    return await context.pictures.in(scope).insert(made);
  } catch (error) {
    const after = isDuplicate(error) && (await replace());
    if (after) return after;
    throw error;
  }
}

async function listOwn(
  context: Context,
  scope: SchoolScope,
  account: string,
): Promise<(StoredPicture & { kind: OwnPictureKind })[]> {
  const kinds: readonly OwnPictureKind[] = ['signature', 'initials'];
  const found = await Promise.all(kinds.map((kind) => find(context, scope, { kind, account })));
  return kinds.flatMap((kind, at) => {
    const picture = found[at];
    return picture ? [{ ...picture, kind }] : [];
  });
}

async function find(context: Context, scope: SchoolScope, ref: PictureRef): Promise<StoredPicture | undefined> {
  return (await context.pictures.in(scope).findOne({ slot: slotOf(ref) }))?.picture;
}

async function remove(context: Context, change: Change, kind: PictureKind): Promise<void> {
  const { scope, by } = change;
  if (kind === 'seal') await assertKeepsSeal(context, change);
  const slot = slotOf(kind === 'seal' ? { kind } : { kind, account: by });
  const at = context.clock.now();
  const event = outboxEvent({ event: 'picture.removed', at, actor: by, details: { kind } });
  const removed = await context.pictures
    .in(scope)
    .updateOne({ slot, 'picture.sha256': { $exists: true } }, { $unset: { picture: 1 }, $push: { outbox: event } });
  if (!removed) throw pictureErrors.PICTURE_NOT_FOUND();
  await publishOutbox(outboxOf(context, scope), removed);
}

async function assertKeepsSeal({ certificates }: Context, { scope, by }: Change): Promise<void> {
  if (!(await certificates.keepsSeal(scope, by))) throw certificateErrors.SEAL_NOT_APPOINTED();
}

function slotOf(ref: PictureRef): string {
  return ref.kind === 'seal' ? 'seal' : `${ref.kind}:${ref.account}`;
}

function outboxOf({ pictures, audit: sink, log }: Context, scope: SchoolScope): OutboxPlace {
  return { scope, collection: pictures.in(scope), kind: 'picture', sink, log };
}
