import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, get, type Problem } from '../api/client';
import { type Names, useInstitutions } from '../api/reference';
import type { Institution, Schemas } from '../api/types';
import { StateBadge } from '../parts/badge';
import { Failed, Loading } from '../parts/states';
import { t, tWord } from '../text/messages';
import { valueOf } from './facts';
import type { ReportRecord } from './report_page';

type AuditedReport = Schemas['AuditedReport'];

/** Members that say which state this is rather than what it is. */
const labels = new Set(['id', 'version', 'position', 'at']);
/** The slider may be dragged over many records: only where it rests is asked for, because each read is an event. */
const restsMs = 250;

/** The state after a record beside that before it; what the record has changed is marked. */
export function StateTable({ id, records, version }: { id: string; records: readonly ReportRecord[]; version: number }) {
  const { states, problem, retry } = useStates(id, records, version);
  const names = useInstitutions();
  const now = states.get(version);
  const before = version > 1 ? states.get(version - 1) : null;
  if (problem) return <Failed problem={problem} retry={retry} />;
  if (!now || before === undefined) return <Loading lines={8} />;
  const members = Object.keys(now).filter((name) => !labels.has(name)) as (keyof AuditedReport)[];
  const changed = members.filter((name) => before && isOther(now[name], before[name]));
  return (
    <section class="stack stack--tight">
      <p role="status">{before ? t('audit.state.changed', { changes: changed.map((name) => tWord('audit.state', name)).join(', ') || '–' }) : t('audit.state.first')}</p>
      <div class="table-wrap" tabIndex={0} role="region" aria-label={t('audit.state.title')}>
        <table class="state-table">
          <caption>{t('audit.state.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('audit.state.what')}</th>
              {before && <th scope="col">{t('audit.state.before')}</th>}
              <th scope="col">{t('audit.state.after')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((name) => (
              <tr key={name} class={changed.includes(name) ? 'state-table__changed' : undefined}>
                <th scope="row">{tWord('audit.state', name)}</th>
                {before && <td>{shown(name, before[name], names)}</td>}
                <td>
                  {changed.includes(name) ? <ins>{shown(name, now[name], names)}</ins> : shown(name, now[name], names)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

function shown(name: keyof AuditedReport, value: AuditedReport[keyof AuditedReport], names: Names<Institution>) {
  return name === 'state' ? <StateBadge state={value as AuditedReport['state']} /> : valueOf(name, value, '', names);
}

/** The states after `version` and before it, by version; what was read once is kept. */
function useStates(id: string, records: readonly ReportRecord[], version: number) {
  const kept = useRef(new Map<number, AuditedReport>());
  const [states, setStates] = useState<ReadonlyMap<number, AuditedReport>>(new Map());
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const wanted = [version - 1, version].filter((each) => each >= 1 && !kept.current.has(each));
    if (wanted.length === 0) return;
    const abort = new AbortController();
    const read = async (each: number) => {
      const state = await get<AuditedReport>(`/v1/audit/reports/${id}`, { query: { at: records[each - 1].position }, signal: abort.signal });
      kept.current.set(each, state);
    };
    const timer = setTimeout(() => {
      Promise.all(wanted.map(read))
        .then(() => setStates(new Map(kept.current)))
        .catch((error: unknown) => !abort.signal.aborted && setProblem(asProblem(error)));
    }, restsMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [id, version, turn]);
  const retry = () => {
    setProblem(undefined);
    setTurn((each) => each + 1);
  };
  return { states, problem, retry };
}
