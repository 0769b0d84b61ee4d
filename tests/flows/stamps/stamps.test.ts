import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSealPng, makeSignaturePng } from '../../../samples/documents/index.ts';
import { type StampWish } from '../../../src/approvals/index.ts';
import { type Actor } from '../../../src/kernel/actor.ts';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { type PictureRef } from '../../../src/pictures/index.ts';
import { type PlannedStep } from '../../../src/records/index.ts';
import { type FieldPlace, verifyPdf } from '../../../src/signing/index.ts';
import { type BarePage, barePdf, fieldsOf } from '../../support/stamp-pages.ts';
import {
  bytesOf,
  type Cast,
  makeCast,
  makeSigner,
  openSigningWorld,
  PIN,
  type SigningWorld,
  submitPlan,
} from '../../support/signing-world.ts';
import { sign as signOutside } from '../../signing/pdf/sign.ts';

let world: SigningWorld;
let cast: Cast & { readonly principal: Actor };
const SEAL_PT = (36 * 72) / 25.4;

/** Decree 30 by record type: the owner, then the principal, then the seal. */
const DECREE: readonly PlannedStep[] = [
  { kind: 'sign', duty: 'owner' },
  { kind: 'sign', duty: 'principal' },
  { kind: 'seal', duty: 'recordsClerk' },
];

beforeAll(async () => {
  world = await openSigningWorld();
  const made = await makeCast(world);
  const principal = { username: 'principal', fullName: 'Ngô Khánh Liên', duties: [{ duty: 'principal' as const }] };
  cast = { ...made, principal: await makeSigner(world, principal) };
});
afterAll(() => world.close());

interface Signed {
  readonly actor: Actor;
  readonly wish?: StampWish;
}

/** Lets people sign a record in turn, each with the wish given. */
async function signedBy(record: string, ...signers: readonly (Actor | Signed)[]): Promise<Buffer> {
  for (const each of signers) {
    const { actor, wish }: Signed = 'actor' in each ? each : { actor: each };
    const { request } = await world.flows.request(actor, { records: [record], ...(wish && { appearance: wish }) });
    await world.jobs.run(world.flows);
    await world.flows.confirm(actor, { request: request._id, pin: PIN });
    await world.jobs.run(world.flows);
    const { items } = await world.flows.progress(actor, { request: request._id });
    expect(items).toMatchObject([{ state: 'embedded' }]);
  }
  const bytes = await bytesOf(world, record);
  const trust = await world.certificates.trust(world.scope);
  const report = await verifyPdf(bytes, { roots: [trust.root], crls: trust.crls, at: world.clock.now() });
  const own = report.signatures.slice(-signers.length);
  expect(own.map(({ conclusion }) => conclusion)).toEqual(signers.map(() => 'valid'));
  return bytes;
}

async function submitted(page: BarePage | Uint8Array, options: { type: string; chain?: readonly PlannedStep[] }) {
  const pdf = page instanceof Uint8Array ? page : await barePdf(page);
  return (await submitPlan(world, cast.teacher, { pdf, ...options }))._id;
}

const decree = (page: BarePage | Uint8Array = {}) => submitted(page, { type: 'transcript', chain: DECREE });
const compact = (page: BarePage | Uint8Array = {}) => submitted(page, { type: 'lessonPlan' });

function shown(pdf: Uint8Array): (FieldPlace['shown'] | undefined)[] {
  return [...fieldsOf(pdf).values()].map((field) => field.shown);
}

/** What the newest version added to the one before. */
async function lastIncrement(record: string): Promise<string> {
  const { versions } = await world.records.get(world.scope, record);
  const [before, now] = [versions.at(-2)?.n ?? 1, versions.at(-1)?.n ?? 1];
  const [base, whole] = [await bytesOf(world, record, before), await bytesOf(world, record, now)];
  return whole.subarray(base.length).toString('latin1');
}

