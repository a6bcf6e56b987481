export type Theme = 'system' | 'light' | 'dark';

const key = 'lapor.theme';
const sheetId = 'dark';

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** What a page shows whatever the visitor has chosen: a wall. */
let pageTheme: Theme | null = null;

/** The dark sheet follows the system unless the visitor has chosen. Paper is always light. */
export function applyTheme(theme: Theme = pageTheme ?? chosenTheme()): void {
  const sheet = document.getElementById(sheetId);
  if (!(sheet instanceof HTMLLinkElement)) return;
  sheet.media = { system: 'screen and (prefers-color-scheme: dark)', light: 'not all', dark: 'screen' }[theme];
  document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(key);
  else localStorage.setItem(key, theme);
  applyTheme(theme);
  dispatchEvent(new Event('themechange'));
}

/** For as long as a page of its own theme is shown; null: the visitor's again. */
export function showInTheme(theme: Theme | null): void {
  pageTheme = theme;
  applyTheme();
  dispatchEvent(new Event('themechange'));
}
