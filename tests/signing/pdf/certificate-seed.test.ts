import { beforeAll, describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { signPdf } from '../../../src/signing/index.ts';
import { parseCertificate } from '../../../src/signing/x509/certificate.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { createTestPki, type TestPki } from '../../support/pki/test-pki.ts';
import { onePage, tablePdf } from './raw-pdf.ts';
import { plain, sign } from './sign.ts';

let pki: TestPki;
let stranger: TestPki;

beforeAll(async () => {
  pki = await sharedPki('ecdsa-p256-sha256');
  stranger = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
});

/** A form with one empty signature field that asks this of the signer's certificate. */
const asking = (entries: string): Buffer =>
  tablePdf({
    ...onePage,
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R]>>>>',
    6: '<</FT /Sig /T (Head) /SV <</Type /SV /Cert 7 0 R>>>>',
    7: `<</Type /SVCert ${entries}>>`,
    8: '(X1)',
  }).bytes;
const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`;
const text = (value: string): string => hex(Buffer.from(`\uFEFF${value}`, 'utf16le').swap16());
const [SUBJECT, ISSUER, POLICY, NAME, USAGE, ADDRESS] = [1, 2, 4, 8, 32, 64];

type Case = readonly [rule: string, entries: (own: TestPki) => string];

const UNMET: readonly Case[] = [
  ['be another', ({ head }) => `/Subject [${hex(head.certificate.der)}] /Ff ${SUBJECT}`],
  ['be one of a list without certificates', () => `/Subject [5 (x)] /Ff ${SUBJECT}`],
  ['be one of what is no list', ({ teacher }) => `/Subject ${hex(teacher.certificate.der)} /Ff ${SUBJECT}`],
  ['come from an authority elsewhere', () => `/Issuer [${hex(stranger.root.certificate.der)}] /Ff ${ISSUER}`],
  ['come from an authority of the same name', () => `/Issuer [${hex(stranger.issuing.certificate.der)}] /Ff ${ISSUER}`],
  ['come from what is no certificate', () => `/Issuer [<3000>] /Ff ${ISSUER}`],
  ['follow a policy', () => `/OID [(1.2.3.4)] /Ff ${POLICY}`],
  ['be named otherwise', () => `/SubjectDN [<</CN ${text('Trần Thị Bưởi')}>>] /Ff ${NAME}`],
  ['be named in one more way', () => `/SubjectDN [<</C (VN) /OU (x)>> <</C (FR)>>] /Ff ${NAME}`],
  ['be named by a key nobody knows', () => `/SubjectDN [<</Nickname (A)>>] /Ff ${NAME}`],
  ['be named by what is no text', () => `/SubjectDN [<</C 5>> 7] /Ff ${NAME}`],
  ['be for encipherment', () => `/KeyUsage [(XX1)] /Ff ${USAGE}`],
  ['be for nothing but signatures', () => `/KeyUsage [(0) (10000)] /Ff ${USAGE}`],
  ['be had from an address', () => `/URL (http://ca.example) /Ff ${ADDRESS}`],
  [
    'be this one and be named otherwise',
    ({ teacher }) => `/Subject [${hex(teacher.certificate.der)}] /SubjectDN [<</C (FR)>>] /Ff ${SUBJECT | NAME}`,
  ],
];

const MET: readonly Case[] = [
  [
    'be this one',
    ({ head, teacher }) => `/Subject [${hex(head.certificate.der)} ${hex(teacher.certificate.der)}] /Ff ${SUBJECT}`,
  ],
  ['come from its issuer', ({ issuing }) => `/Issuer [<3000> ${hex(issuing.certificate.der)}] /Ff ${ISSUER}`],
  ['come from the authority above its issuer', ({ root }) => `/Issuer [${hex(root.certificate.der)}] /Ff ${ISSUER}`],
  [
    'follow the policies it follows',
    ({ teacher }) =>
      `/OID [${parseCertificate(teacher.certificate.der)
        .known.policies.map((id) => `(${id})`)
        .join(' ')}] /Ff ${POLICY}`,
  ],
  [
    'be named so, however it is written',
    () => `/SubjectDN [<</C (FR)>> <</cn ${text('  nguyễn VĂN  a')} /2.5.4.6 (vn)>>] /Ff ${NAME}`,
  ],
  ['be for signatures', () => `/KeyUsage [(XX1) 8 0 R] /Ff ${USAGE}`],
  ['be used in any way', () => `/KeyUsage [(X???)] /Ff ${USAGE}`],
  ['rather be another, where that is but a wish', ({ head }) => `/Subject [${hex(head.certificate.der)}] /Ff ${NAME}`],
];

describe('a field that requires something of the certificate', () => {
  const signAs = (bytes: Buffer): Promise<unknown> => signPdf(bytes, { signer: pki.teacher.signer, fieldName: 'Head' });

  it.each(UNMET)('is not signed where it must %s', async (_rule, entries) => {
    await expect(signAs(asking(entries(pki)))).rejects.toMatchObject({
      code: 'PDF_SEED_VALUE_UNMET',
      details: { field: 'Head', what: 'Cert' },
    });
  });

  it.each(MET)('is signed where it must %s', async (_rule, entries) => {
    expect(await signAs(asking(entries(pki)))).toMatchObject({ facts: { field: 'Head' } });
  });

  it('is not signed where nobody says who signs', async () => {
    const bytes = asking(MET[0]?.[1](pki) ?? '');
    await expect(sign(bytes, { fieldName: 'Head' })).rejects.toThrowCode('PDF_SEED_VALUE_UNMET');
    const { prepared } = await sign(bytes, { ...plain, fieldName: 'Head', certificateChain: pki.teacher.chain });
    expect(prepared.fieldName).toBe('Head');
  });

  it('is not signed where the way to the authority is not shown, or leads elsewhere', async () => {
    const bytes = asking(`/Issuer [${hex(pki.root.certificate.der)}] /Ff ${ISSUER}`);
    const [own = new Uint8Array()] = pki.teacher.chain;
    for (const certificateChain of [[own], [own, stranger.issuing.certificate.der]]) {
      await expect(sign(bytes, { fieldName: 'Head', certificateChain })).rejects.toThrowCode('PDF_SEED_VALUE_UNMET');
    }
  });

  it('is not signed with a certificate that says nothing of its use, where it must say', async () => {
    const bytes = asking(`/KeyUsage [(X0) (X1)] /Ff ${USAGE}`);
    const certificateChain = [withoutKeyUsage(pki.teacher.certificate.der)];
    expect(parseCertificate(certificateChain[0]!).known.keyUsage).toBeUndefined();
    await expect(sign(bytes, { fieldName: 'Head', certificateChain })).rejects.toThrowCode('PDF_SEED_VALUE_UNMET');
  });
});

/** The certificate with its key usage turned into an extension that nobody knows. */
function withoutKeyUsage(der: Uint8Array): Uint8Array {
  const changed = Buffer.from(der);
  changed[changed.indexOf(Buffer.from('0603551d0f', 'hex')) + 4] = 0x7f;
  return changed;
}
