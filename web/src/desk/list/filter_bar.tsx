import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWho } from '../../api/session';
import { navigate, setQuery } from '../../app/router';
import { Button } from '../../parts/button';
import { Select } from '../../parts/field';
import { InstitutionPicker } from '../../parts/institution_picker';
import { t, tWord } from '../../text/messages';
import { CategoryPicker } from '../category_picker';
import { type Filters, hasFilters } from './filters';

const classifications = ['complaint', 'aspiration', 'information_request', 'supervised_complaint'];
const states = ['awaiting_verification', 'on_hold', 'awaiting_follow_up', 'awaiting_reassignment', 'in_progress', 'replied', 'closed', 'archived', 'merged'];
const sorts = ['due', 'newest', 'oldest', 'supports'] as const;
const options = (prefix: string, words: readonly string[]) => words.map((value) => ({ value, label: tWord(prefix, value) }));

/** Search and conditions; each of them is in the URL. */
export function FilterBar({ filters, search }: { filters: Filters; search: RefObject<HTMLInputElement> }) {
  const who = useWho();
  const [open, setOpen] = useState(hasFilters({ ...filters, q: '', late: false }));
  return (
    <div class="desk-filters">
      <div class="desk-filters__row">
        <SearchField value={filters.q} input={search} />
        <label class="desk-filters__late">
          <input type="checkbox" checked={filters.late} onChange={(event) => setQuery({ late: event.currentTarget.checked ? 'true' : null })} />
          <span>{t('desk.filter.late')}</span>
        </label>
        <Button size="small" aria-expanded={open} aria-controls="desk-conditions" onClick={() => setOpen(!open)}>{t('desk.filter.more')}</Button>
        {hasFilters(filters) && (
          <Button kind="quiet" size="small" onClick={() => setQuery({ q: null, late: null, classification: null, category: null, institution: null, state: null })}>
            {t('desk.filter.clear')}
          </Button>
        )}
      </div>
      <div class="desk-filters__grid" id="desk-conditions" hidden={!open}>
        <Select label={t('desk.filter.classification')} value={filters.classification} onValue={(value) => setQuery({ classification: value })} options={options('classification', classifications)} empty={t('desk.filter.any')} />
        <CategoryPicker label={t('desk.filter.category')} value={filters.category} onValue={(value) => setQuery({ category: value })} />
        {who?.role === 'national_admin' && <InstitutionPicker label={t('desk.filter.institution')} value={filters.institution} onValue={(value) => setQuery({ institution: value })} />}
        {filters.tab === 'desk' && <Select label={t('desk.filter.state')} value={filters.state} onValue={(value) => setQuery({ state: value })} options={options('state_of_report', states)} empty={t('desk.filter.any')} />}
        <Select label={t('desk.filter.sort')} value={filters.sort || 'due'} onValue={(value) => setQuery({ sort: value === 'due' ? null : value })} options={options('desk.sort', sorts)} />
      </div>
    </div>
  );
}

/** A report's number, as receipts and letters name it. */
function numberOf(typed: string): string | undefined {
  return /^\s*\d{7,12}\s*$/.test(typed) ? typed.trim() : undefined;
}

const pauseMs = 350;

/** What is typed counts after a pause, so that a word is not searched letter by letter. */
function SearchField({ value, input }: { value: string; input: RefObject<HTMLInputElement> }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const number = numberOf(typed);
  useEffect(() => {
    if (typed === value || number) return;
    const timer = setTimeout(() => setQuery({ q: typed }), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const open = () => number && navigate(`/desk/${number}`);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open();
    if (event.key === 'Escape') input.current?.blur();
  };
  return (
    <>
      <input
        ref={input}
        type="search"
        class="desk-filters__search"
        aria-label={t('desk.filter.search')}
        placeholder={t('desk.filter.search')}
        value={typed}
        maxLength={500}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={press}
      />
      {number && <Button size="small" onClick={open}>{t('desk.filter.open', { number })}</Button>}
    </>
  );
}
