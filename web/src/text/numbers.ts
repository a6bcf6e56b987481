import { locale } from '../app/language';

export function whole(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value);
}

export function decimal(value: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}

/** `share` between 0 and 1. */
export function percent(share: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** "1,2 rb" where there is little room. */
export function compact(value: number): string {
  return new Intl.NumberFormat(locale(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** "850 kB", "1,2 MB". */
export function fileSize(bytes: number): string {
  return bytes < 1e6 ? `${whole(Math.ceil(bytes / 1e3))} kB` : `${decimal(bytes / 1e6)} MB`;
}
