import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { PdfName, PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { changed, COVER, type DocumentParts, partsOf } from '../document-parts.ts';
import { type Forgery, forgeRevision, row, streamOf } from '../forge-revision.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs, signedSample } from '../signed-samples.ts';
import { changedAt, judgeBuffers, verdictOf } from '../verdict.ts';
import { writeObject } from '../write-object.ts';

let signed: Buffer;
let parts: DocumentParts;

beforeAll(async () => {
  signed = await signedSample('table', ['teacher']);
  parts = partsOf(signed);
});

const forged = (forgery: Forgery) => verdictOf(forgeRevision(signed, forgery));

describe('an object that is written again as it was', () => {
  it('is no change', async () => {
    const { content, page } = parts;
    const objects = [content, { num: page.num, body: changed(page, {}) }];
    expect(await forged({ objects })).toMatchObject({ conclusion: 'valid', changes: [] });
  });

  it('is one under another generation: readers that look for the old one show nothing', async () => {
    const { content } = parts;
    expect(await forged({ objects: [{ ...content, gen: 1 }] })).toMatchObject(
      changedAt(`${content.num} 0 R of another generation`),
    );
  });

  it('is one with a key twice, of which readers take the first or the last', async () => {
    const { page, free } = parts;
    const body = `<< /Contents ${free} 0 R ${writeObject(page.dict).slice(2)}`;
    const objects = [
      { num: page.num, body },
      { num: free, body: COVER },
    ];
    expect(await forged({ objects })).toMatchObject(changedAt(`${page.num} 0 R may be read in two ways`));
  });

  it('is one with a part that makes no sense in it', async () => {
    const { page } = parts;
    const body = writeObject(page.dict).replace('<<', '<< ]');
    expect(await forged({ objects: [{ num: page.num, body }] })).toMatchObject(
      changedAt(`${page.num} 0 R may be read in two ways`),
    );
  });

  it('is one with a number that readers make different things of', async () => {
    const { page } = parts;
    const body = writeObject(page.dict).replace('/MediaBox [0 0', '/MediaBox [0-90 0');
    expect(await forged({ objects: [{ num: page.num, body }] })).toMatchObject(changedAt(`${page.num} 0 R`));
  });

  it('is none with a number in another plain spelling', async () => {
    const { page } = parts;
    const body = writeObject(page.dict).replace('/MediaBox [0 0', '/MediaBox [0.0 +0');
    expect(await forged({ objects: [{ num: page.num, body }] })).toMatchObject({ conclusion: 'valid', changes: [] });
  });
});

describe('an object may not be', () => {
  it('listed twice in a revision', async () => {
    const { content } = parts;
    const evil = { num: content.num, body: COVER };
    for (const objects of [
      [content, evil],
      [evil, content],
    ]) {
      expect((await forged({ objects })).forbidden).toContain(`${content.num} 0 R listed twice`);
    }
  });

  it('written without being listed, for readers that look for objects themselves', async () => {
    const { content } = parts;
    const verdict = await forged({ objects: [{ num: content.num, body: COVER, listed: false }] });
    expect(verdict).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
    expect(verdict.forbidden).toEqual([expect.stringContaining(`${content.num} 0 obj at`)]);
  });

  it('hidden from such a search by a long way between its numbers', async () => {
    const { content } = parts;
    const blanks = ' '.repeat(1_060_000);
    const objects = [{ num: content.num, body: `null endobj ${content.num}${blanks}0 obj ${COVER}`, listed: false }];
    expect((await forged({ objects })).forbidden).toHaveLength(2);
  });

  it('listed where another stands', async () => {
    const { content, page } = parts;
    const rows = ([offset = 0]: readonly number[]) => [row(page.num, offset)];
    expect((await forged({ objects: [content], rows })).conclusion).not.toBe('valid');
  });

  it('listed under one generation and written under another', async () => {
    const { content } = parts;
    const objects = [{ ...content, gen: 1, listed: false }];
    const rows = ([offset = 0]: readonly number[]) => [row(content.num, offset)];
    expect((await forged({ objects, rows })).forbidden).toEqual([expect.stringContaining(`${content.num} 1 obj at`)]);
  });

  it('listed where nothing stands', async () => {
    const { content } = parts;
    const rows = ([offset = 0]: readonly number[]) => [row(content.num, offset + 2)];
    expect((await forged({ objects: [content], rows })).conclusion).not.toBe('valid');
  });

  it('freed', async () => {
    const { content } = parts;
    const rows = () => [row(content.num, 0, { gen: 1, kind: 'f' })];
    expect(await forged({ rows })).toMatchObject(changedAt(`${content.num} 0 R freed`));
  });

  it('given the number 0, which is no object’s', async () => {
    expect(await forged({ objects: [{ num: 0, body: COVER }] })).toMatchObject(changedAt('0 0 R in use'));
  });

  it('pointed back at bytes that were signed', async () => {
    const { content, file } = parts;
    const entry = file.locate(content.num);
    const offset = entry?.kind === 'offset' ? entry.offset : 0;
    const rows = () => [row(parts.free, offset)];
    expect((await forged({ rows })).conclusion).not.toBe('valid');
  });
});

describe('the trailer', () => {
  it.each([
    ['hides objects by a smaller size', { Size: '3' }, 'trailer/Size'],
    ['has something that nobody knows', { Other: '1' }, 'trailer/Other'],
  ])('of a later revision that %s is refused', async (_name, trailer, where) => {
    expect(await forged({ trailer })).toMatchObject(changedAt(where));
  });

  it('may give the file another identifier, or none, but not where something is encrypted under it', async () => {
    const without = forgeRevision(signed, { trailer: { ID: undefined } });
    const given = forgeRevision(without, { trailer: { ID: '[<00> <00>]' } });
    expect(judgeBuffers(without, given)).toEqual([]);
    expect(judgeBuffers(signed, without)).toEqual([]);
    expect(await forged({ trailer: { ID: '[<00> <00>]' } })).toMatchObject({ conclusion: 'valid', changes: [] });
    const document = await PDFDocument.load(await sampleDocument('table'));
    document.encrypt({ algorithm: 'AES-256', userPassword: '', ownerPassword: 'owner' });
    const encrypted = await signAs(Buffer.from(await document.save({ useObjectStreams: false })), 'teacher');
    const other = forgeRevision(encrypted, { trailer: { ID: '[<00> <00>]' } });
    expect(await verdictOf(forgeRevision(encrypted, {}))).toMatchObject({ conclusion: 'valid', changes: [] });
    expect(await verdictOf(other)).toMatchObject(changedAt('trailer/ID'));
    expect(await verdictOf(forgeRevision(encrypted, { trailer: { ID: undefined } }))).toMatchObject(
      changedAt('trailer/ID'),
    );
  });

  it('may not turn the file into an encrypted one', async () => {
    const trailer = { Encrypt: '<< /Filter /Standard >>' };
    await expect(forged({ trailer })).rejects.toMatchObject({ code: 'PDF_ENCRYPTION_UNSUPPORTED' });
  });

  it('may name a new root that says what the old one said, as programs do that add validation data', async () => {
    const { root, free } = parts;
    const objects = [{ num: free, body: changed(root, {}) }];
    expect(await forged({ objects, trailer: { Root: `${free} 0 R` } })).toMatchObject({ conclusion: 'valid' });
  });

  it('may not name a root that says something else, nor an object of before', async () => {
    const { root, page, free } = parts;
    const objects = [{ num: free, body: changed(root, { PageMode: new PdfName('UseOutlines') }) }];
    expect((await forged({ objects, trailer: { Root: `${free} 0 R` } })).forbidden).toContain('Root/PageMode');
    expect((await forged({ trailer: { Root: `${page.num} 0 R` } })).conclusion).not.toBe('valid');
  });

  it('may not name two roots of which readers take the one or the other', async () => {
    const { root, free } = parts;
    const objects = [{ num: free, body: changed(root, {}) }];
    const two = { Root: `${free} 0 R /Root ${root.num} 0 R` };
    expect(await forged({ objects, trailer: two })).toMatchObject(changedAt('trailer'));
  });

  it('may not show by a larger size what a smaller one hid when the file was signed', async () => {
    const base = await sampleDocument('table');
    const { page, free } = partsOf(base);
    const contents = [page.dict.get('Contents') ?? null, new PdfRef(free)].flat();
    const hiding = forgeRevision(base, {
      objects: [
        { num: page.num, body: changed(page, { Contents: contents }) },
        { num: free, body: COVER },
      ],
      trailer: { Size: String(free) },
    });
    const shown = forgeRevision(hiding, { trailer: { Size: String(free + 1) } });
    const changes = judgeBuffers(hiding, shown);
    expect(changes).toEqual([{ kind: 'forbidden', where: 'trailer/Size' }]);
  });
});

describe('cross-references of both kinds at once', () => {
  /** A revision that writes the content stream again as it was, listed in a table and in a stream beside it. */
  const hybrid = async (offsetIn: (at: number) => number, listed = true) => {
    const { content, free } = parts;
    const stream = (at: number): Buffer => {
      const data = Buffer.from([1, 0, 0, 0, 0, 0, 0]);
      data.writeUInt32BE(offsetIn(at), 1);
      return streamOf(data, `/Type /XRef /W [1 4 2] /Index [${content.num} 1] /Size ${free + 1}`);
    };
    const laidOut = forgeRevision(signed, { objects: [content, { num: free, body: stream(0) }] });
    const [at, start] = [content, { num: free }].map(({ num }) => laidOut.lastIndexOf(`\n${num} 0 obj`) + 1) as [
      number,
      number,
    ];
    const objects = [
      { ...content, listed },
      { num: free, body: stream(at) },
    ];
    return forged({ objects, trailer: { XRefStm: String(start) } });
  };

  it('are refused where they differ: readers differ in which of them counts', async () => {
    const { content, file } = parts;
    const before = file.locate(content.num);
    const old = before?.kind === 'offset' ? before.offset : 0;
    expect((await hybrid(() => old)).forbidden).toContain(`${content.num} 0 R listed twice`);
  });

  it('are taken where they say the same, or where only one of them speaks, as programs write them over a hybrid file', async () => {
    expect(await hybrid((at) => at)).toMatchObject({ conclusion: 'valid', changes: [] });
    expect(await hybrid((at) => at, false)).toMatchObject({ conclusion: 'valid', changes: [] });
  });
});
