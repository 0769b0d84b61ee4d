import { SeededRandom } from '../verify/random.ts';
import { onePage, type RawObjects } from './raw-pdf.ts';

const FIRST = 10;

/** How many annotations a page has, and what stands under further numbers. */
export interface ManyAnnotations {
  readonly count: number;
  readonly pages?: number;
  /** The entries of one of them, by its place. */
  readonly special?: Readonly<Record<number, string>>;
  readonly more?: RawObjects;
}

/**
 * A document whose pages share one list of links and notes, each an object of its own; a quarter of them are widgets of one
 * field. The same each time.
 */
export function manyAnnotations({ count, pages = 1, special = {}, more = {} }: ManyAnnotations): RawObjects {
  const random = new SeededRandom(5);
  const numbers = Array.from({ length: count }, (_, index) => FIRST + pages + index);
  const isWidget = (index: number): boolean => index % 4 === 3;
  const annotation = (index: number): string => {
    const [left, bottom] = [random.below(500), random.below(800)];
    const place = `/Type /Annot /Rect [${left} ${bottom} ${left + 40} ${bottom + 9.5}]`;
    if (special[index] !== undefined) return `<<${place} ${special[index]}>>`;
    if (isWidget(index)) return `<<${place} /Subtype /Widget /Parent 5 0 R>>`;
    return `<<${place} /Subtype /Link /A <</S /URI /URI (http://school.example/${random.below(10_000)})>>>>`;
  };
  const kids = Array.from({ length: pages }, (_, index) => `${FIRST + index} 0 R`);
  const widgets = numbers.filter((_num, index) => isWidget(index)).map((num) => `${num} 0 R`);
  return {
    ...onePage,
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [5 0 R]>>>>',
    2: `<</Type /Pages /Kids [${kids.join(' ')}] /Count ${pages}>>`,
    5: `<</FT /Tx /T (Remark) /Kids [${widgets.join(' ')}]>>`,
    6: `[${numbers.map((num) => `${num} 0 R`).join(' ')}]`,
    ...Object.fromEntries(
      kids.map((_kid, index) => [FIRST + index, '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots 6 0 R>>']),
    ),
    ...Object.fromEntries(numbers.map((num, index) => [num, annotation(index)])),
    ...more,
  };
}
