import type { AnchorHTMLAttributes, ComponentChildren, TargetedMouseEvent } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { bare, localized } from './language';

/** Where the visitor is: the path without its language, and the query. */
export interface Place {
  path: string;
  query: URLSearchParams;
  /** What the page's pattern names: `/reports/{id}`. */
  params: Record<string, string>;
}

type Listener = () => void;
const listeners = new Set<Listener>();

function tell(): void {
  for (const each of listeners) each();
}

addEventListener('popstate', tell);

/** Goes to a bare path in the page's language, without loading a document. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  const url = localized(path);
  if (options.replace) history.replaceState(null, '', url);
  else {
    history.pushState(null, '', url);
    scrollTo(0, 0);
  }
  tell();
}

/** Puts the page's filters into the URL; empty values leave it. A new entry of the history only when `push`. */
export function setQuery(values: Record<string, string | null | undefined>, options: { push?: boolean } = {}): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const search = query.toString();
  const url = location.pathname + (search ? `?${search}` : '');
  if (url === location.pathname + location.search) return;
  if (options.push) history.pushState(null, '', url);
  else history.replaceState(null, '', url);
  tell();
}

/** The place as it is now; the component is drawn anew when it changes. */
export function useLocation(): { path: string; search: string } {
  const read = () => ({ path: bare(location.pathname), search: location.search });
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const listener = () => setPlace(read());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return place;
}

export const PlaceContext = createContext<Place>({ path: '/', query: new URLSearchParams(), params: {} });
export const usePlace = (): Place => useContext(PlaceContext);

/**
 * Matches `/reports/{id}` with `/reports/1000001`; a name at the end with `...` takes the rest: `/admin/{rest...}`. A
 * path that is no percent-encoded UTF-8 fits no pattern.
 */
export function match(pattern: string, path: string): Record<string, string> | null {
  try {
    return paramsOf(pattern, path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Throws `URIError`. */
function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const params: Record<string, string> = {};
  for (let i = 0; i < wanted.length; ++i) {
    const part = wanted[i];
    if (part.startsWith('{') && part.endsWith('...}')) {
      params[part.slice(1, -4)] = given.slice(i).map(decodeURIComponent).join('/');
      return given.length > i ? params : null;
    }
    if (i >= given.length) return null;
    if (part.startsWith('{')) {
      if (given[i] === '') return null;
      params[part.slice(1, -1)] = decodeURIComponent(given[i]);
    } else if (part !== given[i]) return null;
  }
  return wanted.length === given.length ? params : null;
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string; children?: ComponentChildren };

/** A link to a page of ours: `to` is a bare path. With Ctrl and the like the browser does what it always does. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const href = useMemo(() => localized(to), [to]);
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  );
}
