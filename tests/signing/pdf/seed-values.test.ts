import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import {
  type PreparedSignature,
  prepareDocumentTimestamp,
  prepareSignature,
  type SignatureOptions,
  type Signer,
  signPdf,
} from '../../../src/signing/index.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { onePage, type RawObjects, tablePdf } from './raw-pdf.ts';
import { plain, sign, signedFields } from './sign.ts';

/** A form with one empty signature field that has these seed values. */
function seeded(values: string, field = ''): Buffer {
  const objects: RawObjects = {
    ...onePage,
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R]>>>>',
    6: `<</FT /Sig /T (Head) /SV 7 0 R ${field}>>`,
    7: `<</Type /SV ${values}>>`,
    8: '/SHA512',
  };
  return tablePdf(objects).bytes;
}

/** Seed values, the wish of who signs, and what else the field says. */
type Case = readonly [values: string, options?: Partial<SignatureOptions>, field?: string];
const into = { fieldName: 'Head' } as const;

const UNMET: Readonly<Record<string, readonly Case[]>> = {
  Filter: [['/Filter /Entrust.PPKEF /Ff 1'], ['/Filter (Adobe.PPKLite) /Ff 1']],
  SubFilter: [['/SubFilter [/adbe.pkcs7.detached] /Ff 2'], ['/SubFilter [] /Ff 2'], ['/SubFilter 1 /Ff 2']],
  V: [['/V 4 /Ff 4'], ['/V /Next /Ff 4']],
  Reasons: [
    ['/Reasons [(Approved) (Checked)] /Ff 8', { reason: 'Read' }],
    ['/Reasons [(Approved) 1] /Ff 8'],
    ['/Reasons [(.)] /Ff 8', { reason: 'Approved' }],
    ['/Ff 8', { reason: 'Approved' }],
  ],
  LegalAttestation: [['/LegalAttestation [(All is well)] /Ff 16']],
  AddRevInfo: [['/AddRevInfo true /Ff 32']],
  DigestMethod: [
    ['/DigestMethod [/SHA1 8 0 R] /Ff 64'],
    ['/DigestMethod [/SHA256] /Ff 64', { digestAlgorithm: 'sha384' }],
  ],
  LockDocument: [
    ['/LockDocument /true /Ff 128'],
    ['/LockDocument /true /Ff 128', { lock: { action: 'All', permission: 2 } }],
    ['/LockDocument /false /Ff 128', { lock: { action: 'All', permission: 1 } }],
    ['/LockDocument /false /Ff 128', { certify: 1 }],
    ['/LockDocument /false /Ff 128', {}, '/Lock <</Action /All /P 1>>'],
    ['/LockDocument /perhaps /Ff 128'],
  ],
  AppearanceFilter: [['/AppearanceFilter (Headmaster) /Ff 256']],
  MDP: [['/MDP <</P 0>>', { certify: 2 }], ['/MDP <</P 2>>'], ['/MDP <</P 2>>', { certify: 3 }], ['/MDP <</P /None>>']],
  TimeStamp: [['/TimeStamp <</URL (http://tsa.example) /Ff 1>>']],
  Cert: [
    '/Subject [<3000>] /Ff 1',
    '/Issuer [<3000>] /Ff 2',
    '/OID [<06032a0304>] /Ff 4',
    '/SubjectDN [<<>>] /Ff 8',
    '/KeyUsage [(1)] /Ff 32',
    '/URL (http://ca.example) /Ff 64',
  ].map((entries): Case => [`/Cert <<${entries}>>`]),
};

const MET: readonly Case[] = [
  ['/Filter /Adobe.PPKLite /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached] /V 3 /Ff 7'],
  ['/Reasons [(Approved) <FEFF0110>] /Ff 8', { reason: 'Đ' }],
  ['/Reasons [(.)] /Ff 8'],
  ['/Ff 8', { reason: '' }],
  ['/DigestMethod [/SHA1 8 0 R] /Ff 64', { digestAlgorithm: 'sha512' }],
  ['/AddRevInfo false /Ff 32'],
  ['/LockDocument /auto /Ff 128'],
  ['/LockDocument /false /Ff 128'],
  ['/LockDocument /true /Ff 128', { certify: 1 }],
  ['/LockDocument /true /Ff 128', { lock: { action: 'All', permission: 1 } }],
  ['/LockDocument /true /Ff 128', {}, '/Lock <</Action /All /P 1>>'],
  ['/MDP <</P 0>>'],
  ['/MDP <</P 3>>', { certify: 3 }],
  ['/MDP <<>>', { certify: 3 }],
  ['/TimeStamp <</URL (http://tsa.example) /Ff 1>>', { timestamped: true }],
  ['/Ff 503'],
  ['/Cert <</Ff 111>>'],
];

describe('a field that requires something of its signature', () => {
  const prepare = ([values, options, field]: Case): Promise<PreparedSignature> =>
    prepareSignature(seeded(values, field), { ...plain, ...into, ...options });
  const cases = Object.entries(UNMET).flatMap(([what, list]) => list.map((given) => ({ what, given })));

  it.each(cases)('is not filled by a signature that does not meet its /$what: $given', async ({ what, given }) => {
    await expect(prepare(given)).rejects.toMatchObject({
      code: 'PDF_SEED_VALUE_UNMET',
      kind: 'unsupported',
      details: { field: 'Head', what },
    });
  });

  it.each(MET.map((given) => ({ given })))('is filled by a signature that meets it: $given', async ({ given }) => {
    expect((await prepare(given)).fieldName).toBe('Head');
  });

  it('takes no signature without a timestamp when it requires one, before anything is signed', async () => {
    const { teacher } = await sharedPki();
    let signed = 0;
    const sign = (): Promise<Uint8Array[]> => Promise.resolve([new Uint8Array((signed += 1))]);
    const signer: Signer = { describe: () => teacher.signer.describe(), sign };
    const base = seeded('/TimeStamp <</Ff 1>>');
    await expect(signPdf(base, { signer, ...into })).rejects.toThrowCode('PDF_SEED_VALUE_UNMET');
    expect(signed).toBe(0);
  });

  it('has no say in the fields beside it, or in document timestamps', async () => {
    const base = seeded('/SubFilter [/adbe.pkcs7.detached] /Ff 2');
    expect(signedFields((await sign(base)).bytes).map(({ name }) => name)).toEqual(['Signature1']);
    const { fieldName } = await prepareDocumentTimestamp(base, { contentsSize: 50, ...into });
    expect(fieldName).toBe('Head');
  });
});

describe('a field that only recommends something', () => {
  it('is filled all the same', async () => {
    const values = Object.entries(UNMET)
      .filter(([what]) => what !== 'MDP')
      .map(([, [[first = ''] = []]]) => first.replace(/\/Ff \d+/, ''));
    const { bytes } = await sign(seeded(`${values.join(' ')} /Ff /None`), into);
    expect(signedFields(bytes)).toHaveLength(1);
  });

  it('is filled where its seed values are no dictionary', async () => {
    const { bytes } = await sign(
      tablePdf({
        ...onePage,
        1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R]>>>>',
        6: '<</FT /Sig /T (Head) /SV 42>>',
      }).bytes,
      into,
    );
    expect(signedFields(bytes)).toHaveLength(1);
  });
});
