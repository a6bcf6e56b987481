/** What is known of a page's height in pixels before it was drawn; a card has some 180. */
export const guess = 30 * 180;

interface Measured {
  height: number | undefined;
}

/** The first and the last page that are drawn. */
export interface FeedWindow {
  from: number;
  to: number;
}

export function heightOf(pages: readonly Measured[]): number {
  return pages.reduce((sum, each) => sum + (each.height ?? guess), 0);
}

/** The pages within `height` of what is seen, when the list is scrolled by `top` in a window of that height; all in pixels. */
export function windowAt(pages: readonly Measured[], top: number, height: number): FeedWindow {
  const last = Math.max(0, pages.length - 1);
  let from = 0;
  let end = pages[0]?.height ?? guess;
  while (from < last && end <= top - height) end += pages[++from].height ?? guess;
  let to = from;
  while (to < last && end < top + 2 * height) end += pages[++to].height ?? guess;
  return { from, to };
}
