import { beforeAll, describe, expect, it } from 'vitest';
import { signAs, signedSample } from '../signed-samples.ts';
import { sampleDocument } from '../sample-files.ts';
import { changed, partsOf, revise, itemsOf } from '../document-parts.ts';
import { PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { reportOf, verdictOf } from '../verdict.ts';

let signed: Buffer;

beforeAll(async () => {
  signed = await signedSample('table', ['teacher']);
});

/** Rewrites a part of the signature dictionary in place, which breaks the signature but not its reading. */
function patched(from: RegExp, to: string): Buffer {
  const text = signed.toString('latin1');
  const match = from.exec(text);
  if (!match || to.length > match[0].length) throw new Error(`${String(from)} does not fit`);
  const end = match.index + match[0].length;
  return Buffer.from(text.slice(0, match.index) + to.padEnd(match[0].length) + text.slice(end), 'latin1');
}

describe('the time that a signer claims', () => {
  it.each([
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['D:20260301', '2026-03-01T00:00:00.000Z'],
    ['D:20260301123456Z', '2026-03-01T12:34:56.000Z'],
    ["D:20260301123456+07'00'", '2026-03-01T05:34:56.000Z'],
    ["D:20260301123456-05'30", '2026-03-01T18:04:56.000Z'],
    ['D:20260301123456+07', '2026-03-01T05:34:56.000Z'],
  ])('is read from %s', async (text, time) => {
    expect((await reportOf(patched(/\/M\s*(\([^)]*\)|<[^>]*>)/, `/M (${text})`))).time.claimed).toBe(time);
  });

  it.each(['2026-03-01', 'D:x', ''])('is none where it says %s', async (text) => {
    expect((await reportOf(patched(/\/M\s*(\([^)]*\)|<[^>]*>)/, `/M (${text})`))).time).toEqual({ source: 'none' });
  });

  it('of years past is told as it is, and proves nothing', async () => {
    const report = await reportOf(patched(/\/M\s*(\([^)]*\)|<[^>]*>)/, '/M (D:1999)'));
    expect(report.time).toMatchObject({ source: 'claimed', value: '1999-01-01T00:00:00.000Z' });
  });
});

describe('a signature dictionary', () => {
  it.each([
    ['SIGNATURE_FORMAT_UNSUPPORTED', /\/SubFilter\s*\/ETSI\.CAdES\.detached/, '/SubFilter (ETSI)'],
    ['BYTE_RANGE_UNSOUND', /\/ByteRange\s*\[0 \d+ /, '/ByteRange [0 /a '],
    ['BYTE_RANGE_UNSOUND', /(?<=\/ByteRange\s*\[0 \d+ \d+ )\d+/, '99999'],
    ['CONTENTS_UNSOUND', /\/SubFilter\s*\/ETSI\.CAdES\.detached/, '/M 1 /M 2'],
    ['CONTENTS_UNSOUND', /\/Contents(?=\s*<[0-9a-f]{40})/, '/Contentz'],
  ])('that gives away %s does not hold: %s', async (...[code, from, to]) => {
    const verdict = await verdictOf(patched(from, to));
    expect(verdict.conclusion).not.toBe('valid');
    expect(verdict.against).toContain(code);
  });

  it('whose hexadecimal is written in capitals is the same signature', async () => {
    const text = signed.toString('latin1').replace(/(?<=\/Contents\s*<)[0-9a-f]+/, (digits) => digits.toUpperCase());
    expect((await verdictOf(Buffer.from(text, 'latin1'))).conclusion).toBe('valid');
    const mixed = signed
      .toString('latin1')
      .replace(/(?<=\/Contents\s*<[0-9a-f]{300})[0-9a-f]+/, (digits) => digits.toUpperCase());
    expect((await verdictOf(Buffer.from(mixed, 'latin1'))).against).toContain('CONTENTS_UNSOUND');
  });

  it('inside its field, of a range that covers nothing, is no signature', async () => {
    const bytes = revise(await sampleDocument('table'), ({ form, file, free }) => ({
      [form.num]: changed(form, { Fields: [...itemsOf(file, form.dict, 'Fields'), new PdfRef(free)] }),
      [free]: '<< /FT /Sig /T (Inside) /V << /Type /Sig /ByteRange [0 0 0 0] /Contents <00> >> >>',
    }));
    expect((await verdictOf(bytes)).against).toEqual(['BYTE_RANGE_UNSOUND']);
  });
});

describe('what a signer states', () => {
  it('stands in the report: place and reason', async () => {
    const stated = { location: 'Hà Nội', reason: 'Tôi duyệt' };
    const report = await reportOf(await signAs(await sampleDocument('table'), 'teacher', stated));
    expect(report).toMatchObject({ location: 'Hà Nội', statedReason: 'Tôi duyệt' });
  });
});

describe('a file', () => {
  it('with more signatures than anybody makes is not looked at to its end', async () => {
    const bytes = revise(await sampleDocument('table'), ({ form, free }) => {
      const numbers = Array.from({ length: 201 }, (_, i) => free + i);
      const bodies = numbers.map((num) => [num, `<< /FT /Sig /T (S${num}) /V << /Contents <00> >> >>`] as const);
      return {
        [form.num]: changed(form, { Fields: numbers.map((num) => new PdfRef(num)) }),
        ...Object.fromEntries(bodies),
      };
    });
    expect((await verdictOf(bytes)).against).toContain('LIMIT_REACHED');
  });

  it('is judged by its sound signatures and its unsound ones', async () => {
    const twice = await signAs(signed, 'head');
    const { field } = partsOf(twice);
    const broken = revise(twice, () => ({
      [(field('Signature1').dict.get('V') as PdfRef).num]: '<< /Type /Sig /Contents <00> >>',
    }));
    expect((await verdictOf(broken)).conclusion).toBe('invalid');
  });
});
