import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { apiTypes, SCHEMA_FILE } from '../../web/generate-api.ts';

it('the browser’s types of the API are those of the server: `npm run generate` writes them anew', async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await apiTypes());
});

/** By its address: the browser's files have types of their own. */
const ARIA_TEXTS = new URL('../../web/src/kernel/aria-texts.ts', import.meta.url).href;

describe('what is said aloud in Vietnamese', () => {
  it('has every text that the components know, but those of colours', async () => {
    const { ARIA_VI } = (await import(ARIA_TEXTS)) as {
      ARIA_VI: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const english = createRequire(import.meta.resolve('../../web/package.json'))(
      '../node_modules/react-aria-components/i18n/en-US.js',
    ) as Record<string, Record<string, unknown>>;
    const keysOf = (texts: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
      Object.entries(texts)
        .filter(([name]) => !name.includes('color'))
        .flatMap(([name, entries]) => Object.keys(entries).map((key) => `${name} ${key}`))
        .sort();
    expect(keysOf(ARIA_VI)).toEqual(keysOf(english));
  });
});
