import { beforeAll, describe, expect, it } from 'vitest';
import { type PdfDict, PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { openPdfBytes } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { changed, COVER, type DocumentParts, partsOf, revise } from '../document-parts.ts';
import { forgeRevision, streamOf } from '../forge-revision.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { changedAt, verdictOf } from '../verdict.ts';

let base: Buffer;
let signed: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
  signed = await signAs(base, 'teacher');
});

const XMP = '/Type /Metadata /Subtype /XML';
const infoOf = (bytes: Buffer): PdfRef => openPdfBytes(bytes).trailer.get('Info') as PdfRef;
const retold = (bytes: Buffer, entries: string): Buffer =>
  forgeRevision(bytes, { objects: [{ num: infoOf(bytes).num, body: `<< ${entries} >>` }] });
const tellingOf = (bytes: Buffer): string => {
  const dict = openPdfBytes(bytes).dict(infoOf(bytes)) as PdfDict;
  return changed({ num: 0, dict }, { ModDate: undefined, Producer: undefined }).slice(2, -2);
};

describe('the catalog', () => {
  it.each([
    ['opens with an action', 'OpenAction'],
    ['acts', 'AA'],
    ['names what others may act on', 'Names'],
    ['shows and hides layers', 'OCProperties'],
    ['becomes a collection of files', 'Collection'],
    ['is certified after all', 'Perms'],
    ['is laid out otherwise', 'PageLayout'],
    ['numbers its pages otherwise', 'PageLabels'],
    ['gives out other files', 'AF'],
  ])('may not be changed so that it %s, not even by a later signer', async (_name, key) => {
    const bytes = revise(signed, ({ root, free }) => ({
      [root.num]: changed(root, { [key]: new PdfRef(free) }),
      [free]: '<< >>',
    }));
    expect(await verdictOf(await signAs(bytes, 'head'))).toMatchObject(changedAt(`Root/${key}`));
  });

  it('may name extensions and a version, as validation data ask for, and no longer name them', async () => {
    const extensions = '<< /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> /ISO_ [<< /BaseVersion /2.0 >>] >>';
    const bytes = revise(signed, ({ root, free }) => ({
      [root.num]: `${changed(root, { Extensions: new PdfRef(free) }).slice(0, -2)} /Version /2.0 >>`,
      [free]: extensions,
    }));
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: [] });
    const more = revise(bytes, ({ free }) => ({ [free - 1]: extensions.replace('Level 1', 'Level 5') }));
    expect(await verdictOf(more)).toMatchObject({ conclusion: 'valid', changes: [] });
    const signedWith = await signAs(more, 'head');
    const none = revise(signedWith, ({ root }) => ({ [root.num]: changed(root, { Extensions: undefined }) }));
    expect(await verdictOf(none)).toMatchObject({ conclusion: 'valid', changes: ['signature'] });
  });

  it.each(['<< /BaseVersion [1] >>', '5'])('may not hide anything else among the extensions: %s', async (version) => {
    const bytes = revise(signed, ({ root, free }) => ({
      [root.num]: changed(root, { Extensions: new PdfRef(free) }),
      [free]: `<< /ESIC ${version} >>`,
    }));
    expect(await verdictOf(bytes)).toMatchObject(changedAt('Root/Extensions'));
  });
});

