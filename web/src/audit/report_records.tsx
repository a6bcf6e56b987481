import { useState } from 'preact/hooks';
import { asProblem, getRaw, Problem } from '../api/client';
import { Button } from '../parts/button';
import { ProblemNotice } from '../parts/notice';
import { dateAndTime } from '../text/dates';
import { t } from '../text/messages';
import { whole } from '../text/numbers';
import { type Outcome, type Step, verdictOf, verifyRecord } from './check';
import { gistOf, nameOfEvent, partyText } from './facts';
import { keysOfThisLog } from './log_source';
import type { ReportRecord } from './report_page';
import { Steps } from './steps';

interface Props {
  id: string;
  records: readonly ReportRecord[];
  version: number;
  onChoose: (version: number) => void;
}

type Checked = { steps: readonly Step[] } | { problem: Problem } | 'busy';

/** All records of the report; each is proven in this browser when somebody asks. */
export function ReportRecords({ id, records, version, onChoose }: Props) {
  const [checked, setChecked] = useState<ReadonlyMap<number, Checked>>(new Map());
  const tell = (of: number, result: Checked) => setChecked((all) => new Map(all).set(of, result));
  const check = async (record: ReportRecord) => {
    const of = record.version;
    tell(of, 'busy');
    try {
      tell(of, { steps: await stepsFor(id, record) });
    } catch (error) {
      tell(of, { problem: asProblem(error) });
    }
  };
  const checkAll = async () => {
    for (const each of records) await check(each);
  };
  const proven = [...checked.values()].filter((each) => outcomeOf(each) === 'holds').length;
  return (
    <section class="stack">
      <div class="row row--between">
        <h2>{t('audit.report.records')}</h2>
        <div class="row">
          <span role="status" class="muted">{checked.size > 0 && t('audit.report.proven', { proven, count: records.length })}</span>
          <Button onClick={() => void checkAll()}>{t('audit.report.prove_all')}</Button>
        </div>
      </div>
      <ol class="list">
        {records.map((record) => (
          <li key={record.version}>
            <RecordCard id={id} record={record} isChosen={record.version === version} checked={checked.get(record.version)} onChoose={() => onChoose(record.version)} onCheck={() => void check(record)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

async function stepsFor(id: string, { version, position, at }: ReportRecord): Promise<readonly Step[]> {
  const [proof, keys] = await Promise.all([getRaw(`/v1/audit/reports/${id}/proof`, { query: { version } }).then((response) => response.text()), keysOfThisLog()]);
  return verifyRecord(proof, keys, { stream: `report/${id}`, version, position, at });
}

function outcomeOf(checked: Checked | undefined): Outcome | null {
  return checked && checked !== 'busy' && 'steps' in checked ? verdictOf(checked.steps) : null;
}

function RecordCard({ id, record, isChosen, checked, onChoose, onCheck }: { id: string; record: ReportRecord; isChosen: boolean; checked: Checked | undefined; onChoose: () => void; onCheck: () => void }) {
  const outcome = outcomeOf(checked);
  return (
    <article aria-current={isChosen ? 'true' : undefined} class={isChosen ? 'record-card record-card--chosen' : 'record-card'}>
      <div class="row row--between">
        <h3>{record.version}. {record.events.map((each) => nameOfEvent(each.kind)).join(', ')}</h3>
        {outcome && <span class={`badge badge--outcome-${outcome}`}>{t(`audit.verdict.${outcome}`)}</span>}
      </div>
      <p class="muted small">
        {dateAndTime(record.at)} · {partyText(record.by)} · {t('audit.position', { position: whole(record.position) })}
      </p>
      <p>{record.events.map(gistOf).filter(Boolean).join(' · ')}</p>
      <div class="row">
        <Button size="small" onClick={onChoose} disabled={isChosen}>{t('audit.report.show')}</Button>
        <Button size="small" busy={checked === 'busy'} onClick={onCheck}>{t('audit.report.prove')}</Button>
        <a class="button button--quiet button--small" href={`/v1/audit/reports/${id}/proof?version=${record.version}`} download={`${id}-${record.version}.tlog-proof`}>{t('audit.report.download')}</a>
      </div>
      {checked && checked !== 'busy' && ('problem' in checked ? <ProblemNotice problem={checked.problem} retry={onCheck} /> : (
        <details open={outcome !== 'holds'}>
          <summary>{t('audit.report.steps')}</summary>
          <Steps steps={checked.steps} />
        </details>
      ))}
    </article>
  );
}
