import { createHmac, randomBytes } from 'node:crypto';
import { type Actor } from '../kernel/actor.ts';
import { openSecret, sealSecret } from '../kernel/secret-box.ts';
import { scopeOfActor, type SchoolScope } from '../kernel/scope.ts';
import { beginAttempt } from './attempts.ts';
import { accountEvent, type PeopleContext, publishAccount } from './context.ts';
import { peopleErrors } from './errors.ts';
import { type AccountDocument } from './model.ts';

const STEP_SECONDS = 30;
const DIGITS = 6;
/** Steps before and after the present one that are accepted (RFC 6238 §5.2). */
const DRIFT_STEPS = 1;
const SECRET_BYTES = 20;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PURPOSE = 'totp';

/** The code of a step (RFC 6238 §4 with HMAC-SHA-1, RFC 4226 §5.3). */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

/** RFC 4648 §6 without padding, as authenticator applications want it. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32.charAt(parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** See `People.startTotp`. */
export async function startTotp(context: PeopleContext, actor: Actor): Promise<{ secret: string; uri: string }> {
  const secret = randomBytes(SECRET_BYTES);
  const totp = { secret: sealSecret(context.serverKey, PURPOSE, secret), confirmed: false, lastStep: 0 };
  const started = await context.accounts
    .in(scopeOfActor(actor))
    .updateOne({ _id: actor.account, 'totp.confirmed': { $ne: true } }, { $set: { totp } });
  if (!started) throw peopleErrors.TOTP_ALREADY_ON();
  const label = encodeURIComponent(`hoso:${actor.username}`);
  const text = base32(secret);
  return {
    secret: text,
    uri: `otpauth://totp/${label}?secret=${text}&issuer=hoso&digits=${DIGITS}&period=${STEP_SECONDS}`,
  };
}

/** See `People.confirmTotp`. */
export async function confirmTotp(context: PeopleContext, actor: Actor, code: string): Promise<void> {
  const scope = scopeOfActor(actor);
  const account = await context.accounts.in(scope).findOne({ _id: actor.account });
  if (!account?.totp || account.totp.confirmed) throw peopleErrors.TOTP_NOT_STARTED();
  if (!(await acceptTotp(context, { scope, account, code }))) throw peopleErrors.TOTP_WRONG();
  const outbox = accountEvent(context, { scope, by: actor.account }, { event: 'account.secondFactorOn' });
  const update = { $set: { 'totp.confirmed': true }, $push: { outbox } };
  await publishAccount(context, scope, await context.accounts.in(scope).updateOne({ _id: account._id }, update));
}

/** See `People.removeTotp`. */
export async function removeTotp(context: PeopleContext, actor: Actor, code: string): Promise<void> {
  const scope = scopeOfActor(actor);
  const account = await context.accounts.in(scope).findOne({ _id: actor.account });
  if (!account?.totp?.confirmed) throw peopleErrors.TOTP_NOT_STARTED();
  const attempt = await beginAttempt(context, scope, account.username);
  if (!(await acceptTotp(context, { scope, account, code }))) {
    await attempt.fail();
    throw peopleErrors.TOTP_WRONG();
  }
  await attempt.succeed();
  const outbox = accountEvent(context, { scope, by: actor.account }, { event: 'account.secondFactorOff' });
  const update = { $unset: { totp: 1 }, $push: { outbox } };
  await publishAccount(context, scope, await context.accounts.in(scope).updateOne({ _id: account._id }, update));
}

/** Whether the code is right now and was not used before; uses it up. */
export async function acceptTotp(
  context: PeopleContext,
  at: { readonly scope: SchoolScope; readonly account: AccountDocument; readonly code: string },
): Promise<boolean> {
  const { totp } = at.account;
  if (!totp) return false;
  const secret = openSecret(context.serverKey, PURPOSE, totp.secret);
  const current = Math.floor(context.clock.now().getTime() / 1000 / STEP_SECONDS);
  const steps = Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_, index) => current - DRIFT_STEPS + index);
  const step = steps.find((candidate) => totpCode(secret, candidate) === at.code);
  if (step === undefined) return false;
  const unused = { _id: at.account._id, 'totp.secret': totp.secret, 'totp.lastStep': { $lt: step } };
  return (await context.accounts.in(at.scope).updateOne(unused, { $set: { 'totp.lastStep': step } })) !== null;
}