/** Stores a picture as its owner does. */
async function store(actor: Actor, ref: PictureRef['kind'], bytes: Uint8Array): Promise<void> {
  const { key: temporaryKey, size, sha256 } = await world.store.putTemporary({ school: actor.school, content: bytes });
  const file = { temporaryKey, size, sha256, originalName: 'a.png', type: 'image/png' };
  const change = { scope: world.scope, by: actor.account };
  if (ref === 'seal') await world.pictures.putSeal(change, { file });
  else await world.pictures.putOwn(change, { kind: ref, file });
  await world.store.deleteTemporary(temporaryKey);
  forgetPictures();
}

/** What a process knows of pictures is fresh for two seconds. */
function forgetPictures(): void {
  world.clock.advance(2_001);
}

describe('a wish', () => {
  it('that cannot be drawn fails with its code, and the record is free again', async () => {
    const cases: [StampWish, string][] = [
      [{ box: { page: 1, x: 0, y: 0, width: 700, height: 60 } }, 'STAMP_OUTSIDE_PAGE'],
      [{ box: { page: -1, x: 0, y: 0, width: 10, height: 10 } }, 'STAMP_BOX_TOO_SMALL'],
      [{ box: { page: 9, x: 0, y: 0, width: 100, height: 60 } }, 'PDF_PAGE_NOT_FOUND'],
    ];
    const record = await compact();
    for (const [appearance, code] of cases) {
      const { request } = await world.flows.request(cast.teacher, { records: [record], appearance });
      await world.jobs.run(world.flows);
      const { items } = await world.flows.progress(cast.teacher, { request: request._id });
      expect(items).toMatchObject([{ state: 'failed', failure: { code } }]);
    }
    expect((await world.records.get(world.scope, record)).lease?.until).toBeUndefined();
  });

  it('for a box puts the stamp there, on a turned page too', async () => {
    const wish = { box: { page: -1, x: 100, y: 200, width: 150, height: 60 } };
    const upright = await signedBy(await compact(), { actor: cast.teacher, wish });
    expect(shown(upright)).toEqual([{ page: 1, rect: [100, 200, 250, 260] }]);
    const turned = await signedBy(await compact({ rotate: 90 }), { actor: cast.teacher, wish });
    expect(shown(turned)).toEqual([{ page: 1, rect: [335, 100, 395, 250] }]);
  });

  it('to be not seen is kept, whatever the record’s type says', async () => {
    expect(shown(await signedBy(await compact(), { actor: cast.teacher, wish: { invisible: true } }))).toEqual([
      undefined,
    ]);
  });

  it('for a corner of a record by Decree 30 is drawn as the decree wants it', async () => {
    const record = await decree();
    const wish = { page: 1, place: 'topRight' } as const;
    const pdf = await signedBy(record, { actor: cast.teacher, wish });
    expect(shown(pdf)).toEqual([{ page: 0, rect: [437, 748, 559, 806] }]);
  });
});

describe('without a wish the record’s type decides', () => {
  it('that nothing is seen, also where the type is not known any more', async () => {
    expect(shown(await signedBy(await submitted({}, { type: 'gone' }), cast.teacher))).toEqual([undefined]);
  });

  it.each<[string, BarePage]>([
    ['A4 upright', {}],
    ['A4 across', { size: [842, 595] }],
    ['a turned page', { rotate: 270 }],
    ['a small page', { size: [298, 420] }],
  ])('that compact stamps stand side by side on the last page: %s', async (_name, page) => {
    const pdf = await signedBy(await compact(page), cast.teacher, cast.head, cast.vice, cast.clerk);
    const places = shown(pdf);
    expect(places.map((place) => place?.page)).toEqual([1, 1, 1, 1]);
    const rects = places.map((place) => place?.rect ?? [0, 0, 0, 0]);
    for (const [at, a] of rects.entries()) {
      for (const b of rects.slice(at + 1)) {
        const apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        expect(apart, JSON.stringify([a, b])).toBe(true);
      }
    }
  });

  it('and a place that is taken is left to who stands there', async () => {
    const record = await compact();
    const [own] = shown(await signedBy(await compact(), cast.teacher));
    const rect = own?.rect ?? [0, 0, 0, 0];
    const wish = { box: { page: -1, x: rect[0], y: rect[1], width: 600 - rect[0] - 20, height: 40 } };
    const pdf = await signedBy(record, { actor: cast.teacher, wish }, cast.head);
    const [, second] = shown(pdf);
    expect(second?.rect[1]).toBeGreaterThan(rect[1] + 40);
  });
});

