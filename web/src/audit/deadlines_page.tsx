import { useMemo } from 'preact/hooks';
import { urlOf } from '../api/client';
import { useInstitutions } from '../api/reference';
import { usePlace } from '../app/router';
import { Button } from '../parts/button';
import { Select, TextField } from '../parts/field';
import { InstitutionPicker } from '../parts/institution_picker';
import { Empty, Failed, Loading } from '../parts/states';
import { t, tWord } from '../text/messages';
import { Arithmetic } from './arithmetic';
import { AuditFrame } from './audit_frame';
import { beginningOf, endOf } from './days';
import { Filters } from './filters';
import { type AuditedDeadline, parsed } from './lines';
import { useLines } from './use_lines';

const path = '/v1/audit/deadlines';
const names = ['institution', 'outcome', 'kind', 'from', 'to'] as const;
const outcomes = ['running', 'met', 'missed', 'enforced', 'moved', 'lapsed'];
const kinds = ['verification', 'completion', 'follow_up', 'auto_close'];

const optionsOf = (words: readonly string[], prefix: string) => words.map((value) => ({ value, label: tWord(prefix, value) }));

/** /audit/deadlines: every deadline that ever ran, with the arithmetic that gave it. */
export function DeadlinesPage() {
  const { query } = usePlace();
  const institutions = useInstitutions();
  const asked = useMemo(() => {
    const { from, to, ...rest } = Object.fromEntries(names.map((name) => [name, query.get(name)]));
    return { ...rest, from: beginningOf(from ?? null), to: endOf(to ?? null) };
  }, [query.toString()]);
  const { lines, state, problem, more } = useLines(path, asked, { keyOf: (line) => parsed<AuditedDeadline>(line).report, step: 50 });
  return (
    <AuditFrame title={t('audit.deadlines')} lead={t('audit.deadlines.lead')}>
      <Filters names={names}>
        {(chosen, set) => (
          <>
            <InstitutionPicker label={t('audit.deadlines.institution')} value={chosen['institution']} onValue={(value) => set('institution', value)} among={() => true} />
            <Select label={t('audit.deadlines.outcome')} empty={t('audit.filter.any')} options={optionsOf(outcomes, 'audit.outcome_of')} value={chosen['outcome']} onValue={(value) => set('outcome', value)} />
            <Select label={t('audit.deadlines.kind')} empty={t('audit.filter.any')} options={optionsOf(kinds, 'deadline_kind')} value={chosen['kind']} onValue={(value) => set('kind', value)} />
            <TextField label={t('audit.deadlines.from')} type="date" value={chosen['from']} onValue={(value) => set('from', value)} />
            <TextField label={t('audit.deadlines.to')} type="date" value={chosen['to']} onValue={(value) => set('to', value)} />
          </>
        )}
      </Filters>
      <p><a class="button button--small" href={urlOf(path, asked)} download="deadlines.ndjson">{t('audit.export')}</a></p>
      <ol class="list">
        {lines.map((line, i) => (
          <li key={i}><Arithmetic deadline={parsed<AuditedDeadline>(line)} names={institutions} /></li>
        ))}
      </ol>
      {state === 'reading' && <Loading lines={lines.length === 0 ? 8 : 2} />}
      {state === 'failed' && problem && <Failed problem={problem} retry={more} />}
      {state === 'paused' && <p><Button onClick={more}>{t('action.more')}</Button></p>}
      {state === 'ended' && lines.length === 0 && <Empty title={t('audit.deadlines.nothing')} />}
    </AuditFrame>
  );
}
