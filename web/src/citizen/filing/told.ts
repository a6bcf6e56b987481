import { Problem } from '../../api/client';
import type { Told } from '../../offline/draft';

/** What the server said, as pages show it. */
export function problemOf({ kind, status, detail, field, retryAfter }: Told): Problem {
  return new Problem(kind, status, detail, field, retryAfter);
}
