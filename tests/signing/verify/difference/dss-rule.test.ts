import { beforeAll, describe, expect, it } from 'vitest';
import { PdfDict, PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { type RawObjects } from '../append-revision.ts';
import { changed, partsOf, revise } from '../document-parts.ts';
import { streamOf } from '../forge-revision.ts';
import { sampleDocument } from '../sample-files.ts';
import { levelSample, signAs, testRoots } from '../signed-samples.ts';
import { changedAt, reportOf, verdictOf } from '../verdict.ts';

let base: Buffer;
let signed: Buffer;
let archived: Buffer;
let certificate: Buffer;
const KEY = 'A'.repeat(40);

beforeAll(async () => {
  base = await sampleDocument('table');
  signed = await signAs(base, 'teacher', { certify: 1 });
  archived = await levelSample('table', 'b-lt');
  certificate = streamOf(Buffer.from((await testRoots())[0] ?? []));
});

/** Adds a security store whose objects begin at `free + 1`. */
const stored = (bytes: Buffer, make: (free: number) => RawObjects): Buffer =>
  revise(bytes, ({ root, free }) => ({ [root.num]: changed(root, { DSS: new PdfRef(free) }), ...make(free) }));

describe('a security store of another program', () => {
  it('may come after a certification that allows no changes, with entries for each signature', async () => {
    const bytes = stored(signed, (free) => ({
      [free]: `<< /Type /DSS /Certs [${free + 1} 0 R] /VRI << /Type /VRI /${KEY} ${free + 2} 0 R >> >>`,
      [free + 1]: certificate,
      [free + 2]: `<< /Type /VRI /Cert [${free + 1} 0 R] /TU (D:2026) /TS ${free + 3} 0 R >>`,
      [free + 3]: streamOf('x'),
    }));
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: ['validation-data'] });
  });

  it('may grow in place, its lists too', async () => {
    const { issuing } = await sharedPki('ecdsa-p256-sha256');
    const first = stored(signed, (free) => ({
      [free]: `<< /Certs ${free + 1} 0 R >>`,
      [free + 1]: `[${free + 2} 0 R]`,
      [free + 2]: certificate,
    }));
    const grown = revise(first, ({ root, free }) => {
      const { num } = root.dict.get('DSS') as PdfRef;
      return { [num + 1]: `[${num + 2} 0 R ${free} 0 R]`, [free]: streamOf(Buffer.from(issuing.certificate.der)) };
    });
    expect(await verdictOf(grown)).toMatchObject({ conclusion: 'valid', changes: ['validation-data'] });
  });

  it.each([
    ['holds something else', '<< /Other 1 >>', 'DSS/Other'],
    ['is no dictionary', '[1]', 'DSS'],
    ['says a thing twice', '<< /Certs [] /Certs [] >>', 'DSS'],
    ['has a list that is none', '<< /Certs 5 >>', 'DSS/Certs'],
    ['lists what is no stream', '<< /Certs [<< >> << >>] >>', 'DSS/Certs'],
    ['has entries that are none', '<< /VRI [1] >>', 'DSS/VRI'],
    ['has an entry for no signature', '<< /VRI << /Other << >> >> >>', 'DSS/VRI/Other'],
    ['has an entry with something else in it', `<< /VRI << /${KEY} << /A 1 >> >> >>`, `DSS/VRI/${KEY}/A`],
    ['has a timestamp that is no stream', `<< /VRI << /${KEY} << /TS 1 >> >> >>`, `DSS/VRI/${KEY}/TS`],
  ])('that %s is refused', async (_name, body, where) => {
    expect(await verdictOf(stored(signed, (free) => ({ [free]: body })))).toMatchObject(changedAt(where));
  });

  it('that no longer holds what it held leaves the earlier signatures undecided', async () => {
    const full = stored(await signAs(base, 'teacher'), (free) => ({
      [free]: `<< /Certs [${free + 1} 0 R] /CRLs [] /VRI << /${KEY} << /Cert [${free + 1} 0 R] >> >> >>`,
      [free + 1]: certificate,
    }));
    const covered = await signAs(full, 'head');
    const { num } = partsOf(covered).root.dict.get('DSS') as PdfRef;
    const left = (body: string, more: RawObjects = {}): Buffer => revise(covered, () => ({ [num]: body, ...more }));
    for (const [body, ...lost] of [
      ['<< >>', 'DSS/Certs', 'DSS/CRLs', 'DSS/VRI'],
      [`<< /Certs [] /CRLs [] /VRI << /${KEY} << /Cert [${num + 1} 0 R] >> >> >>`, 'DSS/Certs'],
      [`<< /Certs [${num + 1} 0 R] /CRLs [] /VRI << >> >>`, `DSS/VRI/${KEY}`],
    ] as const) {
      const { against, conclusion } = await verdictOf(left(body));
      expect([conclusion, against]).toEqual(['indeterminate', ['VALIDATION_DATA_LOST']]);
      expect((await reportOf(left(body))).changes.list.map(({ where }) => where)).toEqual(expect.arrayContaining(lost));
    }
  });

  it('may be written anew with the same data', async () => {
    const full = stored(base, (free) => ({ [free]: `<< /Certs [${free + 1} 0 R 5] >>`, [free + 1]: certificate }));
    const covered = await signAs(full, 'teacher');
    const { num } = partsOf(covered).root.dict.get('DSS') as PdfRef;
    const anew = revise(covered, ({ free }) => ({ [num]: `<< /Certs [${free} 0 R] >>`, [free]: certificate }));
    expect(await verdictOf(anew)).toMatchObject({ conclusion: 'valid' });
  });

  it('stays as it is under later signatures', async () => {
    const thrice = await signAs(await signAs(archived, 'head'), 'principal');
    expect(await verdictOf(thrice)).toMatchObject({ conclusion: 'valid' });
  });

  it('may not go', async () => {
    const covered = await signAs(archived, 'head');
    const gone = (value: null | undefined): Buffer =>
      revise(covered, ({ root }) => ({ [root.num]: changed(root, { DSS: value }) }));
    for (const bytes of [gone(undefined), gone(null)]) {
      expect(await verdictOf(bytes)).toMatchObject({ forbidden: ['Root/DSS'] });
    }
    const nothing = revise(signed, ({ root }) => ({ [root.num]: changed(root, { DSS: null }) }));
    expect(await verdictOf(nothing)).toMatchObject({ conclusion: 'valid', changes: [] });
  });
});

describe('a list of the store that serves as the contents of a page too (shadow: replace)', () => {
  it('may not grow: a certificate of nobody can be drawn as a page', async () => {
    const prepared = revise(base, ({ page, root, free }) => ({
      [root.num]: changed(root, { DSS: new PdfDict([['Certs', new PdfRef(free)]]) }),
      [page.num]: changed(page, { Contents: new PdfRef(free) }),
      [free]: `[${free + 1} 0 R]`,
      [free + 1]: certificate,
    }));
    const victim = await signAs(prepared, 'teacher');
    expect(await verdictOf(victim)).toMatchObject({ conclusion: 'valid' });
    const list = partsOf(base).free;
    const forged = revise(victim, ({ free }) => ({ [list]: `[${free} 0 R]`, [free]: certificate }));
    expect(await verdictOf(forged)).toMatchObject(changedAt(`${list} 0 R, which serves as something else too`));
  });
});
