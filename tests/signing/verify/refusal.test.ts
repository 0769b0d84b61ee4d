import { describe, expect, it } from 'vitest';
import { orRefusal } from '../../../src/signing/refusal.ts';
import { parseCertificate } from '../../../src/signing/x509/certificate.ts';

describe('a read of hostile bytes', () => {
  it('comes to its result or to the refusal', () => {
    expect(orRefusal(() => 1)).toBe(1);
    expect(orRefusal(() => parseCertificate(new Uint8Array()))).toMatchObject({ code: 'CERTIFICATE_MALFORMED' });
  });

  it('hides no fault of the program', () => {
    const fault = new TypeError('a fault');
    const read = (): never => {
      throw fault;
    };
    expect(() => orRefusal(read)).toThrow(fault);
  });
});
