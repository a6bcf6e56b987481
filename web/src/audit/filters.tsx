import type { ComponentChildren, TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { setQuery, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { t } from '../text/messages';

export type Chosen = Record<string, string>;

interface Props {
  names: readonly string[];
  /** Draws the fields; `set` changes one without asking the server. */
  children: (chosen: Chosen, set: (name: string, value: string) => void) => ComponentChildren;
}

/** Where filters are open from the beginning: on a phone they would hide what they filter. */
const roomy = '(min-width: 60rem)';

/** Filters that come into force together, because each read is an event: the URL has those that are in force. */
export function Filters({ names, children }: Props) {
  const { query } = usePlace();
  const inForce = Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']));
  const [chosen, setChosen] = useState<Chosen>(inForce);
  useEffect(() => setChosen(inForce), [query.toString()]);
  const apply = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    setQuery(chosen, { push: true });
  };
  const clear = () => setQuery(Object.fromEntries(names.map((name) => [name, ''])), { push: true });
  const isNarrowed = Object.values(inForce).some(Boolean);
  return (
    <details class="card" open={isNarrowed || matchMedia(roomy).matches}>
      <summary><strong>{t('audit.filter')}</strong></summary>
      <form class="audit-filters" onSubmit={apply} role="search">
        {children(chosen, (name, value) => setChosen((each) => ({ ...each, [name]: value })))}
        <div class="audit-filters__actions">
          <Button kind="primary" type="submit">{t('audit.filter.apply')}</Button>
          {isNarrowed && <Button onClick={clear}>{t('audit.filter.clear')}</Button>}
        </div>
      </form>
    </details>
  );
}
