import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { type EvaluatedSignature } from '../../../src/signing/verify/evaluate.ts';
import { profileOf, type Surroundings } from '../../../src/signing/verify/profile.ts';
import { type SignedField } from '../../../src/signing/verify/document/signed-field.ts';
import { type GatheredMaterial } from '../../../src/signing/verify/trust/gather-material.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { readDetached } from './cms-samples.ts';

let baseline: EvaluatedSignature;

beforeAll(async () => {
  const { teacher } = await sharedPki('ecdsa-p256-sha256');
  const read = await readDetached(teacher.signer);
  const judged = { certificate: teacher.certificate, contentMatches: true, signatureHolds: true, reasons: [] };
  baseline = {
    placed: placedAs({}),
    read,
    judged,
    changes: { allowed: 'good', list: [] },
    stamped: false,
    reasons: [],
  };
});

function placedAs(signed: Partial<SignedField>): EvaluatedSignature['placed'] {
  const field = { subFilter: 'ETSI.CAdES.detached', isTimestamp: false, claimedTime: new Date(), ...signed };
  return { signed: field as SignedField } as EvaluatedSignature['placed'];
}

const NOTHING: Surroundings = { laterTimestamp: false, timestampOverStore: false, hasStore: false };
const gathered = { embedded: { crls: [], ocspResponses: [] } } as unknown as GatheredMaterial;
const levelOf = (one: Partial<EvaluatedSignature>, around: Partial<Surroundings> = {}) =>
  profileOf({ ...baseline, ...one }, { ...NOTHING, ...around }, gathered);

describe('the level of a signature', () => {
  it('is B-B by itself, B-T with a proof of time', () => {
    expect(levelOf({}).level).toBe('B-B');
    expect(levelOf({ stamped: true }).level).toBe('B-T');
    expect(levelOf({}, { laterTimestamp: true }).level).toBe('B-T');
  });

  it('is B-LT with validation data in the file, B-LTA with a timestamp over these', () => {
    expect(levelOf({ stamped: true }, { hasStore: true }).level).toBe('B-LT');
    expect(levelOf({ stamped: true }, { hasStore: true, timestampOverStore: true }).level).toBe('B-LTA');
  });

  it('stays B-T where the store does not tell the status that an issuer offers', async () => {
    const { teacher, issuing } = await sharedPki('ecdsa-p256-sha256');
    const known = { ...teacher.certificate.known, crlUrls: ['http://127.0.0.1:9/x.crl'] };
    const path = [{ ...teacher.certificate, known }, issuing.certificate];
    const person = { path, chain: 'good', keyUsage: 'good', revocation: [], reasons: [] } as const;
    expect(levelOf({ stamped: true, person }, { hasStore: true }).level).toBe('B-T');
  });

  it('is none of a document timestamp', () => {
    expect(levelOf({ placed: placedAs({ isTimestamp: true }) })).toEqual({ departures: [] });
  });
});

describe('a departure from the baseline', () => {
  const read = (change: (read: NonNullable<EvaluatedSignature['read']>) => object): Partial<EvaluatedSignature> => {
    const one = baseline.read;
    if (!one) throw new Error('no signature');
    return { read: { ...one, ...change(one) } };
  };
  const withAttributes = (types: readonly string[]): Partial<EvaluatedSignature> =>
    read(({ signer }) => ({
      signer: { ...signer, signedAttributes: types.map((type) => ({ type, values: [] })) },
    }));

  it.each<readonly [string, () => Partial<EvaluatedSignature>]>([
    ['SubFilter adbe.pkcs7.detached', () => ({ placed: placedAs({ subFilter: 'adbe.pkcs7.detached' }) })],
    ['SubFilter missing', () => ({ placed: placedAs({ subFilter: undefined }) })],
    ['M missing', () => ({ placed: placedAs({ claimedTime: undefined }) })],
    ['signing-certificate missing', () => withAttributes([])],
    ['signing-time present', () => withAttributes([OID.signingTime, OID.signingCertificate])],
    [
      'signer certificate not carried',
      () => read(({ signedData }) => ({ signedData: { ...signedData, certificates: [] } })),
    ],
  ])('is told: %s', (departure, one) => {
    expect(levelOf(one())).toEqual({ departures: [departure] });
  });

  it('is not looked for in what could not be read', () => {
    const { read: _read, judged: _judged, ...unread } = baseline;
    expect(profileOf(unread, NOTHING, gathered).departures).toEqual([]);
    const { judged: _none, ...unjudged } = baseline;
    expect(profileOf(unjudged, NOTHING, gathered).departures).toEqual([]);
  });
});
