import { describe, expect, it } from 'vitest';
import { toDer } from '../../../src/signing/asn1/ber.ts';
import { DerReader, enterNode, enterWhole, readNode, readWhole } from '../../../src/signing/asn1/reader.ts';
import * as read from '../../../src/signing/asn1/values.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import '../../support/pki/to-throw-code.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replace(/\s/g, ''), 'hex');
const node = (text: string) => readNode(hex(text));

describe('the DER reader', () => {
  it.each([
    ['nothing', ''],
    ['an identifier alone', '30'],
    ['a content that is cut', '3003 0201'],
    ['a length that is cut', '3082 01'],
    ['a tag number above 30', '1f 81 00'],
    ['a length of more than four bytes', '04 85 0000000001 00'],
  ])('refuses %s as malformed', (_name, bytes) => {
    expect(() => readWhole(hex(bytes))).toThrowCode('ASN1_MALFORMED');
  });

  it.each([
    ['an indefinite length', '3080 0000'],
    ['a long form for a short length', '04 8101 00'],
    ['a length with a leading zero', `04 820080 ${'00'.repeat(128)}`],
  ])('refuses %s as not DER', (_name, bytes) => {
    expect(() => readWhole(hex(bytes))).toThrowCode('ASN1_NOT_DER');
  });

  it('refuses bytes after the end', () => {
    expect(() => readWhole(hex('0500 00'))).toThrowCode('ASN1_TRAILING_BYTES');
  });

  it('refuses an element of another type, one too many, and one that is missing', () => {
    expect(() => enterWhole(hex('3103020101'))).toThrowCode('ASN1_MALFORMED');
    expect(() => enterNode(node('0500'))).toThrowCode('ASN1_MALFORMED');
    const reader = enterWhole(hex('30060201010201 02'));
    expect(() => reader.next(write.TAG.oid)).toThrowCode('ASN1_MALFORMED');
    reader.next(write.TAG.integer);
    expect(() => reader.end()).toThrowCode('ASN1_MALFORMED');
    reader.next();
    reader.end();
    expect(() => reader.next()).toThrowCode('ASN1_MALFORMED');
  });

  it('takes an optional element only where its tag stands', () => {
    const reader = new DerReader(hex('0201 01 0500'));
    expect(reader.optional(write.TAG.null)).toBeUndefined();
    expect(reader.optionalEnter(write.TAG.sequence)).toBeUndefined();
    expect(reader.optional(write.TAG.integer)?.content).toEqual(hex('01'));
    expect(reader.rest()).toHaveLength(1);
    expect(reader.optional(write.TAG.null)).toBeUndefined();
  });

  it('reads lengths of one to four bytes as the writer writes them', () => {
    for (const size of [0, 1, 127, 128, 255, 256, 65_535, 65_536, 16_777_216]) {
      const bytes = write.octetString(new Uint8Array(size));
      expect(readWhole(bytes).content).toHaveLength(size);
    }
  });
});

