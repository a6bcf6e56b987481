import { useMemo } from 'preact/hooks';
import { urlOf } from '../api/client';
import { useInstitutions } from '../api/reference';
import { usePlace } from '../app/router';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { InstitutionPicker } from '../parts/institution_picker';
import { Empty, Failed, Loading } from '../parts/states';
import { dateAndTime } from '../text/dates';
import { t, tWord } from '../text/messages';
import { AuditFrame } from './audit_frame';
import { beginningOf, endOf } from './days';
import { nameOfEvent, partyText, ReportLink } from './facts';
import { Filters } from './filters';
import { type IdentityRead, parsed } from './lines';
import { useLines } from './use_lines';

const path = '/v1/audit/identity-reads';
const names = ['institution', 'from', 'to', 'after'] as const;

/** /audit/identities: who looked at whom, with the reason that was given; what was given out; what was erased. */
export function IdentitiesPage() {
  const { query } = usePlace();
  const asked = useMemo(() => {
    const { from, to, ...rest } = Object.fromEntries(names.map((name) => [name, query.get(name)]));
    return { ...rest, from: beginningOf(from ?? null), to: endOf(to ?? null) };
  }, [query.toString()]);
  const { lines, state, problem, more } = useLines(path, asked, { keyOf: (line) => parsed<IdentityRead>(line).position, step: 100 });
  return (
    <AuditFrame title={t('audit.identities')} lead={t('audit.identities.lead')}>
      <Filters names={names}>
        {(chosen, set) => (
          <>
            <InstitutionPicker label={t('audit.identities.institution')} value={chosen['institution']} onValue={(value) => set('institution', value)} among={() => true} />
            <TextField label={t('audit.filter.from')} hint={t('audit.filter.wib')} type="date" value={chosen['from']} onValue={(value) => set('from', value)} />
            <TextField label={t('audit.filter.to')} hint={t('audit.filter.wib')} type="date" value={chosen['to']} onValue={(value) => set('to', value)} />
            <TextField label={t('audit.filter.after')} hint={t('audit.filter.after.hint')} inputMode="numeric" value={chosen['after']} onValue={(value) => set('after', value)} />
          </>
        )}
      </Filters>
      <p><a class="button button--small" href={urlOf(path, asked)} download="identity-reads.ndjson">{t('audit.export')}</a></p>
      {lines.length > 0 && <Reads lines={lines} />}
      {state === 'reading' && <Loading lines={lines.length === 0 ? 8 : 2} />}
      {state === 'failed' && problem && <Failed problem={problem} retry={more} />}
      {state === 'paused' && <p><Button onClick={more}>{t('action.more')}</Button></p>}
      {state === 'ended' && lines.length === 0 && <Empty title={t('audit.identities.nothing')}><p>{t('audit.identities.nothing.means')}</p></Empty>}
    </AuditFrame>
  );
}

function Reads({ lines }: { lines: readonly string[] }) {
  const institutions = useInstitutions();
  return (
    <ol class="list">
      {lines.map((line) => {
        const read = parsed<IdentityRead>(line);
        return (
          <li key={read.position}>
            <article>
              <h2>{nameOfEvent(read.kind)}</h2>
              <p class="muted small">
                {dateAndTime(read.at)} · {partyText(read.by)} · {tWord('channel', read.channel)} · {t('audit.position', { position: read.position })}
              </p>
              <p>
                {read.report ? <ReportLink id={read.report} /> : read.person && t('audit.identities.person', { number: read.person })}
                {read.institution && <> · {institutions.find(read.institution)?.name ?? read.institution}</>}
              </p>
              {read.ground && <p>{t('audit.fact.ground')}: {tWord('audit.ground', read.ground)}</p>}
              {read.kind === 'identity_revealed' && <blockquote class="audit-quoted">{read.reason ?? t('audit.identities.erased')}</blockquote>}
            </article>
          </li>
        );
      })}
    </ol>
  );
}
