import { lastSignedIn, useSession } from '../../api/session';
import type { Sender } from '../../offline/draft';

/** Under whose name this page files: those who may have reports of their own or take them at a counter; else nobody's. */
export function useSender(): Sender {
  const { who } = useSession();
  const person = who && who !== 'unknown' ? who : lastSignedIn();
  return { person: person && (person.role === 'reporter' || person.role === 'clerk') ? person.person : null };
}
