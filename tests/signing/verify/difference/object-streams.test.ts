import { beforeAll, describe, expect, it } from 'vitest';
import { changed, COVER, type DocumentParts, partsOf } from '../document-parts.ts';
import { type ForgedObject, forgeStreamRevision, lastStart, streamOf, type StreamRow } from '../forge-revision.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs, signedSample } from '../signed-samples.ts';
import { changedAt, verdictOf } from '../verdict.ts';
import { writeObject } from '../write-object.ts';

let signed: Buffer;
let parts: DocumentParts;

beforeAll(async () => {
  signed = await signedSample('stream', ['teacher']);
  parts = partsOf(signed);
});

const forged = (objects: readonly ForgedObject[], rows: Record<number, StreamRow> = {}) =>
  verdictOf(forgeStreamRevision(signed, objects, () => new Map(Object.entries(rows).map(([k, v]) => [Number(k), v]))));

/** An object stream with these bodies, in their order. */
function containerOf(bodies: readonly (readonly [num: number, body: string])[]): Buffer {
  let offset = 0;
  const directory = bodies.map(([num, body]) => {
    const entry = `${num} ${offset} `;
    offset += body.length + 1;
    return entry;
  });
  const first = directory.join('').length;
  const data = directory.join('') + bodies.map(([, body]) => `${body} `).join('');
  return streamOf(data, `/Type /ObjStm /N ${bodies.length} /First ${first}`);
}

describe('an object stream of a later revision', () => {
  it('may hold an object as it was', async () => {
    const { page, free } = parts;
    const objects = [{ num: free, body: containerOf([[page.num, changed(page, {})]]) }];
    expect(await forged(objects, { [page.num]: [2, free, 0] })).toMatchObject({ conclusion: 'valid', changes: [] });
  });

  it('may not hold another object under the number of one that was signed', async () => {
    const { page, free } = parts;
    const objects = [{ num: free, body: containerOf([[page.num, changed(page, { Rotate: 90 })]]) }];
    expect(await forged(objects, { [page.num]: [2, free, 0] })).toMatchObject(changedAt(`${page.num} 0 R`));
  });

  it('may not hold two objects of one number, of which readers take the one or the other', async () => {
    const { page, free } = parts;
    const container = containerOf([
      [page.num, changed(page, {})],
      [page.num, changed(page, { Rotate: 90 })],
    ]);
    const verdict = await forged([{ num: free, body: container }], { [page.num]: [2, free, 0] });
    expect(verdict).toMatchObject(changedAt(`${page.num} in object stream ${free}, not listed`));
  });

  it('may not hold what no cross-reference lists', async () => {
    const { page, free } = parts;
    const objects = [{ num: free, body: containerOf([[page.num, changed(page, { Rotate: 90 })]]) }];
    expect(await forged(objects)).toMatchObject(changedAt(`${page.num} in object stream ${free}, not listed`));
  });

  it('leaves the change unknown where it is none', async () => {
    const { page, free } = parts;
    for (const num of [page.num, free + 1]) {
      const verdict = await forged([{ num: free, body: '[1]' }], { [num]: [2, free, 0] });
      expect(verdict.against).toEqual(['CHANGES_UNKNOWN']);
    }
  });

  it('may not be an earlier one that was superseded before the signing', async () => {
    const base = await sampleDocument('stream');
    const { page, free } = partsOf(base);
    const objects = [{ num: free, body: containerOf([[page.num, changed(page, {})]]) }];
    const entry: StreamRow = [2, free, 0];
    const packed = forgeStreamRevision(base, objects, () => new Map([[page.num, entry]]));
    const victim = await signAs(packed, 'teacher');
    const verdict = await verdictOf(forgeStreamRevision(victim, [], () => new Map([[page.num, entry]])));
    expect(verdict.forbidden).toContain(`${page.num} 0 R moved to signed bytes`);
  });
});

describe('a cross-reference stream of a later revision', () => {
  it('of no known kind hides an object, which is a change', async () => {
    const { page } = parts;
    expect(await forged([], { [page.num]: [7, 0, 0] })).toMatchObject(changedAt(`${page.num} 0 R freed`));
  });

  it('may take the number of the last one', async () => {
    const own = Number(/(\d+) \d+ obj/.exec(signed.toString('latin1', Number(lastStart(signed))))?.[1]);
    const unlisted = forgeStreamRevision(signed, []);
    const listed = forgeStreamRevision(signed, [], () => new Map([[own, [1, Number(lastStart(unlisted)), 0]]]));
    for (const bytes of [unlisted, listed]) {
      expect(await verdictOf(renumber(bytes, own))).toMatchObject({ conclusion: 'valid', changes: [] });
    }
  });

  it('may not take, unlisted, the number of another object', async () => {
    const { content } = parts;
    const verdict = await verdictOf(renumber(forgeStreamRevision(signed, []), content.num));
    expect(verdict.forbidden).toEqual([expect.stringContaining(`${content.num} 0 obj at`)]);
  });
});

/** Gives the last cross-reference stream another number. */
function renumber(bytes: Buffer, num: number): Buffer {
  const at = Number(lastStart(bytes));
  const [head, tail] = [bytes.subarray(0, at), bytes.toString('latin1', at)];
  return Buffer.concat([head, Buffer.from(tail.replace(/^\d+/, String(num)), 'latin1')]);
}

describe('a content stream that calls itself a cross-reference stream', () => {
  it('is still a content stream', async () => {
    const { content, file } = parts;
    const entry = file.locate(content.num);
    expect(entry?.kind).toBe('offset');
    const body = COVER.replace('<<', '<< /Type /XRef');
    expect(await forged([{ num: content.num, body }])).toMatchObject(changedAt(`${content.num} 0 R`));
    expect(writeObject(parts.page.dict)).toContain(`${content.num} 0 R`);
  });
});
