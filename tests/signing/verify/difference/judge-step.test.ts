import { beforeAll, describe, expect, it } from 'vitest';
import { PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { openPdfBytes } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { usedElsewhere } from '../../../../src/signing/verify/difference/used-elsewhere.ts';
import { changed, COVER, itemsOf, partsOf, revise } from '../document-parts.ts';
import { forgeRevision } from '../forge-revision.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { changedAt, judgeBuffers as step, verdictOf } from '../verdict.ts';

let base: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
});

describe('a step between two revisions', () => {
  it('may leave out of the trailer what a program does not know', () => {
    const old = forgeRevision(base, { trailer: { Other: '1' } });
    expect(step(old, forgeRevision(old, {}))).toEqual([]);
  });

  it('may bring an information dictionary into a file that had none', () => {
    const old = forgeRevision(base, { trailer: { Info: undefined } });
    const { free } = partsOf(old);
    const objects = [{ num: free, body: '<< /Title (x) >>' }];
    const later = forgeRevision(old, { objects, trailer: { Info: `${free} 0 R` } });
    expect(step(old, later)).toEqual([{ kind: 'metadata', where: 'trailer/Info' }]);
  });

  it('may bring form and annotations into a file that had none', async () => {
    const bare = revise(base, ({ root, page }) => ({
      [root.num]: changed(root, { AcroForm: undefined }),
      [page.num]: changed(page, { Annots: undefined }),
    }));
    expect(step(bare, forgeRevision(bare, {}))).toEqual([]);
    expect(step(bare, await signAs(bare, 'teacher'))).toEqual([{ kind: 'signature', where: 'Signature1' }]);
  });

  it('may not take the form away', () => {
    const gone = revise(base, ({ root }) => ({ [root.num]: changed(root, { AcroForm: undefined }) }));
    expect(step(base, gone)).toEqual([{ kind: 'forbidden', where: 'AcroForm' }]);
  });
});

describe('bytes after a signed revision that are no revision', () => {
  it.each(['x', '\n\nx', '\n% %%EOF\n', '\nstartxref\n0\n', ' '.repeat(1025)])('are refused: %j', async (tail) => {
    const signed = await signAs(base, 'teacher');
    const verdict = await verdictOf(Buffer.concat([signed, Buffer.from(tail)]));
    expect(verdict.conclusion).not.toBe('valid');
  });

  it.each(['\n', '\r\n', '\n\n', ' \t\n', '\0'])('are no change where they are blank: %j', async (tail) => {
    const signed = await signAs(base, 'teacher');
    const verdict = await verdictOf(Buffer.concat([signed, Buffer.from(tail)]));
    expect(verdict.conclusion).toBe('valid');
  });

  it('are named as such', async () => {
    const signed = await signAs(base, 'teacher');
    const later = Buffer.concat([forgeRevision(signed, {}), Buffer.from('x')]);
    expect(await verdictOf(later)).toMatchObject(changedAt('bytes after the end of the revision'));
  });
});

describe('a gap that a later signature leaves (shadow: hide)', () => {
  it('may not be filled after it', async () => {
    const once = await signAs(base, 'teacher');
    const gap = partsOf(once).free + 30;
    const laidOut = revise(once, ({ form, file, free }) => ({
      [form.num]: changed(form, { Fields: [...itemsOf(file, form.dict, 'Fields'), new PdfRef(free)] }),
      [free]: `<< /FT /Sig /T (Next) /MK << /I ${gap} 0 R >> >>`,
    }));
    const twice = await signAs(laidOut, 'head');
    expect((await verdictOf(twice)).conclusion).toBe('valid');
    const filled = revise(twice, () => ({ [gap]: COVER }));
    expect(await verdictOf(filled)).toMatchObject(changedAt(`${gap} 0 R fills a gap`));
  });
});

describe('an object stream', () => {
  it('serves for what is in it, whatever else it calls itself', async () => {
    const file = openPdfBytes(await sampleDocument('stream'));
    const containers = file.sections.flatMap((section) =>
      Array.from(section.entries(), ([, entry]) => (entry.kind === 'compressed' ? entry.container : -1)),
    );
    const container = Math.max(...containers);
    expect(container).toBeGreaterThan(0);
    expect(usedElsewhere(file, new Set([container]))).toEqual([container]);
  });
});
