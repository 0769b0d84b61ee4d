import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { type AppearanceMaker, type PageGeometry } from '../../../src/signing/pdf/appearance-objects.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfString } from '../../../src/signing/pdf/objects.ts';
import { type PdfFile } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { signatureFields } from '../../../src/signing/pdf/reader/fields.ts';
import { findPage } from '../../../src/signing/pdf/reader/pages.ts';
import { IncrementBuilder } from '../../../src/signing/pdf/writer/increment-builder.ts';
import { type SignatureOptions } from '../../../src/signing/sign/prepare-signature.ts';
import { hybridPdf, onePage, type RawObjects, streamPdf, tablePdf } from './raw-pdf.ts';
import { rangeDigest, read, sign, signedFields, signTimes } from './sign.ts';

const kinds = [
  ['table', tablePdf(onePage).bytes],
  ['stream', streamPdf(onePage).bytes],
  ['hybrid', hybridPdf().bytes],
] as const;
const form = (fields: string, rest = ''): RawObjects => ({
  ...onePage,
  1: `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${fields}] ${rest}>>>>`,
});
const signForm = (objects: RawObjects, options: Partial<SignatureOptions> = {}): Promise<Buffer> =>
  sign(tablePdf(objects).bytes, options).then(({ bytes }) => bytes);
const names = (bytes: Uint8Array): string[] => read(bytes, (file) => signatureFields(file).map(({ name }) => name));
const formOf = (file: PdfFile): PdfDict => file.dict(file.catalog.get('AcroForm')) ?? new PdfDict();
const newObjects = (base: Uint8Array, bytes: Uint8Array): number[] =>
  [
    ...Buffer.from(bytes.subarray(base.length))
      .toString('latin1')
      .matchAll(/^(\d+) 0 obj/gm),
  ].map(([, num]) => Number(num));
const tail = (base: Uint8Array, bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(base.length)).toString('latin1');

describe('a field that cannot take the signature', () => {
  const text = { ...form('5 0 R'), 5: '<</FT /Tx /T (Name)>>' };

  it('is refused when it is no signature field', async () => {
    await expect(signForm(text, { fieldName: 'Name' })).rejects.toThrowCode('PDF_FIELD_NOT_A_SIGNATURE');
  });

  it('is refused when it is signed', async () => {
    const once = await signForm(onePage, { fieldName: 'Head' });
    await expect(sign(once, { fieldName: 'Head' })).rejects.toThrowCode('PDF_FIELD_TAKEN');
  });

  it('is refused when two fields have its name', async () => {
    const twice = { ...form('5 0 R 6 0 R'), 5: '<</FT /Sig /T (A)>>', 6: '<</FT /Sig /T (A)>>' };
    await expect(signForm(twice, { fieldName: 'A' })).rejects.toThrowCode('PDF_FIELD_TAKEN');
  });

  it.each(['a.b', ''])('is refused when its name is none: %j', async (fieldName) => {
    await expect(signForm(onePage, { fieldName })).rejects.toThrowCode('PDF_FIELD_NAME_INVALID');
  });

  it('is refused when the page does not exist', async () => {
    await expect(signForm(onePage, { page: 7 })).rejects.toThrowCode('PDF_PAGE_NOT_FOUND');
  });
});

