import { lastSignedIn, useSession } from '../../api/session';
import type { Sender } from '../../offline/draft';

/** Under whose name this page files: those who may have reports of their own or take them at a counter; else nobody's. */
export function useSender(): Sender {
  const { who } = useSession();
  const person = who && who !== 'unknown' ? who : lastSignedIn();
  if (person?.role === 'clerk') return { person: person.person };
  return { person: person?.role === 'reporter' ? person.person : null, channel: isInstalled() ? 'app' : 'web' };
}

/** Opened from the home screen, these pages are the telephone's app. */
const isInstalled = () => matchMedia('(display-mode: standalone)').matches;
