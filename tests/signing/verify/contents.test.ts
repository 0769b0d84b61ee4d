import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { oid } from '../../../src/signing/asn1/writer.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { holesOf } from './mutations.ts';
import { levelSample, signedSample } from './signed-samples.ts';
import { reportOf, verdictOf } from './verdict.ts';

let signed: Buffer;
let stamped: Buffer;
let serial: Uint8Array;

beforeAll(async () => {
  signed = await signedSample('table', ['teacher']);
  stamped = await levelSample('table', 'b-t');
  serial = (await sharedPki('ecdsa-p256-sha256')).teacher.certificate.serialBytes;
});

/** Changes the byte after the n-th occurrence of some bytes in the first hole, which no range covers. */
function altered(bytes: Buffer, wanted: Uint8Array, { nth, back = 1 }: { nth: number; back?: number }): Buffer {
  const [hole] = holesOf(bytes);
  if (!hole) throw new Error('no hole');
  const cms = Buffer.from(bytes.toString('latin1', hole.start + 1, hole.end - 1), 'hex');
  let at = -1;
  for (let i = 0; i < nth; i += 1) at = cms.indexOf(wanted, at + 1);
  if (at < 0) throw new Error('not found');
  const place = at + wanted.length - back;
  cms.writeUInt8(cms.readUInt8(place) ^ 1, place);
  const copy = Buffer.from(bytes);
  copy.write(cms.toString('hex'), hole.start + 1, 'latin1');
  return copy;
}

describe('the signature in a hole', () => {
  it('that names another certificate leaves open whose it is', async () => {
    const report = await reportOf(altered(signed, serial, { nth: 2 }));
    expect(report).toMatchObject({
      conclusion: 'indeterminate',
      integrity: { content: 'good', signature: 'unknown' },
      chain: { status: 'unknown', certificates: [] },
    });
    expect(report.reasons.map(({ code }) => code)).toContain('SIGNER_CERTIFICATE_MISSING');
  });

  it('that binds another certificate is forged', async () => {
    const report = await reportOf(altered(signed, serial, { nth: 3 }));
    expect(report).toMatchObject({ conclusion: 'invalid', integrity: { signature: 'bad' } });
  });
});

describe('the timestamp in a hole', () => {
  it('that cannot be read is told, and proves nothing', async () => {
    expect((await reportOf(stamped)).time.source).toBe('signature-timestamp');
    const broken = altered(stamped, oid(OID.signedData), { nth: 2 });
    expect(await verdictOf(broken)).toMatchObject({ conclusion: 'invalid', against: ['TIMESTAMP_BAD'] });
    expect((await reportOf(broken)).time.source).toBe('claimed');
  });
});