describe('by Decree 30', () => {
  it('a person without a picture signs with duty, name and time; the seal without one is a text at the top right', async () => {
    const record = await decree();
    const pdf = await signedBy(record, cast.teacher, cast.principal, cast.clerk);
    expect(pdf.toString('latin1')).not.toContain('/Image');
    const [first, second, seal] = shown(pdf);
    expect([first?.page, second?.page]).toEqual([1, 1]);
    expect(seal?.page).toBe(0);
    expect(seal?.rect[2]).toBeCloseTo(595 - 28.35, 1);
    expect(seal?.rect[3]).toBeCloseTo(842 - 28.35, 1);
  });

  it('who initials does so in letters, and small', async () => {
    const chain: PlannedStep[] = [{ kind: 'initial', duty: 'owner' }, ...DECREE.slice(1)];
    const record = await submitted({}, { type: 'transcript', chain });
    const [place] = shown(await signedBy(record, cast.teacher));
    const [left, bottom, right, top] = place?.rect ?? [0, 0, 0, 0];
    expect([right - left, top - bottom]).toEqual([54, 28]);
    expect(await lastIncrement(record)).toContain('+Tinos-Italic');
  });

  describe('with pictures', () => {
    beforeAll(async () => {
      await store(cast.principal, 'signature', makeSignaturePng('Ngô Khánh Liên'));
      await store(cast.teacher, 'initials', makeSignaturePng('NVA'));
      await store(cast.clerk, 'seal', await makeSealPng('Trường THPT Trần Hưng Đạo'));
    });

    it('a person’s is drawn, and the seal at its actual size over the left third of the last one’s', async () => {
      const record = await decree();
      const before = await signedBy(record, cast.teacher, cast.principal);
      expect(await lastIncrement(record)).toContain('/Image');
      const pdf = await signedBy(record, cast.clerk);
      expect(pdf.subarray(0, before.length).equals(before)).toBe(true);
      const [first, person, seal] = shown(pdf).map((place) => place?.rect ?? [0, 0, 0, 0]);
      if (!first || !person || !seal) throw new Error('three signatures are seen');
      expect(seal[3] - seal[1]).toBeCloseTo(SEAL_PT, 1);
      expect(seal[2]).toBeCloseTo(person[0] + ((person[2] - person[0]) * 0.42) / 3, 1);
      expect(seal[0]).toBeGreaterThan(first[2]);
      expect(await lastIncrement(record)).toContain('/Image');
    });

    it('the initials are the picture of them', async () => {
      const chain: PlannedStep[] = [{ kind: 'initial', duty: 'owner' }, ...DECREE.slice(1)];
      const record = await submitted({}, { type: 'transcript', chain });
      await signedBy(record, cast.teacher);
      expect(await lastIncrement(record)).toContain('/Image');
    });

    it('the seal stands without its text where that would cover another’s stamp', async () => {
      const record = await submitted({ size: [298, 420] }, { type: 'transcript', chain: DECREE });
      const [, , seal] = shown(await signedBy(record, cast.teacher, cast.principal, cast.clerk));
      expect((seal?.rect[2] ?? 0) - (seal?.rect[0] ?? 0)).toBeCloseTo(SEAL_PT, 1);
    });

    it('the seal is a text where no signature under it is seen', async () => {
      const record = await decree();
      const wish = { invisible: true } as const;
      const pdf = await signedBy(record, { actor: cast.teacher, wish }, { actor: cast.principal, wish }, cast.clerk);
      expect(shown(pdf).map((place) => place?.page)).toEqual([undefined, undefined, 0]);
      expect(await lastIncrement(record)).not.toContain('/Image');
    });

    it('and prepared twice, as after a crash, it is the same kind of thing', async () => {
      const record = await decree();
      await signedBy(record, cast.teacher);
      const { request } = await world.flows.request(cast.principal, { records: [record] });
      const ref = { request: request._id, record };
      const lengths: (number | undefined)[] = [];
      for (let time = 0; time < 2; time += 1) {
        await world.flows.prepareItem(world.scope, ref);
        lengths.push((await world.approvals.items.get(world.scope, ref))?.prepared?.increment.length);
        const items = world.db.connection.collection('signing_items');
        await items.updateOne({ record, request: request._id }, { $set: { state: 'preparing' } });
      }
      expect(lengths[0]).toBeGreaterThan(25_000);
      expect(lengths[1]).toBe(lengths[0]);
      await world.flows.cancel(cast.principal, request._id);
      world.jobs.lose();
    });

    it('signing goes on without a picture that the store has lost', async () => {
      const pictures = world.db.connection.collection('pictures');
      const slot = `signature:${cast.principal.account}`;
      const sha256 = sha256Hex('gone');
      await pictures.updateOne({ slot }, { $set: { 'picture.objectKey': 'gone', 'picture.sha256': sha256 } });
      forgetPictures();
      const record = await decree();
      const pdf = await signedBy(record, cast.teacher, cast.principal);
      expect(shown(pdf).map((place) => place?.page)).toEqual([1, 1]);
      expect(await lastIncrement(record)).not.toContain('/Image');
    });
  });
});

