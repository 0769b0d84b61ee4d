import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { inspectPdf, type PdfInspection } from '../../../src/signing/pdf/reader/inspect.ts';
import { onePage, type RawObjects, tablePdf } from './raw-pdf.ts';
import { sign } from './sign.ts';

const inspect = (objects: RawObjects): Promise<PdfInspection> => inspectPdf(tablePdf(objects).bytes);
const catalog = (entries: string): RawObjects => ({ ...onePage, 1: `<</Type /Catalog /Pages 2 0 R ${entries}>>` });
const page = (entries: string): RawObjects => ({ ...onePage, 3: `<</Type /Page /Parent 2 0 R ${entries}>>` });
const JS = '<</S /JavaScript /JS (x)>>';

describe('what cannot be inspected', () => {
  it('is refused with its own code', async () => {
    await expect(inspectPdf(Buffer.from('GIF89a'))).rejects.toThrowCode('PDF_NOT_A_PDF');
    await expect(inspectPdf(Buffer.from('%PDF-1.4\n'))).rejects.toThrowCode('PDF_BROKEN');
    await expect(inspect({ ...onePage, 2: '<</Kids []>>', 3: 'null' })).rejects.toThrowCode('PDF_NO_PAGES');
  });

  it('is refused when it has more annotations than anyone makes', async () => {
    const list = `[${'5 0 R '.repeat(200_001)}]`;
    await expect(inspect({ ...page('/Annots 6 0 R'), 5: '<<>>', 6: list })).rejects.toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('is described, not refused, when it needs a password', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ userPassword: 'secret' });
    expect(await inspectPdf(await document.save())).toMatchObject({
      needsPassword: true,
      encrypted: 'password',
      pages: 0,
    });
  });
});

describe('JavaScript', () => {
  it.each<[string, RawObjects]>([
    ['on opening', catalog(`/OpenAction ${JS}`)],
    ['on closing', catalog(`/AA <</WC ${JS}>>`)],
    ['by name', catalog('/Names <</JavaScript <</Names []>>>>')],
    ['after another action', catalog(`/OpenAction <</S /GoTo /Next [<</S /Named>> ${JS}]>>`)],
    ['in a rendition', catalog('/OpenAction <</S /Rendition /JS (x)>>')],
    ['of a page', page(`/AA <</O ${JS}>>`)],
    ['of an annotation', page(`/Annots [<</A ${JS}>>]`)],
    ['of an outline item', { ...catalog('/Outlines <</First 5 0 R>>'), 5: '<</Next 6 0 R>>', 6: `<</A ${JS}>>` }],
    ['of a field without a number', catalog(`/AcroForm <</Fields [<</T (a) /AA <</K ${JS}>>>>]>>`)],
    ['of a field', { ...catalog('/AcroForm <</Fields [5 0 R]>>'), 5: `<</T (a) /AA <</K ${JS}>>>>` }],
    [
      "of a field's widget",
      { ...catalog('/AcroForm <</Fields [5 0 R]>>'), 5: '<</T (a) /Kids [6 0 R]>>', 6: `<</A ${JS}>>` },
    ],
  ])('is found %s', async (_where, objects) => {
    expect(await inspect(objects)).toMatchObject({ javascript: true, launch: false });
  });

  it('is not imagined where there is none', async () => {
    const destination = {
      ...catalog('/OpenAction [3 0 R /Fit] /Outlines <</First 5 0 R>>'),
      5: '<</Next 5 0 R /First 99 0 R /A <</S /URI>>>>',
    };
    expect(await inspect(destination)).toMatchObject({ javascript: false, launch: false });
  });

  it('ends a chain of actions that leads back', async () => {
    expect(await inspect({ ...catalog('/OpenAction 5 0 R'), 5: '<</S /GoTo /Next 5 0 R>>' })).toMatchObject({
      javascript: false,
    });
  });
});

describe('an inspection', () => {
  it('finds programs to launch, attachments and XFA', async () => {
    expect(await inspect(catalog('/OpenAction <</S /Launch>>'))).toMatchObject({ launch: true, javascript: false });
    expect(await inspect(catalog('/Names <</EmbeddedFiles <<>>>>'))).toMatchObject({ attachments: true });
    expect(await inspect(catalog('/AcroForm <</XFA []>>'))).toMatchObject({ xfa: true });
  });

  it.each([
    ['/Version /2.0', '2.0'],
    ['/Version /1.2', '1.7'],
    ['/Version (x)', '1.7'],
  ])('names the later version of header and catalog: %s', async (entry, version) => {
    expect((await inspect(catalog(entry))).version).toBe(version);
  });

  it('says of a plain file that it is plain', async () => {
    expect(await inspect(onePage)).toEqual({
      pages: 1,
      version: '1.7',
      encrypted: false,
      needsPassword: false,
      javascript: false,
      launch: false,
      submits: false,
      opensFiles: false,
      plays: false,
      foreignBytes: false,
      attachments: false,
      xfa: false,
      signatures: 0,
      emptySignatureFields: [],
      recovered: false,
    });
  });

  it.each([
    ['submits', '<</S /SubmitForm /F (https://x.example)>>'],
    ['submits', '<</S /ImportData /F (x.fdf)>>'],
    ['opensFiles', '<</S /GoToR /F (x.pdf) /D [0 /Fit]>>'],
    ['opensFiles', '<</S /GoToE /D [0 /Fit]>>'],
    ['opensFiles', '<</S /URI /URI (file:///c:/x.exe)>>'],
    ['opensFiles', '<</S /URI /URI (\\\\\\\\evil\\\\share)>>'],
    ['plays', '<</S /Rendition>>'],
  ])('tells that it %s by %s, also behind another action', async (fact, action) => {
    for (const entry of [action, `<</S /GoTo /D [3 0 R /Fit] /Next [${action}]>>`]) {
      expect(await inspect(catalog(`/OpenAction ${entry}`))).toMatchObject({ [fact]: true });
    }
  });

  it('tells of an address on the web nothing', async () => {
    const plain = await inspect(catalog('/OpenAction <</S /URI /URI (https://x.example)>>'));
    expect(plain).toMatchObject({ opensFiles: false, submits: false, plays: false });
  });

  it('tells of bytes before the header and after the end, but not of blanks', async () => {
    const { bytes } = tablePdf(onePage);
    const facts = await Promise.all(
      ['x\n', ''].flatMap((head) =>
        ['', '\n\n', 'PK\u0003\u0004'].map((tail) =>
          inspectPdf(Buffer.concat([Buffer.from(head), bytes, Buffer.from(tail)])),
        ),
      ),
    );
    expect(facts.map(({ foreignBytes }) => foreignBytes)).toEqual([true, true, true, false, false, true]);
  });

  it('counts signatures and names what waits for one', async () => {
    const form = { ...catalog('/AcroForm <</Fields [5 0 R]>>'), 5: '<</FT /Sig /T (Head)>>' };
    const { bytes } = await sign(tablePdf(form).bytes, { certify: 2 });
    expect(await inspectPdf(bytes)).toMatchObject({ signatures: 1, emptySignatureFields: ['Head'], docMdp: 2 });
  });

  it('says when a file is encrypted but open, and when it had to be recovered', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ ownerPassword: 'owner' });
    expect(await inspectPdf(await document.save())).toMatchObject({ encrypted: 'empty-password', pages: 1 });
    const { bytes } = tablePdf(onePage);
    expect(await inspectPdf(bytes.subarray(0, -20))).toMatchObject({ recovered: true, pages: 1 });
  });
});
