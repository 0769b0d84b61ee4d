import { createContext, use } from 'react';

export type Language = 'vi' | 'en';

/** A text in both languages: a sentence, or a function of the values in it. */
type Entry = { readonly vi: string; readonly en: string } | { readonly vi: Teller; readonly en: Teller };
// Parameters of a text are checked where it is written and where it is asked for; here only that it gives a string.
type Teller = (...args: never[]) => string;

type Spoken<E extends Entry> = E['vi'];

/** The texts of a feature in one language. */
export type Texts<D extends Readonly<Record<string, Entry>>> = { readonly [K in keyof D]: Spoken<D[K]> };

const STORED = 'hoso.language';

export const LanguageContext = createContext<Language>('vi');

/** The language chosen on this machine; Vietnamese until somebody chose otherwise. */
export function storedLanguage(): Language {
  return localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
}

export function useLanguage(): Language {
  return use(LanguageContext);
}

/** The texts of a feature in the language of the page. */
export function useTexts<D extends Readonly<Record<string, Entry>>>(texts: D): Texts<D> {
  return inLanguage(texts, useLanguage());
}

const made = new Map<Language, WeakMap<object, unknown>>([
  ['vi', new WeakMap()],
  ['en', new WeakMap()],
]);

export function inLanguage<D extends Readonly<Record<string, Entry>>>(texts: D, language: Language): Texts<D> {
  const known = made.get(language);
  const found = known?.get(texts) as Texts<D> | undefined;
  if (found) return found;
  const spoken = Object.fromEntries(Object.entries(texts).map(([key, entry]) => [key, entry[language]])) as Texts<D>;
  known?.set(texts, spoken);
  return spoken;
}
