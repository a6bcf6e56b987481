import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { asProblem, get, type Problem, send, setCsrfToken } from './client';
import type { Profile, Schemas } from './types';

/** Who uses this page. `unknown`: not asked yet; null: nobody has signed in. */
export interface Session {
  who: Profile | null | 'unknown';
  signIn: (credentials: Credentials) => Promise<Schemas['SignedInSession']>;
  signOut: () => Promise<void>;
  refresh: () => Promise<void>;
}

export interface Credentials {
  address: string;
  password: string;
  code?: string;
  role?: string;
}

/** Who may be signed in on this device: it spares visitors a question whose answer is no, and tells who writes offline. */
const hint = 'lapor.session';

/** By what the server last said; null when nobody was. */
export function lastSignedIn(): Pick<Profile, 'person' | 'role'> | null {
  try {
    return JSON.parse(localStorage.getItem(hint) ?? 'null') as Pick<Profile, 'person' | 'role'> | null;
  } catch {
    return null;
  }
}

/** Whose unsent words this tab holds; it outlives a session that has expired, so that the same person finds them again. */
const tabHint = 'lapor.tab';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lapor.session');

/** This tab is this person's from now on (null: has been left). What somebody else wrote in it is dropped. */
export function claimTab(person: Profile['person'] | null): void {
  const before = sessionStorage.getItem(tabHint);
  const now = person === null ? null : String(person);
  if (now === null) sessionStorage.removeItem(tabHint);
  else sessionStorage.setItem(tabHint, now);
  if (before === null || before === now) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('lapor.texts.')) sessionStorage.removeItem(key);
  dispatchEvent(new Event('signedout'));
}

const nobody: Session = {
  who: null,
  signIn: () => Promise.reject(new Error('no session')),
  signOut: () => Promise.resolve(),
  refresh: () => Promise.resolve(),
};

const SessionContext = createContext<Session>(nobody);
export const useSession = (): Session => useContext(SessionContext);

/** The signed-in person, or null while nobody is. */
export function useWho(): Profile | null {
  const { who } = useSession();
  return who === 'unknown' ? null : who;
}

function endsSession(problem: Problem): boolean {
  return problem.kind === 'unknown-token' || problem.kind === 'sign-in-needed';
}

export function SessionProvider({ children }: { children: ComponentChildren }) {
  const [who, setWho] = useState<Session['who']>(() => (localStorage.getItem(hint) ? 'unknown' : null));

  const forget = useCallback(() => {
    localStorage.removeItem(hint);
    setCsrfToken(null);
    setWho(null);
  }, []);

  const refresh = useCallback(async () => {
    try {
      const profile = await get<Profile>('/v1/me');
      setCsrfToken(profile.csrf_token ?? null);
      localStorage.setItem(hint, JSON.stringify({ person: profile.person, role: profile.role }));
      claimTab(profile.person);
      setWho(profile);
    } catch (error) {
      if (asProblem(error).status === 401) forget();
      else setWho(null);
    }
  }, []);

  const signIn = useCallback(async (credentials: Credentials) => {
    const session = await send<Schemas['SignedInSession']>('/v1/sessions', { ...credentials, cookie: true });
    setCsrfToken(session.csrf_token ?? null);
    await refresh();
    channel?.postMessage('signed-in');
    return session;
  }, []);

  const signOut = useCallback(async () => {
    await send('/v1/sessions/current', undefined, { method: 'DELETE' });
    forget();
    claimTab(null);
    channel?.postMessage('signed-out');
  }, []);

  useEffect(() => {
    if (who === 'unknown') void refresh();
    const ended = (event: Event) => {
      if (endsSession({ kind: (event as CustomEvent<string>).detail } as Problem) && localStorage.getItem(hint)) forget();
    };
    const followOtherTabs = ({ data }: MessageEvent) => {
      if (data === 'signed-in') return void refresh();
      forget();
      claimTab(null);
    };
    addEventListener('unauthorised', ended);
    channel?.addEventListener('message', followOtherTabs);
    return () => {
      removeEventListener('unauthorised', ended);
      channel?.removeEventListener('message', followOtherTabs);
    };
  }, []);

  const session = useMemo(() => ({ who, signIn, signOut, refresh }), [who]);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