describe('values', () => {
  it.each([
    ['an object identifier without content', () => read.readOid(node('0600')), 'ASN1_MALFORMED'],
    ['an object identifier that does not end', () => read.readOid(node('0602 2a86')), 'ASN1_MALFORMED'],
    ['an object identifier above 64 bytes', () => read.readOid(node(`0641${'2a'.repeat(65)}`)), 'ASN1_MALFORMED'],
    ['an object identifier with a leading 80', () => read.readOid(node('0603 2a8001')), 'ASN1_NOT_DER'],
    ['an integer without content', () => read.readIntegerHex(node('0200')), 'ASN1_MALFORMED'],
    ['an integer with a leading 00 too many', () => read.readIntegerHex(node('0202 0001')), 'ASN1_NOT_DER'],
    ['an integer with a leading ff too many', () => read.readIntegerHex(node('0202 ff80')), 'ASN1_NOT_DER'],
    ['an integer out of range', () => read.readSmallInteger(node('0205 0100000000')), 'ASN1_MALFORMED'],
    ['a boolean of two bytes', () => read.readBoolean(node('0102 ffff')), 'ASN1_MALFORMED'],
    ['a boolean neither 00 nor ff', () => read.readBoolean(node('0101 01')), 'ASN1_NOT_DER'],
    ['a bit string without a count of unused bits', () => read.readBitString(node('0300')), 'ASN1_MALFORMED'],
    ['a bit string with 8 unused bits', () => read.readBitString(node('0302 0800')), 'ASN1_MALFORMED'],
    ['an empty bit string with unused bits', () => read.readBitString(node('0301 01')), 'ASN1_MALFORMED'],
    ['unused bits that are set', () => read.readBitString(node('0302 0101')), 'ASN1_NOT_DER'],
    ['a signature that is not whole bytes', () => read.readOctetBits(node('0302 0180')), 'ASN1_MALFORMED'],
    ['a time of another type', () => read.readTime(node('0500')), 'ASN1_MALFORMED'],
  ])('refuse %s', (_name, call, code) => {
    expect(call).toThrowCode(code);
  });

  it.each([
    ['2602290000Z', 'ASN1_NOT_DER'],
    ['260229000000Z', 'ASN1_MALFORMED'],
    ['260101240000Z', 'ASN1_MALFORMED'],
    ['260101006000Z', 'ASN1_MALFORMED'],
    ['260101000060Z', 'ASN1_MALFORMED'],
    ['261301000000Z', 'ASN1_MALFORMED'],
    ['260101000000+0700', 'ASN1_NOT_DER'],
  ])('refuse the time %s', (text, code) => {
    expect(() => read.readTime(readWhole(write.encode(0x17, Buffer.from(text))))).toThrowCode(code);
  });

  it('refuse a fraction of a second with a zero at its end', () => {
    expect(() => read.readTime(readWhole(write.encode(0x18, Buffer.from('20260101000000.50Z'))))).toThrowCode(
      'ASN1_NOT_DER',
    );
  });

  it.each(['0.0', '1.2.840.113549.1.1.11', '2.5.29.15', '2.25.234514872399574678516916090795051542647', '2.999.1'])(
    'read the object identifier %s as it was written',
    (dotted) => {
      expect(read.readOid(readWhole(write.oid(dotted)))).toBe(dotted);
    },
  );

  it.each([0, 1, 127, 128, 255, 256, 32_768, 2 ** 31 - 1, -1, -128, -129, -(2 ** 31)])(
    'read the integer %d',
    (value) => {
      expect(read.readSmallInteger(readWhole(write.integer(value)))).toBe(value);
    },
  );

  it('show integers in hexadecimal without a sign octet', () => {
    const shown = (bytes: Uint8Array) => read.readIntegerHex(readWhole(bytes));
    expect(shown(write.integer(Uint8Array.of(0, 0, 0xff)))).toBe('ff');
    expect(shown(write.integer(new Uint8Array()))).toBe('00');
    expect(shown(write.integer(0))).toBe('00');
    expect(shown(write.integer(-255))).toBe('-ff');
    expect(shown(write.integer(2n ** 127n))).toBe('80000000000000000000000000000000');
  });

  it('read texts of every string type, and nothing from another', () => {
    const text = (tag: number, bytes: Uint8Array) => read.readText(readWhole(write.encode(tag, bytes)));
    expect(text(0x0c, Buffer.from('Nguyễn'))).toBe('Nguyễn');
    expect(text(0x1e, Buffer.from('1ec5', 'hex'))).toBe('ễ');
    expect(text(0x1e, Buffer.from('1e', 'hex'))).toBeUndefined();
    for (const tag of [0x12, 0x13, 0x14, 0x16, 0x1a]) expect(text(tag, Buffer.from('A1'))).toBe('A1');
    expect(text(0x04, Buffer.from('A1'))).toBeUndefined();
  });

  it('write times in the type that RFC 5280 asks for, and read them back', () => {
    for (const [iso, tag] of [
      ['2026-11-23T21:19:30.000Z', 0x17],
      ['1950-01-01T00:00:00.000Z', 0x17],
      ['2049-12-31T23:59:59.000Z', 0x17],
      ['2050-01-01T00:00:00.000Z', 0x18],
      ['1949-12-31T23:59:59.000Z', 0x18],
    ] as const) {
      const encoded = readWhole(write.time(new Date(iso)));
      expect(encoded.tag).toBe(tag);
      expect(read.readTime(encoded).toISOString()).toBe(iso);
    }
  });

  it('write milliseconds only where there are some', () => {
    for (const iso of ['2026-01-01T00:00:00.120Z', '2026-01-01T00:00:00.000Z']) {
      expect(read.readTime(readWhole(write.generalizedTime(new Date(iso), true))).toISOString()).toBe(iso);
    }
    expect(Buffer.from(write.generalizedTime(new Date('2026-01-01T00:00:00Z'), true)).toString('latin1')).toContain(
      '000000Z',
    );
  });

  it('write named bits without trailing zeros', () => {
    expect(write.namedBits([0, 1])).toEqual(Buffer.from(hex('030206c0')));
    expect(write.namedBits([])).toEqual(Buffer.from(hex('030100')));
    expect(read.readNamedBits(readWhole(write.namedBits([5, 8])))).toEqual([5, 8]);
  });

  it('write sets in the order of their encodings, whatever order is given', () => {
    const elements = [write.integer(3), write.integer(256), write.integer(1)];
    expect(write.setOf(elements)).toEqual(write.setOf([...elements].reverse()));
    expect(readWhole(write.setOf(elements)).content.subarray(0, 3)).toEqual(write.integer(1));
  });
});