describe.each(kinds)('signing a file with a cross-reference %s', (kind, base) => {
  it('keeps every earlier byte, four times over, and every signature covers its revision', async () => {
    const states = await signTimes(base, 4);
    states.slice(1).forEach((state, i) => {
      const before = states[i] ?? base;
      expect(state.subarray(0, before.length).equals(before)).toBe(true);
    });
    const last = states[4] ?? base;
    const fields = signedFields(last);
    expect(fields.map(({ name }) => name)).toEqual(['Signature1', 'Signature2', 'Signature3', 'Signature4']);
    fields.forEach(({ signature }, i) => {
      const contents = signature?.get('Contents') as PdfString;
      const range = signature?.get('ByteRange') as number[];
      expect(range).toEqual([0, contents.start, contents.end, (states[i + 1]?.length ?? 0) - contents.end]);
    });
  });

  it('goes on with the same kind of section, /Prev, /Size and /Root right', async () => {
    const { bytes } = await sign(base);
    const [before, after] = [read(base, (file) => file), read(bytes, (file) => file)];
    expect(after.structure.recovered).toBe(false);
    expect(after.sections[0]?.kind).toBe(kind === 'stream' ? 'stream' : 'table');
    expect(after.sections[1]?.kind).toBe(kind);
    expect(after.trailer.get('Prev')).toBe(before.sections[0]?.offset);
    const highest = Math.max(...after.objectNumbers());
    expect(after.trailer.get('Size')).toBe(highest + 1);
    expect(after.trailer.get('Root')).toEqual(new PdfRef(1));
  });

  it('does not write again what did not change', async () => {
    const states = await signTimes(base, 2);
    const [first = base, second = base] = states.slice(1);
    const changed = newObjects(first, second).filter((num) => read(first, (file) => file.get(num)) !== null);
    const formRef = read(first, (file) => file.catalog.get('AcroForm')) as PdfRef;
    const annots = read(first, (file) => findPage(file, 0).dict.get('Annots')) as PdfRef;
    expect(changed.sort()).toEqual([annots.num, formRef.num].sort());
  });

  it('keeps the spelling of what it has to write again', async () => {
    const { bytes } = await sign(base);
    expect(tail(base, bytes)).toContain('/Scale 1.50');
  });

  it('says the same however often it is prepared', async () => {
    const [one, two] = [await sign(base), await sign(base)];
    expect(Buffer.from(one.prepared.increment).equals(two.prepared.increment)).toBe(true);
    expect(Buffer.from(one.prepared.digest)).toEqual(rangeDigest(one.bytes, one.prepared.byteRange));
  });
});

describe('a file that had to be recovered', () => {
  it.each(kinds)('gets a section that lists everything and needs no other: %s', async (_kind, base) => {
    const broken = base.subarray(0, base.lastIndexOf('startxref'));
    const states = await signTimes(broken, 2);
    const [first = broken, second = broken] = states.slice(1);
    read(first, (file) => {
      expect(file.structure.recovered).toBe(false);
      expect(file.sections).toHaveLength(1);
      expect(file.trailer.entries.has('Prev')).toBe(false);
      expect(findPage(file, 0).ref?.num).toBe(3);
      expect(file.locate(0)?.kind).toBe('free');
    });
    expect(read(second, (file) => file.sections.length)).toBe(2);
    expect(second.subarray(0, broken.length).equals(broken)).toBe(true);
  });

  it('does not list a million free objects for one high number', async () => {
    const body = Buffer.from(
      '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[8000000 0 R]>>endobj 8000000 0 obj<</Type/Page>>endobj',
    );
    const { bytes } = await sign(body);
    expect(bytes.length).toBeLessThan(20_000);
    expect(signedFields(bytes)).toHaveLength(1);
  });
});

