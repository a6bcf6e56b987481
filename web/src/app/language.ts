export type Language = 'id' | 'en';

/** The language of this page, which its path says: `/en/...` is English, everything else Indonesian. */
export function language(): Language {
  return languageOf(location.pathname);
}

export function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') ? 'en' : 'id';
}

/** For Intl. */
export function locale(): string {
  return language() === 'en' ? 'en-GB' : 'id-ID';
}

/** A path without its language: `/en/reports` is `/reports`. */
export function bare(path: string): string {
  if (languageOf(path) === 'id') return path;
  return path.slice('/en'.length) || '/';
}

/** A bare path in the page's language (or another one). */
export function localized(path: string, into: Language = language()): string {
  if (into === 'id') return path;
  return path === '/' ? '/en' : `/en${path}`;
}
