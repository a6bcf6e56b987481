export type Theme = 'system' | 'light' | 'dark';

const key = 'lapor.theme';
const sheetId = 'dark';

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** The dark sheet follows the system unless the visitor has chosen. */
export function applyTheme(theme: Theme = chosenTheme()): void {
  const sheet = document.getElementById(sheetId);
  if (!(sheet instanceof HTMLLinkElement)) return;
  sheet.media = { system: '(prefers-color-scheme: dark)', light: 'not all', dark: 'all' }[theme];
  document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(key);
  else localStorage.setItem(key, theme);
  applyTheme(theme);
  dispatchEvent(new Event('themechange'));
}

export function isDark(): boolean {
  const theme = chosenTheme();
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}
