/** The colours of tokens.css that a canvas needs, as the style sheets have them at this moment. */
export interface Colours {
  series: readonly string[];
  text: string;
  muted: string;
  line: string;
  surface: string;
}

const series = [1, 2, 3, 4, 5];

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: series.map((each) => colour(`--series-${each}`)),
    text: colour('--text'),
    muted: colour('--text-muted'),
    line: colour('--line'),
    surface: colour('--surface'),
  };
}

const media = ['(prefers-color-scheme: dark)', 'print'];

/** Tells when other colours are in force: the theme, or paper. */
export function onColoursChange(tell: () => void): () => void {
  const lists = media.map((each) => matchMedia(each));
  addEventListener('themechange', tell);
  for (const list of lists) list.addEventListener('change', tell);
  return () => {
    removeEventListener('themechange', tell);
    for (const list of lists) list.removeEventListener('change', tell);
  };
}
