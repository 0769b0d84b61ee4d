import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { isLocked, readPermissions } from '../../../src/signing/pdf/reader/permissions.ts';
import { onePage, type RawObjects, tablePdf } from './raw-pdf.ts';
import { read, sign } from './sign.ts';

const fields = (lock: string): RawObjects => ({
  ...onePage,
  1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [5 0 R 6 0 R]>>>>',
  5: `<</FT /Sig /T (Head) /Lock ${lock}>>`,
  6: '<</FT /Sig /T (Clerk)>>',
});
const signHead = async (lock: string): Promise<Buffer> =>
  (await sign(tablePdf(fields(lock)).bytes, { fieldName: 'Head' })).bytes;

describe('a lock', () => {
  it('on all fields closes each that there is, and lets no new one be signed', async () => {
    const bytes = await signHead('<</Action /All>>');
    await expect(sign(bytes, { fieldName: 'Clerk' })).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
    await expect(sign(bytes)).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
  });

  it('passes over what is no name among its fields', async () => {
    const bytes = await signHead('<</Action /Include /Fields [7 (Clerk) null]>>');
    expect(read(bytes, readPermissions).locks).toContainEqual({ action: 'Include', fields: ['Clerk'] });
    await expect(sign(bytes, { fieldName: 'Clerk' })).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
  });

  it('that includes no field closes none, and one that excludes none closes all', async () => {
    expect([isLocked({ action: 'Include' }, 'A'), isLocked({ action: 'Exclude' }, 'A')]).toEqual([false, true]);
    const objects = { ...fields('null') };
    const { bytes } = await sign(tablePdf(objects).bytes, { fieldName: 'Head', lock: { action: 'Exclude' } });
    await expect(sign(bytes, { fieldName: 'Clerk' })).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
  });

  it('covers no field whose name merely begins alike', () => {
    const lock = { action: 'Include', fields: ['Clerk'] } as const;
    expect([isLocked(lock, 'Clerk'), isLocked(lock, 'Clerk.Seal'), isLocked(lock, 'Clerks')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('in a signature that makes no sense is none', () => {
    const signature = '<</Type /Sig /Reference [<</TransformMethod /FieldMDP /TransformParams <</Action 3>>>>]>>';
    const objects = { ...fields('null'), 5: '<</FT /Sig /T (Head) /V 7 0 R>>', 7: signature };
    expect(read(tablePdf(objects).bytes, readPermissions)).toEqual({ signatures: 1, docMdp: undefined, locks: [] });
  });
});
