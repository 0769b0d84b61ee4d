import { describe, expect, it } from 'vitest';
import '../../../support/pki/to-throw-code.ts';
import { findPage, walkPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { SeededRandom } from '../../verify/random.ts';
import { onePage, type RawObjects, tablePdf } from '../raw-pdf.ts';
import { read } from '../sign.ts';

const PAGE = '<</Type /Page /MediaBox [0 0 595 842]>>';

/** The object numbers of the pages, one by one as they are asked for; counted from the end they are the same. */
function found(objects: RawObjects): number[] {
  return read(tablePdf({ ...onePage, ...objects }).bytes, (file) => {
    const pages = [...walkPages(file)];
    const numberAt = (index: number) => findPage(file, index).ref?.num ?? 0;
    const fromStart = pages.map((_page, index) => numberAt(index));
    expect(pages.map((_page, index) => numberAt(index - pages.length))).toEqual(fromStart);
    return fromStart;
  });
}

/** A page tree with counts that are right or too large, in which some kids are gone or come twice. */
class RandomTree {
  readonly objects: Record<number, string> = {};
  readonly pages: number[] = [];
  readonly #random: SeededRandom;
  #next = 10;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
    this.objects[2] = this.#node(4);
  }

  #node(depth: number): string {
    const [before, isFlat] = [this.pages.length, this.#random.below(2) === 0];
    const kids = Array.from({ length: 1 + this.#random.below(5) }, () => this.#kid(isFlat ? 0 : depth));
    const more = this.#random.pick([0, 0, 0, 1, 7]) + kids.length;
    const isRight = this.#random.below(2) === 0;
    return `<</Type /Pages /Kids [${kids.join(' ')}] /Count ${this.pages.length - before + (isRight ? 0 : more)}>>`;
  }

  #kid(depth: number): string {
    if (this.#random.below(12) === 0) return this.#random.pick(['null', '999 0 R', `${this.pages.at(-1) ?? 999} 0 R`]);
    const num = this.#next++;
    if (depth === 0 || this.#random.below(3) === 0) {
      this.pages.push(num);
      this.objects[num] = PAGE;
    } else this.objects[num] = this.#node(depth - 1);
    return `${num} 0 R`;
  }
}

describe('a page', () => {
  const two = { 3: '<</Type /Pages /Kids [5 0 R 6 0 R] /Count 9>>', 4: PAGE, 5: PAGE, 6: PAGE };

  it('is found behind a part of the tree that counts too many', () => {
    expect(found({ ...two, 2: '<</Type /Pages /Kids [3 0 R 4 0 R] /Count 10>>' })).toEqual([5, 6, 4]);
  });

  it.each([
    ['is gone', '9 0 R'],
    ['is free', '0 0 R'],
    ['is nothing', 'null'],
    ['is another once more', '5 0 R'],
  ])('is found behind one that counts and %s', (_name, kid) => {
    const objects = { 2: `<</Type /Pages /Kids [5 0 R ${kid} 6 0 R 4 0 R] /Count 4>>`, 4: PAGE, 5: PAGE, 6: PAGE };
    expect(found(objects)).toEqual([5, 6, 4]);
  });

  it('is found where no part counts', () => {
    const objects = { ...two, 2: '<</Type /Pages /Kids [3 0 R 4 0 R]>>', 3: '<</Type /Pages /Kids [5 0 R 6 0 R]>>' };
    expect(found(objects)).toEqual([5, 6, 4]);
  });

  it('that only a count promises is not found', () => {
    const { bytes } = tablePdf({ ...onePage, 2: '<</Type /Pages /Kids [3 0 R] /Count 5>>' });
    expect(() => read(bytes, (file) => findPage(file, 3))).toThrowCode('PDF_PAGE_NOT_FOUND');
  });

  it('is the last one also where the last that is counted is none', () => {
    const objects = {
      2: '<</Type /Pages /Kids [5 0 R 6 0 R 4 0 R] /Count 3>>',
      4: 'null',
      5: PAGE,
      6: PAGE,
    };
    const { bytes } = tablePdf({ ...onePage, ...objects });
    expect(read(bytes, (file) => findPage(file, -1).ref?.num)).toBe(6);
  });

  it('is the last one without a look at those before it', () => {
    const pages = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [10 + at, PAGE]));
    const kids = Object.keys(pages).map((num) => `${num} 0 R`);
    const { bytes } = tablePdf({ ...onePage, ...pages, 2: `<</Type /Pages /Kids [${kids.join(' ')}] /Count 50>>` });
    const asked: number[] = [];
    read(bytes, (file) => {
      const get = file.get.bind(file);
      file.get = (num, ...more) => {
        asked.push(num);
        return get(num, ...more);
      };
      expect(findPage(file, -1)).toMatchObject({ index: 49, ref: { num: 59 } });
    });
    expect(asked.filter((num) => num >= 10 && num < 59)).toEqual([]);
  });

  it('is the same, asked for by its place, as a walk of all pages finds there', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const { objects, pages } = new RandomTree(seed);
      if (pages.length > 0) expect(found(objects), `seed ${seed}`).toEqual(pages);
    }
  });
});