describe('the form', () => {
  it('is made where there is none, with both signature flags', async () => {
    const bytes = await signForm(onePage);
    expect(read(bytes, (file) => formOf(file).get('SigFlags'))).toBe(3);
  });

  it.each<[string, RawObjects]>([
    ['direct with a direct list', form('5 0 R', '/NeedAppearances false')],
    [
      'direct with a list of its own',
      { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields 6 0 R>>>>', 6: '[5 0 R]' },
    ],
    [
      'an object with a direct list',
      { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R>>', 7: '<</Fields [5 0 R] /SigFlags 1>>' },
    ],
    [
      'an object with a list of its own',
      { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R>>', 7: '<</Fields 6 0 R>>', 6: '[5 0 R]' },
    ],
    ['an object without a list', { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R>>', 7: '<<>>' }],
    ['nonsense', { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /AcroForm (x)>>' }],
  ])('keeps its fields and takes the new one: %s', async (_what, objects) => {
    const base = tablePdf({ ...objects, 5: '<</FT /Tx /T (Name)>>' }).bytes;
    const before = read(base, (file) => (file.array(formOf(file).get('Fields')) ?? []).length);
    const states = await signTimes(base, 2);
    read(states[2] ?? base, (file) => {
      expect(file.array(formOf(file).get('Fields'))).toHaveLength(before + 2);
      expect(formOf(file).get('SigFlags')).toBe(3);
    });
  });

  it('never gets two fields of one name, not even below others', async () => {
    const objects = {
      ...form('5 0 R 6 0 R'),
      5: '<</FT /Tx /T (Signature1)>>',
      6: '<</T (a) /Kids [7 0 R]>>',
      7: '<</T (Signature2)>>',
    };
    expect(names(await signForm(objects))).toEqual(['Signature2']);
  });
});

describe('an existing signature field', () => {
  const waiting = {
    ...form('5 0 R 8 0 R'),
    3: '<</Type /Page /Parent 2 0 R /Annots [5 0 R 7 0 R]>>',
    5: '<</FT /Sig /T (Head) /Subtype /Widget /Rect [10 10 110 60] /P 3 0 R>>',
    6: '<</FT /Sig /T (Clerk) /Parent 8 0 R /Kids [7 0 R]>>',
    7: '<</Subtype /Widget /Rect [10 100 110 160] /Parent 6 0 R>>',
    8: '<</T (school) /Kids [6 0 R]>>',
  };
  const drawn: PageGeometry[] = [];
  const appearance: AppearanceMaker = (page) => {
    drawn.push(page);
    return {
      rect: [0, 0, 1, 1],
      form: 0,
      objects: [{ entries: ['/Type /XObject /Subtype /Form /BBox [0 0 1 1]'], stream: Buffer.from('q Q') }],
    };
  };

  it('is filled by its name, its place kept', async () => {
    const base = tablePdf(waiting).bytes;
    const { bytes, prepared } = await sign(base, { fieldName: 'Head', appearance });
    expect(prepared.fieldName).toBe('Head');
    expect(newObjects(base, bytes)).not.toContain(3);
    expect(drawn.at(-1)?.fieldRect).toEqual([10, 10, 110, 60]);
    read(bytes, (file) => {
      expect(file.dict(new PdfRef(5))?.get('Rect')).toEqual([10, 10, 110, 60]);
      expect(file.resolve(file.dict(file.dict(new PdfRef(5))?.get('AP'))?.get('N'))).toBeInstanceOf(PdfStream);
    });
  });

  it('is filled below another one, its widget drawn on the page that shows it', async () => {
    const { bytes } = await sign(tablePdf(waiting).bytes, { fieldName: 'school.Clerk', appearance });
    expect(drawn.at(-1)).toMatchObject({ index: 0, fieldRect: [10, 100, 110, 160] });
    read(bytes, (file) => {
      expect(file.dict(new PdfRef(6))?.entries.has('V')).toBe(true);
      expect(file.dict(new PdfRef(7))?.entries.has('AP')).toBe(true);
    });
  });

  it('is found when asked for without a name, and a new one made when none is left', async () => {
    let bytes: Buffer = tablePdf(waiting).bytes;
    for (let i = 0; i < 3; i += 1) ({ bytes } = await sign(bytes, { useEmptyField: true }));
    expect(signedFields(bytes).map(({ name }) => name)).toEqual(['Head', 'school.Clerk', 'Signature1']);
  });
});

describe('the page', () => {
  const annots = (bytes: Uint8Array): number =>
    read(bytes, (file) => file.array(findPage(file, 0).dict.get('Annots'))?.length ?? 0);

  it.each([
    ['none', '', 1],
    ['a direct list', '/Annots [9 0 R]', 2],
    ['a list of its own', '/Annots 8 0 R', 2],
    ['a list that is missing', '/Annots 7 0 R', 1],
  ])('gets the widget beside the annotations it has: %s', async (_what, entry, count) => {
    const objects = {
      ...onePage,
      3: `<</Type /Page /Parent 2 0 R ${entry}>>`,
      8: '[9 0 R]',
      9: '<</Subtype /Text /Rect [0 0 1 1]>>',
    };
    expect(annots(await signForm(objects))).toBe(count);
  });

  it('carries an appearance of several objects, references and texts in place', async () => {
    const appearance: AppearanceMaker = () => ({
      rect: [10, 20, 110.12345, 70],
      form: 1,
      objects: [
        { entries: ['/Kind /Font /Name ', { text: Buffer.from('a)b') }] },
        {
          entries: ['/Type /XObject /Subtype /Form /BBox [0 0 100 50] /Font ', { ref: 0 }],
          stream: Buffer.from('BT ET'),
        },
      ],
    });
    const bytes = await signForm(onePage, { appearance });
    read(bytes, (file) => {
      const widget = signatureFields(file)[0]?.dict;
      expect(file.array(widget?.get('Rect'))?.map(Number)).not.toContain(Number.NaN);
      const drawn = file.resolve(file.dict(widget?.get('AP'))?.get('N')) as PdfStream;
      expect(Buffer.from(file.decodedStream(drawn)).toString()).toBe('BT ET');
      const font = file.dict(drawn.dict.get('Font'));
      expect(Buffer.from((font?.get('Name') as PdfString).bytes).toString()).toBe('a)b');
    });
  });

  it('refuses an appearance that names an object it does not have', async () => {
    const appearance: AppearanceMaker = () => ({
      rect: [0, 0, 1, 1],
      form: 0,
      objects: [{ entries: ['/X ', { ref: 3 }] }],
    });
    await expect(signForm(onePage, { appearance })).rejects.toThrow(RangeError);
  });
});

describe('the file identifier', () => {
  const ids = (bytes: Uint8Array): string[] =>
    read(bytes, (file) =>
      (file.array(file.trailer.get('ID')) ?? []).map((id) => Buffer.from((id as PdfString).raw).toString('hex')),
    );

  it('keeps its first half and changes the second', async () => {
    const base = tablePdf(onePage, { trailer: '/ID [<aabb> <ccdd>]' }).bytes;
    const [first, second] = ids((await sign(base)).bytes);
    expect(first).toBe('aabb');
    expect(second).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is made where there was none', async () => {
    const [first, second] = ids((await sign(tablePdf(onePage).bytes)).bytes);
    expect(first).toBe(second);
  });

  it('comes with /Info as it was', async () => {
    const base = tablePdf({ ...onePage, 5: '<</Title (x)>>' }, { trailer: '/Info 5 0 R' }).bytes;
    expect(read((await sign(base)).bytes, (file) => file.trailer.get('Info'))).toEqual(new PdfRef(5));
  });
});

describe('the signature dictionary', () => {
  it('says what was claimed, Vietnamese as UTF-16', async () => {
    const bytes = await signForm(onePage, {
      signerName: 'Nguyễn Văn Á',
      reason: 'Duyệt',
      location: 'Huế',
      contactInfo: 'a@b.vn',
      utcOffsetMinutes: 420,
      application: 'hoso',
    });
    const [field] = signedFields(bytes);
    const text = (key: string): string => (field?.signature?.get(key) as PdfString).text;
    expect([text('Name'), text('Reason'), text('Location'), text('ContactInfo')]).toEqual([
      'Nguyễn Văn Á',
      'Duyệt',
      'Huế',
      'a@b.vn',
    ]);
    expect(text('M')).toBe("D:20260905080203+07'00'");
    expect(field?.signature?.nameOf('SubFilter')).toBe('ETSI.CAdES.detached');
    expect(field?.signature?.nameOf('Filter')).toBe('Adobe.PPKLite');
    const build = field?.signature?.get('Prop_Build') as PdfDict;
    expect((build.get('App') as PdfDict).nameOf('Name')).toBe('hoso');
  });
});

describe('an object number', () => {
  it('is never one that any section lists, whatever /Size says', async () => {
    const base = tablePdf({ ...onePage, 9: '(kept)' }, { size: 3 }).bytes;
    const { bytes } = await sign(base);
    expect(Math.min(...newObjects(base, bytes).filter((num) => num > 4))).toBeGreaterThan(9);
  });

  it('is refused past the last one that a PDF may have', () => {
    const base = tablePdf({ ...onePage, 8388607: 'null' }).bytes;
    expect(() => read(base, (file) => new IncrementBuilder(file).allocate())).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('is counted from what is listed when /Size is beyond reason', () => {
    const base = tablePdf(onePage, { size: 99_999_999 }).bytes;
    expect(read(base, (file) => new IncrementBuilder(file).allocate().num)).toBe(5);
  });
});

describe('a builder', () => {
  it('shows the state it has been given, and knows whether it has any', () => {
    read(tablePdf(onePage).bytes, (file) => {
      const builder = new IncrementBuilder(file);
      expect(builder.changed).toBe(false);
      builder.set(new PdfRef(3), new PdfName('X'));
      expect(builder.get(new PdfRef(3))).toEqual(new PdfName('X'));
      expect(builder.resolve(undefined)).toBeNull();
      expect(builder.changed).toBe(true);
    });
  });

  it('starts on a line of its own', () => {
    const base = Buffer.from(tablePdf(onePage).bytes.toString('latin1').trimEnd(), 'latin1');
    const increment = read(base, (file) => {
      const builder = new IncrementBuilder(file);
      builder.add(true);
      return builder.finish();
    });
    expect(increment[0]).toBe(10);
  });

  it('counts offsets from the header where the file does', async () => {
    const shifted = Buffer.concat([Buffer.from('rubbish\n'), streamPdf(onePage).bytes]);
    const { bytes, prepared } = await sign(shifted);
    expect(read(bytes, (file) => [file.structure.base, file.structure.recovered, file.sections.length])).toEqual([
      8,
      false,
      2,
    ]);
    expect(prepared.byteRange[0]).toBe(0);
  });
});
