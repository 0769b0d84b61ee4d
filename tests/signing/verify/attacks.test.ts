import { beforeAll, describe, expect, it } from 'vitest';
import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { signatureFields } from '../../../src/signing/pdf/reader/fields.ts';
import { walkPages } from '../../../src/signing/pdf/reader/pages.ts';
import { type PdfDict, PdfRef } from '../../../src/signing/pdf/objects.ts';
import { writeObject } from './write-object.ts';
import { verifyPdf, type VerificationReport } from '../../../src/signing/index.ts';
import { appendRevision, nextNumber, type RawObjects } from './append-revision.ts';
import { holesOf } from './mutations.ts';
import { sampleDocument } from './sample-files.ts';
import { signAs, signedSample, testRoots } from './signed-samples.ts';

let signed: Buffer;
let roots: Uint8Array[];

beforeAll(async () => {
  signed = await signedSample('table', ['teacher']);
  roots = await testRoots();
});

function codes(report: VerificationReport): string[] {
  return [...report.reasons, ...report.signatures.flatMap(({ reasons }) => reasons)].map(({ code }) => code);
}

async function conclude(bytes: Buffer): Promise<{ conclusion: string; codes: string[] }> {
  const report = await verifyPdf(bytes, { roots });
  return { conclusion: report.conclusion, codes: codes(report) };
}

interface Parts {
  readonly root: number;
  readonly catalog: PdfDict;
  readonly page: number;
  readonly pageDict: PdfDict;
  readonly field: number;
  readonly fieldDict: PdfDict;
  readonly free: number;
}

function partsOf(bytes: Buffer): Parts {
  const file = openPdfBytes(bytes);
  const [page] = walkPages(file);
  const [field] = signatureFields(file);
  const root = file.trailer.get('Root');
  if (!page?.ref || !field?.ref || !(root instanceof PdfRef)) throw new Error('an odd sample');
  return {
    root: root.num,
    catalog: file.catalog,
    page: page.ref.num,
    pageDict: page.dict,
    field: field.ref.num,
    fieldDict: field.dict,
    free: nextNumber(bytes),
  };
}

const CONTENT = '<< /Length 34 >>\nstream\n0 0 0 rg 100 100 400 400 re f     \nendstream';
const form = (catalog: PdfDict, bytes: Buffer): { num: number; dict: PdfDict } => {
  const entry = catalog.get('AcroForm') as PdfRef;
  return { num: entry.num, dict: openPdfBytes(bytes).dict(entry) as PdfDict };
};

