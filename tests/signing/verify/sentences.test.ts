import { describe, expect, it } from 'vitest';
import { reason } from '../../../src/signing/verify/reasons.ts';
import { type SignatureReport, type VerificationReport } from '../../../src/signing/verify/report.ts';
import { describeFile, describeSignature } from '../../../src/signing/verify/sentences.ts';

const signature = (changes: Partial<SignatureReport>): SignatureReport =>
  ({ field: 'Signature1', kind: 'approval', conclusion: 'valid', reasons: [], time: { source: 'none' }, ...changes }) as SignatureReport; // prettier-ignore
const file = (changes: Partial<VerificationReport>): VerificationReport =>
  ({ conclusion: 'valid', reasons: [], signatures: [signature({})], ...changes }) as VerificationReport;

describe('a signature in words', () => {
  it('names the field where nobody is known, and the person where somebody is', () => {
    expect(describeSignature(signature({})).en).toContain('The signature of Signature1 is valid.');
    const signer = { name: 'Lê Quốc Đạt' } as SignatureReport['signer'];
    expect(describeSignature(signature({ ...(signer && { signer }) })).vi).toContain('Chữ ký của Lê Quốc Đạt hợp lệ.');
  });

  it('tells the time with its source', () => {
    const value = '2026-03-01T00:00:00.000Z';
    const en = (time: SignatureReport['time'], kind: SignatureReport['kind'] = 'approval'): string =>
      describeSignature(signature({ time, kind })).en;
    expect(en({ value, source: 'claimed' })).toContain('the signer states 01/03/2026 07:00:00 +07:00');
    expect(en({ value, source: 'document-timestamp', authority: 'TSA' })).toContain(
      'signed before 01/03/2026 07:00:00',
    );
    expect(en({ value, source: 'signature-timestamp' })).toContain('signed before 01/03/2026');
    expect(en({ value, source: 'document-timestamp' }, 'document-timestamp')).toContain(
      'issued at 01/03/2026 07:00:00',
    );
  });

  it('tells what weighs most, and lesser doubts only where nothing weighs more', () => {
    const [bad, doubt] = [reason('CONTENT_ALTERED'), reason('NO_TRUST_GIVEN')];
    const both = describeSignature(signature({ conclusion: 'invalid', reasons: [doubt, bad] })).en;
    expect(both).toBe(`The signature of Signature1 is NOT valid. ${bad.en}`);
    const only = describeSignature(signature({ conclusion: 'indeterminate', reasons: [doubt] }));
    expect(only.en).toBe(`Nothing certain about: The signature of Signature1. ${doubt.en}`);
    expect(only.vi).toContain('Chưa kết luận được về chữ ký của Signature1.');
  });
});

describe('a file in words', () => {
  it('counts signatures and timestamps', () => {
    const stamp = signature({ kind: 'document-timestamp' });
    expect(describeFile(file({ signatures: [signature({}), stamp] })).en).toBe(
      'The file has 1 digital signature and 1 timestamp, all valid.',
    );
    expect(describeFile(file({ signatures: [signature({}), signature({})] })).vi).toContain('2 chữ ký số');
  });

  it('tells how many do not hold, and what is wrong with the file as a whole', () => {
    const bad = signature({ conclusion: 'invalid' });
    const reasons = [reason('DUPLICATE_FIELD_NAME', { field: 'A' })];
    expect(describeFile(file({ conclusion: 'invalid', signatures: [bad, signature({})], reasons })).en).toBe(
      'The file has 2 digital signatures; 1 not valid. Several signature fields are named "A"; the file shows signs of tampering.',
    );
    expect(describeFile(file({ conclusion: 'indeterminate' })).en).toContain('nothing certain can be said');
  });
});

describe('a reason', () => {
  it('keeps the places that nothing fills', () => {
    expect(reason('KEY_WEAK').en).toContain('{name}');
    expect(reason('KEY_WEAK', {}).en).toContain('{name}');
  });
});
