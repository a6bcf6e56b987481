import { useEffect, useMemo, useState } from 'preact/hooks';
import { asProblem, getRaw, type Problem } from '../api/client';
import { Link, setQuery, usePlace } from '../app/router';
import { Failed, Loading } from '../parts/states';
import { t } from '../text/messages';
import { AuditFrame } from './audit_frame';
import { type AuditRecord, parsed } from './lines';
import { Moments } from './moments';
import { ReportRecords } from './report_records';
import { StateTable } from './state_table';

export type ReportRecord = AuditRecord & { text: string[] };

/** /audit/reports/{id}: a report as it was after any of its records, and the proof of each. */
export function ReportPage() {
  const { params, query } = usePlace();
  const id = params['id'];
  const { records, problem, retry } = useRecords(id);
  const chosen = Math.min(Math.max(Number(query.get('version')) || Infinity, 1), records?.length ?? 1);
  const choose = (version: number) => setQuery({ version: String(version) });
  return (
    <AuditFrame title={t('audit.report.title', { number: id })} lead={t('audit.report.lead')}>
      <p class="row">
        <Link to={`/reports/${id}`}>{t('audit.report.public')}</Link>
        <Link to={`/audit?stream=report%2F${id}`}>{t('audit.report.in_log')}</Link>
      </p>
      {problem && <Failed problem={problem} retry={retry} />}
      {!records && !problem && <Loading lines={8} />}
      {records && (
        <>
          <Moments records={records} version={chosen} onChoose={choose} />
          <StateTable id={id} records={records} version={chosen} />
          <ReportRecords id={id} records={records} version={chosen} onChoose={choose} />
        </>
      )}
    </AuditFrame>
  );
}

/** All records of the report, oldest first. */
function useRecords(id: string) {
  const [records, setRecords] = useState<readonly ReportRecord[]>();
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setRecords(undefined);
    setProblem(undefined);
    getRaw(`/v1/audit/reports/${id}/records`, { signal: abort.signal })
      .then((response) => response.text())
      .then((text) => setRecords(parsed<{ items: ReportRecord[] }>(text).items))
      .catch((error: unknown) => !abort.signal.aborted && setProblem(asProblem(error)));
    return () => abort.abort();
  }, [id, turn]);
  return useMemo(() => ({ records, problem, retry: () => setTurn((each) => each + 1) }), [records, problem]);
}
