import { type Plugin } from 'vite';

const INTL_FOLDER = /\/(intl|i18n)\/[a-z]{2}-[A-Z]{2}\.m?js$/;
const KEPT = /\/en-US\.m?js$/;

/** React Aria carries 34 languages and no Vietnamese; the application gives its own texts, so one language is enough. */
export function trimLocales(): Plugin {
  return {
    name: 'trim-locales',
    enforce: 'pre',
    load(id) {
      const path = id.split('?')[0] ?? '';
      if (!/node_modules\/(@react-aria|@react-stately|@react-spectrum|react-aria|react-stately)/.test(path)) return;
      if (INTL_FOLDER.test(path) && !KEPT.test(path)) return 'export default {};';
      return;
    },
  };
}
