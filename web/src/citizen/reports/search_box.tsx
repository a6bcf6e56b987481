import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button';
import { t } from '../../text/messages';
import type { Filtering } from './filters';

const pauseMs = 400;

/** Searches while one types, after a short pause, and at once with Enter. */
export function SearchBox({ filtering }: { filtering: Filtering }) {
  const applied = filtering.filters.q ?? '';
  const [words, setWords] = useState(applied);
  const latest = useRef(filtering);
  latest.current = filtering;
  useEffect(() => setWords(applied), [applied]);
  useEffect(() => {
    if (words.trim() === applied) return;
    const timer = setTimeout(() => latest.current.type(words.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        filtering.type(words.trim());
      }}
    >
      <label class="visually-hidden" for="search">{t('citizen.list.search_label')}</label>
      <input id="search" type="search" maxLength={500} enterkeyhint="search" value={words} placeholder={t('citizen.list.search_hint')} onInput={(event) => setWords(event.currentTarget.value)} />
      <Button kind="primary" type="submit">{t('action.search')}</Button>
    </form>
  );
}
