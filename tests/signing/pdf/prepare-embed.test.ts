import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { addValidationData } from '../../../src/signing/sign/add-validation-data.ts';
import { embedSignature } from '../../../src/signing/sign/embed-signature.ts';
import { stampMaker } from '../../../src/signing/pdf/appearance/index.ts';
import { PdfDict, PdfName, PdfRef, type PdfString } from '../../../src/signing/pdf/objects.ts';
import { readValidationData } from '../../../src/signing/pdf/reader/validation-data.ts';
import { openFileSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { type FieldLock, readPermissions } from '../../../src/signing/pdf/reader/permissions.ts';
import { prepareDocumentTimestamp, prepareSignature } from '../../../src/signing/sign/prepare-signature.ts';
import { onePage, type RawObjects, streamPdf, tablePdf } from './raw-pdf.ts';
import { plain, rangeDigest, read, sign, signedFields } from './sign.ts';

const base = tablePdf(onePage).bytes;
const text = (part: string): Buffer => Buffer.from(part);

describe('embedding', () => {
  it('refuses a signature that does not fit, by one byte', async () => {
    const prepared = await prepareSignature(base, { ...plain, contentsSize: 100 });
    expect(() => embedSignature(prepared, Buffer.alloc(101))).toThrowCode('SIGNATURE_TOO_LARGE');
    expect(embedSignature(prepared, Buffer.alloc(100, 7)).length).toBe(prepared.increment.length);
  });

  it.each([
    ['the hole is not empty', { increment: 'touched' }],
    ['the hole is elsewhere', { contentsOffset: 1 }],
    ['the hole is smaller', { contentsSize: -1 }],
    ['the range says something else', { byteRange: [0, 1, 2, 3] as const }],
    ['the base had another size', { baseSize: 1 }],
  ])('refuses what contradicts itself: %s', async (_what, change) => {
    const prepared = await prepareSignature(base, plain);
    const touched = Buffer.from(prepared.increment);
    touched[prepared.contentsOffset - prepared.baseSize] = 49;
    const broken = {
      ...prepared,
      ...('byteRange' in change && { byteRange: change.byteRange }),
      ...('increment' in change && { increment: touched }),
      ...('contentsOffset' in change && { contentsOffset: prepared.contentsOffset + 1 }),
      ...('contentsSize' in change && { contentsSize: prepared.contentsSize - 1 }),
      ...('baseSize' in change && { baseSize: prepared.baseSize + 1 }),
    };
    expect(() => embedSignature(broken, Buffer.alloc(3))).toThrowCode('PREPARED_SIGNATURE_INVALID');
  });

  it('fills the hole, pads it with zeros and leaves what was prepared as it is', async () => {
    const prepared = await prepareSignature(base, { ...plain, contentsSize: 8 });
    const before = Buffer.from(prepared.increment);
    const increment = embedSignature(prepared, text('\x30\x03abc'));
    const start = prepared.contentsOffset - prepared.baseSize;
    expect(Buffer.from(increment).toString('latin1', start - 1, start + 17)).toBe('<3003616263000000>');
    expect(Buffer.from(prepared.increment).equals(before)).toBe(true);
    expect(Buffer.from(embedSignature(prepared, text('\x30\x03abc'))).equals(increment)).toBe(true);
  });
});

describe('preparing', () => {
  it.each(['sha256', 'sha384', 'sha512'] as const)(
    'hashes the file and the increment around the hole with %s',
    async (algorithm) => {
      const prepared = await prepareSignature(base, { ...plain, digestAlgorithm: algorithm });
      const whole = Buffer.concat([base, prepared.increment]);
      const [, end, start] = prepared.byteRange;
      const expected = createHash(algorithm).update(whole.subarray(0, end)).update(whole.subarray(start)).digest();
      expect(Buffer.from(prepared.digest).equals(expected)).toBe(true);
      expect(prepared.baseSha256).toBe(
        algorithm === 'sha256' ? createHash('sha256').update(base).digest('hex') : undefined,
      );
    },
  );

  it('gives the same for a file on disk as for bytes in memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hoso-pdf-'));
    const path = join(folder, 'a.pdf');
    const scan = tablePdf({ ...onePage, 5: { entries: '', data: Buffer.alloc(20_000_000, 's') } }).bytes;
    await writeFile(path, scan);
    {
      await using source = await openFileSource(path);
      const [byRange, inMemory] = [await prepareSignature(source, plain), await prepareSignature(scan, plain)];
      expect(byRange).toEqual(inMemory);
    }
    await rm(folder, { recursive: true });
  });

  it('can be stored as JSON with its bytes in base64 and go on from there', async () => {
    const { increment, digest, ...rest } = await prepareSignature(base, plain);
    const stored = JSON.stringify({
      ...rest,
      increment: Buffer.from(increment).toString('base64'),
      digest: Buffer.from(digest).toString('base64'),
    });
    const loaded = JSON.parse(stored) as typeof rest & { increment: string; digest: string };
    const again = {
      ...loaded,
      increment: Buffer.from(loaded.increment, 'base64'),
      digest: Buffer.from(loaded.digest, 'base64'),
    };
    expect(Buffer.from(embedSignature(again, text('cms'))).length).toBe(increment.length);
  });
});