describe('toDer', () => {
  it.each([
    ['indefinite lengths', '3080 020101 3080 0500 0000 0000', '3007 020101 3002 0500'],
    ['long forms of short lengths', '308104 02810101', '3003020101'],
    ['strings in pieces', '2480 0401aa 0402bbcc 0000', '0403aabbcc'],
    ['bit strings in pieces', '2380 030200aa 030204b0 0000', '03 03 04aab0'],
    ['a bit string of no piece', '2380 0000', '030100'],
    ['pieces in pieces', '2480 2403 0401aa 0401bb 0000', '0402aabb'],
    ['true as another number', '010101', '0101ff'],
    ['false', '010100', '010100'],
  ])('brings %s into DER', (_name, ber, der) => {
    const result = toDer(hex(ber));
    expect(Buffer.from(result.der)).toEqual(Buffer.from(hex(der)));
    expect(result.size).toBe(hex(ber).length);
  });

  it('joins pieces whose lengths need the long form', () => {
    const piece = write.octetString(new Uint8Array(200));
    const ber = Buffer.concat([hex('2480'), piece, piece, hex('0000')]);
    expect(readWhole(toDer(ber).der).content).toHaveLength(400);
  });

  it('leaves DER as it is and says where it ended', () => {
    const der = write.sequence(write.integer(5), write.octetString(new Uint8Array(300)));
    const result = toDer(Buffer.concat([der, new Uint8Array(10)]));
    expect(Buffer.from(result.der)).toEqual(Buffer.from(der));
    expect(result.size).toBe(der.length);
  });

  it.each([
    ['nothing', ''],
    ['a length beyond the end', '3005 0500'],
    ['an indefinite length that never ends', '3080 0500'],
    ['an indefinite length of a primitive value', '0480 0000'],
    ['a piece of another type', '2480 020101 0000'],
    ['a tag number above 30', '1f8100'],
    ['a child beyond its parent', '3003 0402aabb'],
  ])('refuses %s', (_name, ber) => {
    expect(() => toDer(hex(ber))).toThrowCode('ASN1_MALFORMED');
  });

  it('refuses nesting without end', () => {
    expect(() => toDer(hex('3080'.repeat(100_000)))).toThrowCode('ASN1_MALFORMED');
  });
});