describe('a field that the document keeps for a duty', () => {
  const FIELDS = {
    Sig_Principal: [300, 300, 500, 400],
    owner: [50, 300, 250, 400],
    Sig_seal: [250, 100, 360, 210],
  } as const;

  it('is signed, and drawn in its own rectangle', async () => {
    const pdf = await signedBy(await decree({ fields: FIELDS }), cast.teacher, cast.principal, cast.clerk);
    const fields = fieldsOf(pdf);
    expect([...fields.keys()]).toEqual(Object.keys(FIELDS));
    for (const [name, rect] of Object.entries(FIELDS)) {
      expect(fields.get(name)).toMatchObject({ signed: true, shown: { page: 1, rect } });
    }
  });

  it('is signed without being drawn where nothing is to be seen', async () => {
    const record = await compact({ fields: FIELDS });
    const pdf = await signedBy(record, { actor: cast.teacher, wish: { invisible: true } });
    expect(fieldsOf(pdf).get('owner')?.signed).toBe(true);
    expect(await lastIncrement(record)).not.toContain('/Tinos');
  });

  it.each<[string, BarePage]>([
    ['too small for any stamp', { fields: { owner: [50, 300, 60, 303] } }],
    ['one that locks the document', { fields: FIELDS, entries: { Lock: { Type: 'SigFieldLock', Action: 'All' } } }],
    ['one that requires what is not met', { fields: FIELDS, entries: { SV: { Ff: 1, Filter: 'Other' } } }],
  ])('is passed over when it is %s', async (_why, page) => {
    const pdf = await signedBy(await compact(page), cast.teacher);
    expect(fieldsOf(pdf).get('owner')?.signed).toBe(false);
    expect(fieldsOf(pdf).get('Signature1')).toMatchObject({ signed: true, shown: { page: 1 } });
  });
});

describe('a stamp that nobody asked for never fails a signing', () => {
  it('on a page that is too small', async () => {
    expect(shown(await signedBy(await compact({ size: [60, 40] }), cast.teacher))).toEqual([undefined]);
  });

  it('in a document whose certification allows no new field that is seen', async () => {
    const { bytes } = await signOutside(await barePdf(), { certify: 2 });
    const pdf = await signedBy(await compact(bytes), cast.teacher, cast.head);
    expect(shown(pdf)).toEqual([undefined, undefined, undefined]);
  });
});
