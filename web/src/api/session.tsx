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
    return session;
  }, []);

  const signOut = useCallback(async () => {
    await send('/v1/sessions/current', undefined, { method: 'DELETE' });
    forget();
  }, []);

  useEffect(() => {
    if (who === 'unknown') void refresh();
    const ended = (event: Event) => {
      if (endsSession({ kind: (event as CustomEvent<string>).detail } as Problem) && localStorage.getItem(hint)) forget();
    };
    addEventListener('signedout', ended);
    return () => removeEventListener('signedout', ended);
  }, []);

  const session = useMemo(() => ({ who, signIn, signOut, refresh }), [who]);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
