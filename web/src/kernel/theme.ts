export type Theme = 'light' | 'dark' | 'system';

const STORED = 'hoso.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function storeTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, theme);
  applyTheme();
}

/** Puts the chosen theme, or the machine's own, on the page. */
export function applyTheme(): void {
  const chosen = storedTheme();
  const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}

/** Follows the machine from now on. */
export function followTheme(): void {
  applyTheme();
  dark.addEventListener('change', applyTheme);
}