/** What an attacker appends after the signature, by name; each must be named as a change that is not allowed. */
const INCREMENTAL: Readonly<Record<string, (parts: Parts) => RawObjects>> = {
  'page content replaced (incremental saving)': ({ page, pageDict, free }) => ({
    [page]: writeObject(pageDict.with({ Contents: new PdfRef(free) })),
    [free]: CONTENT,
  }),
  'content stream overridden (shadow: replace)': ({ pageDict }) => {
    const contents = pageDict.get('Contents');
    const first = Array.isArray(contents) ? contents[0] : contents;
    return { [(first as PdfRef).num]: CONTENT };
  },
  'page tree emptied': ({ catalog }) => ({
    [(catalog.get('Pages') as PdfRef).num]: '<< /Type /Pages /Kids [] /Count 0 >>',
  }),
  'an action on opening': ({ root, catalog, free }) => ({
    [root]: writeObject(catalog.with({ OpenAction: new PdfRef(free) })),
    [free]: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>',
  }),
  'an annotation over the text (evil annotation)': ({ page, pageDict, free }) => ({
    [page]: writeObject(pageDict.with({ Annots: [...(pageDict.get('Annots') as PdfRef[]), new PdfRef(free)] })),
    [free]: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (Other) /DA (/Helv 12 Tf) >>',
  }),
  'the stamp of the signature replaced': ({ field, fieldDict, free }) => ({
    [field]: writeObject(fieldDict.with({ AP: undefined, Rect: [0, 0, 500, 500], MK: new PdfRef(free) })),
    [free]: '<< /BG [1] >>',
  }),
  'the signature dictionary overridden': ({ fieldDict }) => ({
    [(fieldDict.get('V') as PdfRef).num]: '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>',
  }),
  'the form set to be drawn anew': ({ catalog }) => {
    const { num, dict } = form(catalog, signed);
    return { [num]: writeObject(dict.with({ NeedAppearances: true })) };
  },
  'an empty signature field with an appearance (sneaky signature)': ({ catalog, page, pageDict, free }) => {
    const { num, dict } = form(catalog, signed);
    return {
      [num]: writeObject(dict.with({ Fields: [...(dict.get('Fields') as PdfRef[]), new PdfRef(free)] })),
      [page]: writeObject(pageDict.with({ Annots: [...(pageDict.get('Annots') as PdfRef[]), new PdfRef(free)] })),
      [free]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Later) /Rect [0 0 500 500] /P ${page} 0 R /AP << /N ${free + 1} 0 R >> >>`,
      [free + 1]: '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10 >>\nstream\n0 0 9 9 re \nendstream',
    };
  },
  'a text field filled in without leave': () => {
    const file = openPdfBytes(signed);
    const fields = file.array(file.dict(file.catalog.get('AcroForm'))?.get('Fields')) ?? [];
    const field = fields.find((entry) => file.dict(entry)?.nameOf('FT') === 'Tx') as PdfRef;
    return { [field.num]: writeObject((file.dict(field) as PdfDict).with({ V: [] })) };
  },
  'names that others may act on': ({ root, catalog }) => ({
    [root]: writeObject(catalog.with({ Names: [], Dests: [] })),
  }),
  'something else in the security store': ({ root, catalog, page, free }) => ({
    [root]: writeObject(catalog.with({ DSS: new PdfRef(free) })),
    [free]: `<< /Type /DSS /Certs [${page} 0 R] /Other 1 >>`,
  }),
};

describe('an appended revision', () => {
  it.each(Object.keys(INCREMENTAL))('is reported as not allowed: %s', async (name) => {
    const objects = INCREMENTAL[name]?.(partsOf(signed)) ?? {};
    const { conclusion, codes: found } = await conclude(appendRevision(signed, objects));
    expect(conclusion).toBe('invalid');
    expect(found).toContain(
      name === 'the signature dictionary overridden' ? 'BYTE_RANGE_UNSOUND' : 'CHANGED_AFTER_SIGNING',
    );
  });

  it('is reported when it gives a body to an object that was referred to in vain (shadow: hide)', async () => {
    const base = await sampleDocument('table');
    const { num, dict } = (() => {
      const file = openPdfBytes(base);
      const [page] = walkPages(file);
      return { num: page?.ref?.num ?? 0, dict: page?.dict as PdfDict };
    })();
    const hidden = nextNumber(base) + 20;
    const prepared = appendRevision(base, {
      [num]: writeObject(dict.with({ Contents: [dict.get('Contents') ?? null, new PdfRef(hidden)].flat() })),
    });
    const victim = await signAs(prepared, 'teacher');
    expect((await conclude(victim)).conclusion).toBe('valid');
    const { conclusion, codes: found } = await conclude(appendRevision(victim, { [hidden]: CONTENT }));
    expect(conclusion).toBe('invalid');
    expect(found).toContain('CHANGED_AFTER_SIGNING');
  });

  it('is reported when it points an object back to other signed bytes (shadow: hide and replace)', async () => {
    const { page, root } = partsOf(signed);
    const entry = openPdfBytes(signed).locate(root);
    const offset = entry?.kind === 'offset' ? entry.offset : 0;
    const at = signed.length + 1;
    const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(signed.toString('latin1'))?.[1] ?? '';
    const xref = `\nxref\n${page} 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${nextNumber(signed)} /Root ${root} 0 R /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`;
    expect((await conclude(Buffer.concat([signed, Buffer.from(xref)]))).conclusion).not.toBe('valid');
  });
});

/** Rewrites bytes inside the signature dictionary without moving anything. */
function patch(bytes: Buffer, from: RegExp, to: string): Buffer {
  const text = bytes.toString('latin1');
  const match = from.exec(text);
  if (!match) throw new Error(`${String(from)} not found`);
  return Buffer.from(
    text.slice(0, match.index) + to.padEnd(match[0].length) + text.slice(match.index + match[0].length),
    'latin1',
  );
}

describe('a signature dictionary', () => {
  it.each([
    ['without a byte range', /\/ByteRange\s*\[[^\]]*\]/, '/ByteRangf []'],
    ['with an empty byte range', /\/ByteRange\s*\[[^\]]*\]/, '/ByteRange []'],
    ['with a negative byte range', /\/ByteRange\s*\[[^\]]*\]/, '/ByteRange [0 -1 5 10]'],
    ['with a byte range that starts later', /\/ByteRange\s*\[0 /, '/ByteRange [9 '],
    ['of no known format', /\/SubFilter\s*\/ETSI\.CAdES\.detached/, '/SubFilter /Nothing'],
    ['of the SHA-1 format', /\/SubFilter\s*\/ETSI\.CAdES\.detached/, '/SubFilter /adbe.pkcs7.sha1'],
    ['whose contents are null', /\/Contents\s*<[0-9a-f]{40}/, '/Contents null %'],
  ])('%s is not valid (universal signature forgery)', async (_name, from, to) => {
    const { conclusion } = await conclude(patch(signed, from, to));
    expect(conclusion).not.toBe('valid');
  });

  it('whose hole was moved behind inserted bytes is not valid (signature wrapping)', async () => {
    const [hole] = holesOf(signed);
    if (!hole) throw new Error('no hole');
    const insert = Buffer.from('\n% wrapped\n');
    const moved = Buffer.concat([signed.subarray(0, hole.end), insert, signed.subarray(hole.end)]);
    const range = `/ByteRange [0 ${hole.start} ${hole.end + insert.length} ${hole.revisionEnd - hole.end}]`;
    expect((await conclude(patch(moved, /\/ByteRange\s*\[[^\]]*\]/, range))).codes).toContain('BYTE_RANGE_UNSOUND');
  });

  it('with a second range that ends before the file does, and no revision there, is not valid', async () => {
    const [hole] = holesOf(signed);
    if (!hole) throw new Error('no hole');
    const range = `/ByteRange [0 ${hole.start} ${hole.end} ${hole.revisionEnd - hole.end - 10}]`;
    expect((await conclude(patch(signed, /\/ByteRange\s*\[[^\]]*\]/, range))).conclusion).toBe('invalid');
  });
});

describe('contents', () => {
  it('of another document are not valid here', async () => {
    const other = await signAs(await sampleDocument('table', 4), 'teacher');
    const [mine, theirs] = [holesOf(signed)[0], holesOf(other)[0]];
    if (!mine || !theirs) throw new Error('no hole');
    const digits = other.toString('latin1', theirs.start + 1, theirs.end - 1).padEnd(mine.end - mine.start - 2, '0');
    const swapped = Buffer.concat([
      signed.subarray(0, mine.start + 1),
      Buffer.from(digits.slice(0, mine.end - mine.start - 2)),
      signed.subarray(mine.end - 1),
    ]);
    expect((await conclude(swapped)).codes).toContain('CONTENT_ALTERED');
  });

  it('wrapped, or followed by anything but zeros are not valid; in BER they are read', async () => {
    const [hole] = holesOf(signed);
    if (!hole) throw new Error('no hole');
    const cms = Buffer.from(signed.toString('latin1', hole.start + 1, hole.end - 1), 'hex');
    const size = 4 + cms.readUInt16BE(2);
    const der = cms.subarray(0, size);
    const indefinite = Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.from([0, 0])]);
    const wrapped = Buffer.concat([Buffer.from([0x04, 0x82, size >> 8, size & 255]), der]);
    const padded = Buffer.from(cms);
    if (size < cms.length) padded[cms.length - 1] = 1;
    for (const contents of [wrapped, ...(size < cms.length ? [padded] : [])]) {
      const room = Buffer.alloc(cms.length);
      if (contents.length > cms.length) continue;
      contents.copy(room);
      const forged = Buffer.from(signed);
      forged.write(room.toString('hex'), hole.start + 1, 'latin1');
      expect((await conclude(forged)).codes).toContain('SIGNATURE_UNREADABLE');
    }
    const ber = Buffer.from(signed);
    ber.write(indefinite.toString('hex').padEnd(cms.length * 2, '0'), hole.start + 1, 'latin1');
    expect((await conclude(ber)).codes).not.toContain('SIGNATURE_UNREADABLE');
  });
});

describe('signature fields', () => {
  it('of the same name are reported', async () => {
    const { free, catalog } = partsOf(signed);
    const { num, dict } = form(catalog, signed);
    const fields = [...(dict.get('Fields') as PdfRef[]), new PdfRef(free)];
    const doubled = appendRevision(signed, {
      [num]: writeObject(dict.with({ Fields: fields })),
      [free]: '<< /FT /Sig /T (Signature1) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>',
    });
    const { conclusion, codes: found } = await conclude(doubled);
    expect(conclusion).toBe('invalid');
    expect(found).toContain('DUPLICATE_FIELD_NAME');
  });

  it('that share one signature are reported', async () => {
    const { free, catalog, fieldDict } = partsOf(signed);
    const { num, dict } = form(catalog, signed);
    const value = (fieldDict.get('V') as PdfRef).num;
    const shared = appendRevision(signed, {
      [num]: writeObject(dict.with({ Fields: [...(dict.get('Fields') as PdfRef[]), new PdfRef(free)] })),
      [free]: `<< /FT /Sig /T (Copy) /V ${value} 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>`,
    });
    const { conclusion } = await conclude(shared);
    expect(conclusion).toBe('invalid');
  });

  it('removed with their signature leave a file that is not valid', async () => {
    const { catalog } = partsOf(signed);
    const { num, dict } = form(catalog, signed);
    const removed = appendRevision(signed, { [num]: writeObject(dict.with({ Fields: [] })) });
    expect(await conclude(removed)).toEqual({ conclusion: 'invalid', codes: ['NO_SIGNATURE'] });
  });
});
