import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SignatureReport, verifyPdf } from '../../../src/signing/index.ts';
import { PdfDict, PdfName, PdfRef, PdfString } from '../../../src/signing/pdf/objects.ts';
import { walkFields } from '../../../src/signing/pdf/reader/fields.ts';
import { walkPages } from '../../../src/signing/pdf/reader/pages.ts';
import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { appendRevision, nextNumber } from './append-revision.ts';
import { sampleDocument } from './sample-files.ts';
import { levelSample, signAs, testRoots } from './signed-samples.ts';
import { writeObject } from './write-object.ts';

let base: Buffer;
let roots: Uint8Array[];

beforeAll(async () => {
  base = await sampleDocument('table');
  roots = await testRoots();
});

async function first(bytes: Buffer): Promise<SignatureReport> {
  const [report] = (await verifyPdf(bytes, { roots })).signatures;
  if (!report) throw new Error('no signature found');
  return report;
}

const kindsOf = (report: SignatureReport): string[] => report.changes.list.map(({ kind }) => kind);

/** Fills in the sample's text field as a form program does: a new value, nothing else. */
function fillIn(bytes: Buffer): Buffer {
  const field = [...walkFields(openPdfBytes(bytes))].find(({ name }) => name === 'remark');
  if (!field?.ref) throw new Error('no text field');
  return appendRevision(bytes, {
    [field.ref.num]: writeObject(field.dict.with({ V: new PdfString(Buffer.from('ok')) })),
  });
}

/** Adds a text annotation to the first page. */
function comment(bytes: Buffer): Buffer {
  const file = openPdfBytes(bytes);
  const [page] = walkPages(file);
  if (!page?.ref) throw new Error('no page');
  const number = nextNumber(bytes);
  const annotations = [...(file.array(page.dict.get('Annots')) ?? []), new PdfRef(number)];
  return appendRevision(bytes, {
    [page.ref.num]: writeObject(page.dict.with({ Annots: annotations })),
    [number]: '<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Seen) >>',
  });
}

