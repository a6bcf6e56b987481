import { useCallback, useMemo, useState } from 'preact/hooks';
import { type Query, urlOf } from '../api/client';
import { useInstitutions } from '../api/reference';
import { usePlace } from '../app/router';
import { Button } from '../parts/button';
import { Select, TextField } from '../parts/field';
import { Empty, Failed, Loading } from '../parts/states';
import { t, tCount, tWord } from '../text/messages';
import { AuditFrame } from './audit_frame';
import { beginningOf, endOf } from './days';
import { type Chosen, Filters } from './filters';
import { nameOfEvent } from './facts';
import { eventKinds } from './kinds';
import { type AuditRecord, parsed } from './lines';
import { RecordDetail, RecordRow } from './record_row';
import { useLines } from './use_lines';
import { VirtualList } from './virtual_list';

const path = '/v1/audit/records';
const names = ['stream', 'who', 'kind', 'from', 'to', 'after'] as const;
const step = 400;

/** /audit: everything that has ever happened, in the order in which it was recorded. */
export function HistoryPage() {
  const { query } = usePlace();
  const institutions = useInstitutions();
  const asked = useMemo(() => queryOf(query), [query.toString()]);
  const { lines, state, problem, more } = useLines(path, asked, { keyOf: positionOf, step });
  const [open, setOpen] = useState<number | null>(null);
  const onEnd = useCallback(() => state === 'paused' && more(), [state, more]);
  return (
    <AuditFrame title={t('audit.history')} lead={t('audit.history.lead')}>
      <Filters names={names}>{(chosen, set) => <Fields chosen={chosen} set={set} />}</Filters>
      <div class="row row--between">
        <p role="status" class="muted">{state === 'ended' ? tCount('audit.records', lines.length) : tCount('audit.records_so_far', lines.length)}</p>
        <a class="button button--small" href={urlOf(path, asked)} download="records.ndjson">{t('audit.export')}</a>
      </div>
      {lines.length > 0 && (
        <VirtualList
          label={t('audit.history')}
          count={lines.length}
          open={open}
          onEnd={onEnd}
          row={(i) => <RecordRow record={parsed<AuditRecord>(lines[i])} isOpen={i === open} onToggle={() => setOpen(i === open ? null : i)} />}
          detail={(i) => <RecordDetail line={lines[i]} names={institutions} />}
        />
      )}
      {state === 'reading' && <Loading lines={lines.length === 0 ? 8 : 2} />}
      {state === 'failed' && problem && <Failed problem={problem} retry={more} />}
      {state === 'paused' && <p><Button onClick={more}>{t('action.more')}</Button></p>}
      {state === 'ended' && lines.length === 0 && <Empty title={t('audit.nothing')}><p>{t('audit.nothing.advice')}</p></Empty>}
    </AuditFrame>
  );
}

function queryOf(query: URLSearchParams): Query {
  const { from, to, ...rest } = Object.fromEntries(names.map((name) => [name, query.get(name)]));
  return { ...rest, from: beginningOf(from ?? null), to: endOf(to ?? null) };
}

const positionOf = (line: string): number => parsed<AuditRecord>(line).position;

function Fields({ chosen, set }: { chosen: Chosen; set: (name: string, value: string) => void }) {
  const field = (name: string) => ({ name, value: chosen[name], onValue: (value: string) => set(name, value) });
  const kinds = Object.entries(eventKinds).flatMap(([group, all]) => all.map((value) => ({ value, label: nameOfEvent(value), group: tWord('audit.stream', group) })));
  return (
    <>
      <TextField label={t('audit.filter.stream')} hint={t('audit.filter.stream.hint')} autocomplete="off" {...field('stream')} />
      <TextField label={t('audit.filter.who')} hint={t('audit.filter.who.hint')} autocomplete="off" {...field('who')} />
      <Select label={t('audit.filter.kind')} hint={t('audit.filter.kind.hint')} empty={t('audit.filter.any')} options={kinds} {...field('kind')} />
      <TextField label={t('audit.filter.from')} hint={t('audit.filter.wib')} type="date" {...field('from')} />
      <TextField label={t('audit.filter.to')} hint={t('audit.filter.wib')} type="date" {...field('to')} />
      <TextField label={t('audit.filter.after')} hint={t('audit.filter.after.hint')} inputMode="numeric" autocomplete="off" {...field('after')} />
    </>
  );
}
