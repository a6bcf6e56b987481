import type { Query } from '../api/client';
import { Button } from '../parts/button';
import { Notice, ProblemNotice } from '../parts/notice';
import { Loading } from '../parts/states';
import { Time } from '../parts/time';
import { calendarDate, dateAndTime } from '../text/dates';
import { type MessageKey, t, tWord } from '../text/messages';
import { usePagedList } from './paged_list';
import { isAbsent } from './problems';

/** One step of a history: of the rulebook (`kind` and facts, `by` a party) or of an account (`event`, `by` a word). */
type Item = Record<string, unknown> & { position: number; at: string; by?: unknown };

/** Members that are told otherwise. */
const head = new Set(['position', 'at', 'by', 'event', 'kind', 'version', 'events', 'channel', 'request_id', 'stream']);

interface Props {
  path: string;
  query?: Query;
  /** Another one when something has been changed: it is read anew. */
  turn?: number;
  /** Which steps are shown; without it all. */
  fits?: (step: Record<string, unknown>) => boolean;
}

/** Who changed what, in the server's order. */
export function History({ path, query = {}, turn = 0, fits = () => true }: Props) {
  const { items, problem, isLoading, more } = usePagedList<Item>(path, query, { turn, fresh: true });
  const steps = items.flatMap(stepsOf).filter(fits);
  if (problem && isAbsent(problem)) return <Notice tone="warning" title={t('admin.absent')}>{t('admin.absent.advice')}</Notice>;
  return (
    <section class="stack" aria-label={t('admin.history')}>
      <h2>{t('admin.history')}</h2>
      {steps.length === 0 && !isLoading && !problem && <p class="muted">{t('admin.history.empty')}</p>}
      {steps.length > 0 && <ol class="timeline">{steps.map((step, i) => <li key={i}><Step step={step} /></li>)}</ol>}
      {isLoading && <Loading lines={3} />}
      {problem && <ProblemNotice problem={problem} retry={more} />}
      {more && !isLoading && !problem && <p><Button onClick={more}>{t('action.more')}</Button></p>}
    </section>
  );
}

/** A record of the rulebook may have several events. */
function stepsOf(item: Item): Item[] {
  const events = item['events'];
  return Array.isArray(events) ? events.map((event: Record<string, unknown>) => ({ ...item, ...event })) : [item];
}

function Step({ step }: { step: Item }) {
  const facts = Object.entries(step).filter(([name, value]) => !head.has(name) && value !== null && value !== '');
  const kind = String(step['event'] ?? step['kind'] ?? '');
  return (
    <>
      <strong>{tWord('admin.event', kind)}</strong>
      <span class="muted small"><Time at={step.at} /> · {partyText(step.by)}</span>
      {facts.length > 0 && (
        <dl class="admin-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{tWord('admin.fact', name)}</dt>
              <dd>{valueText(name, value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function partyText(by: unknown): string {
  if (typeof by === 'string') return by === 'themselves' ? t('admin.themselves') : tWord('role', by);
  const party = (by ?? {}) as { role?: string; person?: number | string; institution?: string };
  return [tWord('role', party.role), party.person && `#${party.person}`, party.institution].filter(Boolean).join(' · ');
}

/** Which words a member's value is of. */
const words: Record<string, string> = { roles: 'role', role: 'role', scopes: 'admin.scope', institution_kind: 'admin.kind', ground: 'admin.ground' };

function valueText(name: string, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'admin.yes' : 'admin.no');
  if (name === 'days' && Array.isArray(value)) return t('admin.history.days', { count: value.length });
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'object' && each ? Object.values(each).join(': ') : valueText(name, each))).join(', ') || '–';
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return dateAndTime(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return calendarDate(text);
  return words[name] ? tWord(words[name] as MessageKey, text) : text;
}
