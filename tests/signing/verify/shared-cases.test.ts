import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Conclusion, verifyPdf } from '../../../src/signing/index.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/cases');
const isThere = existsSync(folder);

/** Files made to deceive, and honest ones that were misjudged, each with what may be concluded. */
const CASES: Readonly<Record<string, readonly Conclusion[]>> = {
  'c0-pages-signed-by-hoso': ['valid'],
  'c0-pages-any-content-no-key': ['invalid'],
  'c0-acroform-stream-before': ['valid'],
  'c0-acroform-dict-becomes-stream': ['invalid'],
  'c0-certp3-annots-array-is-contents': ['invalid'],
  'c1-before-textfield-shown': ['valid'],
  'c1-kids-on-textfield-hides-text-in-chrome': ['invalid'],
  'c2-before-certified-p2': ['valid'],
  'c2-acroform-da-white-erases-clause-no-key': ['invalid'],
  'c2-before-approval': ['valid'],
  'c2-step-attacker-adds-da': ['invalid'],
  'c2-hidden-text-revealed-then-honest-second-sign': ['invalid'],
  'm-docmdp-p1-reference-without-catalog-perms-then-second-sig': ['invalid', 'indeterminate'],
  'm-sig-field-named-like-text-field': ['invalid'],
  'm-hidden-sigfield-before': ['valid'],
  'm-hidden-sigfield-fullpage-under-p2': ['invalid'],
  'h1-ber-cms': ['valid'],
  'h2-no-signed-attributes-said-forged': ['valid', 'indeterminate'],
  'h3-pss-default-salt20': ['valid'],
  'h3-two-digest-algorithms': ['valid'],
  'm-dss-with-unrelated-certificate': ['valid'],
  'h4-p2-fill-appearance-rewritten-in-place': ['valid'],
  'h5-xmp-only-after-approval': ['valid'],
  'm-one-newline-appended': ['valid'],
  'p-form-fill-after-approval': ['invalid'],
};

const read = (name: string): Buffer => readFileSync(join(folder, name));

it('there are files to judge, at least where everything is checked', () => {
  if (process.env['CI'] !== undefined) expect(isThere).toBe(true);
});

describe.skipIf(!isThere)('a file made to deceive, or an honest one that looks like it', () => {
  it.each(Object.entries(CASES))('%s is %j', async (name, conclusions) => {
    const { conclusion } = await verifyPdf(read(`${name}.pdf`), {
      roots: [read('root.pem').toString(), read('judges_ca.pem').toString()],
      crls: ['root.crl', 'inter.crl', 'judges_ca.crl'].map(read),
    });
    expect(conclusions).toContain(conclusion);
  });
});