describe('the information dictionary', () => {
  it('may tell the last program and its time after any signature', async () => {
    const bytes = retold(signed, `${tellingOf(signed)} /ModDate (D:20260401) /Producer (Another)`);
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: [] });
  });

  it('may tell more where the certification allows changes', async () => {
    const bytes = retold(await signAs(base, 'teacher', { certify: 2 }), '/Title (Other) /Pages 5 /Trapped /False');
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: ['metadata'] });
  });

  it('may not tell more where it allows none', async () => {
    const certified = await signAs(base, 'teacher', { certify: 1 });
    expect((await verdictOf(retold(certified, '/Title (Other)'))).conclusion).toBe('invalid');
  });

  it('may go, or become another object', async () => {
    const gone = forgeRevision(signed, { trailer: { Info: undefined } });
    expect(await verdictOf(await signAs(gone, 'head'))).toMatchObject({ changes: ['metadata', 'signature'] });
    const { free } = partsOf(signed);
    const objects = [{ num: free, body: '<< /Title (x) >>' }];
    const moved = forgeRevision(signed, { objects, trailer: { Info: `${free} 0 R` } });
    expect(await verdictOf(await signAs(moved, 'head'))).toMatchObject({ conclusion: 'valid' });
  });

  it('is refused where it serves as a font of a page too (shadow: replace)', async () => {
    const info = infoOf(base).num;
    const prepared = forgeRevision(base, {
      objects: [
        { num: info, body: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
        withResources(partsOf(base), `<< /Font << /F1 ${info} 0 R >> >>`),
      ],
    });
    const victim = await signAs(prepared, 'teacher');
    const forged = retold(victim, '/Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats');
    expect(await verdictOf(await signAs(forged, 'head'))).toMatchObject(
      changedAt(`${info} 0 R, which serves as something else too`),
    );
  });
});

function withResources({ page }: DocumentParts, resources: string): { num: number; body: string } {
  return { num: page.num, body: `${changed(page, { Resources: undefined }).slice(0, -2)} /Resources ${resources} >>` };
}

describe('the metadata stream', () => {
  const withMetadata = (bytes: Buffer, dict = XMP): Buffer =>
    revise(bytes, ({ root, free }) => ({
      [root.num]: changed(root, { Metadata: new PdfRef(free) }),
      [free]: streamOf('<x:xmpmeta/>', dict),
    }));
  const rewritten = (bytes: Buffer, dict = XMP): Buffer =>
    revise(bytes, ({ root }) => ({ [(root.dict.get('Metadata') as PdfRef).num]: streamOf('<x:other/>', dict) }));

  it('may be brought up to date by a program that signs, and by nobody else', async () => {
    const once = rewritten(await signAs(withMetadata(base), 'teacher'));
    expect((await verdictOf(once)).against).toEqual(['CHANGED_AFTER_SIGNING']);
    expect(await verdictOf(await signAs(once, 'head'))).toMatchObject({ conclusion: 'valid' });
  });

  it('may be added and taken away by a program that signs', async () => {
    const added = await signAs(withMetadata(signed), 'head');
    expect(await verdictOf(added)).toMatchObject({ conclusion: 'valid', changes: ['metadata', 'signature'] });
    const gone = revise(await signAs(withMetadata(base), 'teacher'), ({ root }) => ({
      [root.num]: changed(root, { Metadata: undefined }),
    }));
    expect(await verdictOf(await signAs(gone, 'head'))).toMatchObject({ conclusion: 'valid' });
  });

  it('may not become something else', async () => {
    const bytes = rewritten(await signAs(withMetadata(base), 'teacher'), '/Type /Metadata');
    expect(await verdictOf(await signAs(bytes, 'head'))).toMatchObject(changedAt('Root/Metadata'));
  });

  it('is refused where it serves as content of a page too (shadow: replace)', async () => {
    const prepared = revise(withMetadata(base), ({ page, root }) => {
      const metadata = root.dict.get('Metadata') ?? null;
      return { [page.num]: changed(page, { Contents: [page.dict.get('Contents') ?? null, metadata].flat() }) };
    });
    const forged = revise(await signAs(prepared, 'teacher'), ({ root }) => ({
      [(root.dict.get('Metadata') as PdfRef).num]: COVER.replace('<<', `<< ${XMP}`),
    }));
    const verdict = await verdictOf(await signAs(forged, 'head'));
    expect(verdict.forbidden).toEqual([expect.stringContaining('which serves as something else too')]);
  });
});