describe('a certification signature', () => {
  it('cannot come after another signature', async () => {
    const { bytes } = await sign(base);
    await expect(sign(bytes, { certify: 2 })).rejects.toThrowCode('PDF_ALREADY_SIGNED');
  });

  it('forbids further signatures when it allows no changes', async () => {
    const { bytes } = await sign(base, { certify: 1 });
    expect(read(bytes, readPermissions)).toMatchObject({ docMdp: 1, signatures: 1 });
    await expect(sign(bytes)).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
  });

  it('with permission 2 takes a new signature only where it is not shown', async () => {
    const form = {
      ...onePage,
      1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [5 0 R]>>>>',
      5: '<</Type /Annot /Subtype /Widget /FT /Sig /T (Head) /Rect [50 50 200 120]>>',
    };
    const appearance = stampMaker({
      content: { kind: 'person', name: 'Trần Thị Bưởi' },
      placement: { at: 'box', x: 50, y: 50, width: 150, height: 70 },
    });
    const { bytes } = await sign(tablePdf(form).bytes, { certify: 2 });
    await expect(sign(bytes, { appearance })).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
    expect((await sign(bytes, { appearance, fieldName: 'Head' })).prepared.visible).toBe(true);
    expect((await sign(bytes)).prepared.visible).toBe(false);
  });

  it.each([2, 3] as const)('with permission %i lets others sign', async (certify) => {
    const { bytes } = await sign(base, { certify });
    const field = signedFields(bytes)[0];
    read(bytes, (file) => {
      expect(file.dict(file.dict(file.catalog.get('Perms'))?.get('DocMDP'))?.nameOf('Type')).toBe('Sig');
    });
    expect(field?.signature?.entries.has('Reference')).toBe(true);
    expect(signedFields((await sign(bytes)).bytes)).toHaveLength(2);
  });

  it('keeps other permissions, in the catalog or in an object of their own', async () => {
    for (const entry of ['<</UR3 6 0 R>>', '5 0 R']) {
      const objects: RawObjects = {
        ...onePage,
        1: `<</Type /Catalog /Pages 2 0 R /Perms ${entry}>>`,
        5: '<</UR3 6 0 R>>',
        6: '<<>>',
      };
      const { bytes } = await sign(tablePdf(objects).bytes, { certify: 2 });
      const perms = read(bytes, (file) => file.dict(file.catalog.get('Perms')));
      expect([...(perms?.entries.keys() ?? [])]).toEqual(['UR3', 'DocMDP']);
    }
  });

  it('counts as permission 2 when it does not say', () => {
    const objects = {
      ...onePage,
      1: '<</Type /Catalog /Pages 2 0 R /Perms <</DocMDP 5 0 R>>>>',
      5: '<</Type /Sig /Reference [<</TransformMethod /DocMDP>> 7]>>',
    };
    expect(read(tablePdf(objects).bytes, readPermissions).docMdp).toBe(2);
  });
});

describe('a lock', () => {
  const fields = {
    ...onePage,
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [5 0 R 6 0 R]>>>>',
    5: '<</FT /Sig /T (Head) /Lock <</Action /Include /Fields [(Clerk)]>>>>',
    6: '<</FT /Sig /T (Clerk)>>',
  };

  it('forbids everything when it says so', async () => {
    const lock: FieldLock = { action: 'All', permission: 1 };
    const { bytes } = await sign(base, { lock });
    await expect(sign(bytes)).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
  });

  it('that the document put on a field becomes part of its signature and closes the others', async () => {
    const { bytes } = await sign(tablePdf(fields).bytes, { fieldName: 'Head' });
    const reference = read(bytes, (file) =>
      file.dict(file.array(signedFields(bytes)[0]?.signature?.get('Reference'))?.[0]),
    );
    expect(reference?.nameOf('TransformMethod')).toBe('FieldMDP');
    expect(reference?.get('Data')).toEqual(new PdfRef(1));
    await expect(sign(bytes, { fieldName: 'Clerk' })).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
    expect(signedFields((await sign(bytes)).bytes)).toHaveLength(2);
  });

  it('that is asked for is written to a field that has none', async () => {
    const { bytes } = await sign(tablePdf(fields).bytes, {
      fieldName: 'Clerk',
      lock: { action: 'Exclude', fields: ['Head'] },
    });
    const field = signedFields(bytes).find(({ name }) => name === 'Clerk');
    expect(read(bytes, (file) => file.dict(field?.dict.get('Lock'))?.get('Action'))).toEqual(new PdfName('Exclude'));
    expect(signedFields((await sign(bytes, { fieldName: 'Head' })).bytes)).toHaveLength(2);
  });

  it('of an action nobody knows is none', async () => {
    const odd = { ...fields, 5: '<</FT /Sig /T (Head) /Lock <</Action /Some>>>>' };
    const { bytes } = await sign(tablePdf(odd).bytes, { fieldName: 'Head' });
    expect(signedFields(bytes)[0]?.signature?.entries.has('Reference')).toBe(false);
  });

  it('covers what is below a field, with or without naming it', async () => {
    const tree = { ...fields, 6: '<</T (Clerk) /Kids [7 0 R]>>', 7: '<</FT /Sig /T (Seal)>>' };
    const { bytes } = await sign(tablePdf(tree).bytes, { fieldName: 'Head' });
    await expect(sign(bytes, { fieldName: 'Clerk.Seal' })).rejects.toThrowCode('PDF_CHANGES_FORBIDDEN');
  });
});