/** A sample with an empty signature field, as a form designer would leave it. */
async function withEmptyField(name: string): Promise<Buffer> {
  const number = nextNumber(base);
  const file = openPdfBytes(base);
  const entry = file.catalog.get('AcroForm');
  const form = file.dict(entry);
  const [page] = walkPages(file);
  if (!form || !(entry instanceof PdfRef) || !page?.ref) throw new Error('an odd sample');
  const fields = [...(file.array(form.get('Fields')) ?? []), new PdfRef(number)];
  const annotations = [...(file.array(page.dict.get('Annots')) ?? []), new PdfRef(number)];
  return Promise.resolve(
    appendRevision(base, {
      [entry.num]: writeObject(form.with({ Fields: fields })),
      [page.ref.num]: writeObject(page.dict.with({ Annots: annotations })),
      [number]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [50 50 200 120] /F 4 /P ${page.ref.num} 0 R >>`,
    }),
  );
}

describe('form fields', () => {
  it('may not be filled in after a plain approval', async () => {
    const report = await first(fillIn(await signAs(base, 'teacher')));
    expect(report).toMatchObject({ conclusion: 'invalid', changes: { allowed: 'bad' } });
    expect(kindsOf(report)).toEqual(['form-fill']);
  });

  it('may be filled in where the certification allows it', async () => {
    const report = await first(fillIn(await signAs(base, 'teacher', { certify: 2 })));
    expect(report).toMatchObject({ conclusion: 'valid', changes: { allowed: 'good', permission: 2 } });
    expect(report.changes.list).toEqual([{ kind: 'form-fill', where: 'remark' }]);
  });

  it('may not be filled in where the certification allows no change', async () => {
    expect(await first(fillIn(await signAs(base, 'teacher', { certify: 1 })))).toMatchObject({ conclusion: 'invalid' });
  });

  it('may not be filled in where the signature locked them', async () => {
    const lock = { action: 'Include', fields: ['remark'] } as const;
    const report = await first(fillIn(await signAs(base, 'teacher', { certify: 2, lock })));
    expect(report).toMatchObject({ conclusion: 'invalid', changes: { allowed: 'bad' } });
  });
});

describe('annotations', () => {
  it.each([
    [2, 'invalid'],
    [3, 'valid'],
  ] as const)('after a certification of permission %d leave the signature %s', async (certify, conclusion) => {
    const report = await first(comment(await signAs(base, 'teacher', { certify })));
    expect(report.conclusion).toBe(conclusion);
    expect(kindsOf(report)).toEqual(['annotation']);
  });
});

describe('signature fields that were there before', () => {
  it('may be signed later', async () => {
    const once = await signAs(await withEmptyField('HieuTruong'), 'teacher');
    const report = await first(await signAs(once, 'principal', { fieldName: 'HieuTruong' }));
    expect(report).toMatchObject({ conclusion: 'valid' });
    expect(report.changes.list).toEqual([{ kind: 'signature-in-field', where: 'HieuTruong' }]);
  });

  it('may not be moved, and not be changed without being signed', async () => {
    const once = await signAs(await withEmptyField('HieuTruong'), 'teacher');
    const field = [...walkFields(openPdfBytes(once))].find(({ name }) => name === 'HieuTruong');
    if (!field?.ref) throw new Error('no field');
    for (const changes of [{ Rect: [0, 0, 500, 500] }, { AP: new PdfDict([['N', new PdfName('None')]]) }]) {
      const moved = appendRevision(once, { [field.ref.num]: writeObject(field.dict.with(changes)) });
      expect(await first(moved)).toMatchObject({ conclusion: 'invalid', changes: { allowed: 'bad' } });
    }
  });
});

describe('a field added without a signature', () => {
  it('is not allowed after the last signature', async () => {
    const once = await signAs(base, 'teacher');
    const file = openPdfBytes(once);
    const entry = file.catalog.get('AcroForm') as PdfRef;
    const number = nextNumber(once);
    const form = file.dict(entry) as PdfDict;
    const grown = writeObject(form.with({ Fields: [...(file.array(form.get('Fields')) ?? []), new PdfRef(number)] }));
    for (const type of ['Sig', 'Tx']) {
      const bytes = appendRevision(once, { [entry.num]: grown, [number]: `<< /FT /${type} /T (More) >>` });
      expect((await first(bytes)).conclusion).toBe('invalid');
    }
  });
});

describe('metadata', () => {
  const retitle = (bytes: Buffer): Buffer => {
    const info = openPdfBytes(bytes).trailer.get('Info') as PdfRef;
    return appendRevision(bytes, { [info.num]: '<< /Title (Other) /Producer (x) >>' });
  };

  it('may be brought up to date by a program that signs', async () => {
    const report = await first(await signAs(retitle(await signAs(base, 'teacher')), 'head'));
    expect(report).toMatchObject({ conclusion: 'valid' });
    expect(kindsOf(report)).toEqual(['metadata', 'signature']);
  });

  it('may not be changed by anybody else', async () => {
    expect(await first(retitle(await signAs(base, 'teacher')))).toMatchObject({ conclusion: 'invalid' });
  });

  it('is not a cover under which another object is changed', async () => {
    const once = await signAs(base, 'teacher');
    const info = openPdfBytes(once).trailer.get('Info') as PdfRef;
    const bytes = appendRevision(once, { [info.num]: '<< /Kids [1 0 R] >>' });
    expect((await first(await signAs(bytes, 'head'))).conclusion).toBe('invalid');
  });
});

describe('the security store', () => {
  it('may grow with later signatures, and must keep its form', async () => {
    const archived = await levelSample('table', 'b-lt');
    expect((await first(await signAs(archived, 'head'))).conclusion).toBe('valid');
    const store = openPdfBytes(archived).catalog.get('DSS') as PdfRef;
    for (const body of [
      '<< /Type /DSS /Certs 5 >>',
      '<< /VRI << /NotAHash << >> >> >>',
      'null',
      '<< /Certs [1 0 R] >>',
    ]) {
      const report = await first(appendRevision(archived, { [store.num]: body }));
      expect(report.conclusion, body).toBe('invalid');
    }
  });

  it('with material that nobody signed leaves the file undecided', async () => {
    const archived = await levelSample('table', 'b-lt');
    const file = openPdfBytes(archived);
    const store = file.catalog.get('DSS') as PdfRef;
    const number = nextNumber(archived);
    const dict = file.dict(store) as PdfDict;
    const bytes = appendRevision(archived, {
      [store.num]: writeObject(dict.with({ CRLs: [new PdfRef(number)] })),
      [number]: '<< /Length 4 >>\nstream\n0000\nendstream',
    });
    const report = await verifyPdf(bytes, { roots });
    expect(report.conclusion).toBe('indeterminate');
    expect(report.reasons.map(({ code }) => code)).toContain('VALIDATION_DATA_BAD');
  });
});

describe('a whole new file', () => {
  it('saved over the signed one leaves no valid signature', async () => {
    const document = await PDFDocument.load(await signAs(base, 'teacher'));
    document.getPage(0).drawText('more');
    const saved = Buffer.from(await document.save({ useObjectStreams: false }));
    expect((await verifyPdf(saved, { roots })).conclusion).toBe('invalid');
  });
});