describe('a document timestamp', () => {
  it('is laid out like a signature but claims nothing, and comes after any lock', async () => {
    const { bytes } = await sign(base, { certify: 1 });
    const prepared = await prepareDocumentTimestamp(bytes, { contentsSize: 50 });
    const stamped = Buffer.concat([bytes, embedSignature(prepared, text('token'))]);
    const { signature } = signedFields(stamped)[1] ?? {};
    expect(signature?.nameOf('Type')).toBe('DocTimeStamp');
    expect(signature?.nameOf('SubFilter')).toBe('ETSI.RFC3161');
    expect(signature?.entries.has('M')).toBe(false);
    expect(rangeDigest(stamped, prepared.byteRange)).toEqual(Buffer.from(prepared.digest));
  });
});

describe('validation data', () => {
  const data = { certificates: [text('cert 1'), text('cert 2')], crls: [text('crl')], ocspResponses: [text('ocsp')] };
  const none = { certificates: [], crls: [], ocspResponses: [] };
  const add = async (
    bytes: Buffer,
    ...rest: Parameters<typeof addValidationData> extends [unknown, ...infer R] ? R : never
  ): Promise<Buffer> => Buffer.concat([bytes, (await addValidationData(bytes, ...rest)) ?? text('')]);
  const stored = (bytes: Uint8Array): string[][] =>
    read(bytes, (file) =>
      Object.values(readValidationData(file)).map((list: Uint8Array[]) =>
        list.map((item) => Buffer.from(item).toString()),
      ),
    );

  it.each([
    ['table', base],
    ['stream', streamPdf(onePage).bytes],
  ])('is added after the last byte of a file with a %s', async (_kind, bytes) => {
    const more = await add(bytes, data);
    expect(more.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(stored(more)).toEqual([['cert 1', 'cert 2'], ['crl'], ['ocsp']]);
  });

  it('is not stored twice, and nothing is written when nothing is new', async () => {
    const once = await add(base, data);
    expect(await addValidationData(once, data)).toBeUndefined();
    expect(await addValidationData(base, none)).toBeUndefined();
    const twice = await add(once, { ...none, certificates: [text('cert 2'), text('cert 3'), text('cert 3')] });
    expect(stored(twice)).toEqual([['cert 1', 'cert 2', 'cert 3'], ['crl'], ['ocsp']]);
  });

  it('names by the hash of /Contents what belongs to one signature, once', async () => {
    const { bytes } = await sign(base);
    const contents = (signedFields(bytes)[0]?.signature?.get('Contents') as PdfString).raw;
    const one = { ...none, certificates: [text('cert 2')], contents };
    const more = await add(bytes, data, [one]);
    const key = createHash('sha1').update(contents).digest('hex').toUpperCase();
    const entry = read(more, (file) => file.dict(file.dict(file.dict(file.catalog.get('DSS'))?.get('VRI'))?.get(key)));
    expect([...(entry?.entries.keys() ?? [])]).toEqual(['Cert']);
    expect(await addValidationData(more, data, [one])).toBeUndefined();
    const other = await add(more, none, [{ ...one, contents: text('other') }]);
    expect(read(other, (file) => file.dict(file.dict(file.catalog.get('DSS'))?.get('VRI'))?.entries.size)).toBe(2);
  });

  it('passes over what is no stream in the store of someone else', async () => {
    const objects = { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /DSS <</Certs [(x)]>>>>' };
    const more = await add(tablePdf(objects).bytes, data);
    expect(stored(more)[0]).toEqual(['cert 1', 'cert 2']);
    expect(read(more, (file) => file.catalog.get('DSS'))).toBeInstanceOf(PdfRef);
    expect(read(more, (file) => file.dict(file.catalog.get('DSS')))).toBeInstanceOf(PdfDict);
  });
});
