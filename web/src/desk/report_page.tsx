import { useEffect, useMemo, useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useWho } from '../api/session';
import type { Report, Standing } from '../api/types';
import { navigate, usePlace } from '../app/router';
import { announce } from '../app/toasts';
import { Failed, Loading } from '../parts/states';
import { Timeline } from '../parts/timeline';
import { t } from '../text/messages';
import { tell } from '../text/steps';
import { BeforeSending } from './actions/action';
import { useHasDraft } from './draft';
import { type ActionName, likelyAction } from './possible';
import { finish, nextWaiting, recallQueue } from './queue';
import { ActionPanel, letters } from './report/action_panel';
import { Comments } from './report/comments';
import { Facts } from './report/facts';
import { NewsNotice } from './report/news_notice';
import { Original, Published } from './report/original';
import { listPath, ReportHead } from './report/report_head';
import { Similar } from './report/similar';
import { type OpenReport, useOpenReport } from './report/use_open_report';
import { type Shortcuts, useShortcuts } from './shortcuts';
import { ShortcutsDialog } from './shortcuts_dialog';
import { usePossible } from './use_possible';

/** `/desk/{id}`: one report to verify or to handle. */
export function ReportPage() {
  const { params } = usePlace();
  const who = useWho();
  const id = Number(params.id);
  const draftPrefix = `${who?.person}/${id}/`;
  const open = useOpenReport(id, useHasDraft(draftPrefix));
  if (open.report && open.base > 0) return <Opened open={open} report={open.report} draftPrefix={draftPrefix} />;
  return (
    <div class="wrap">
      {open.problem ? <Failed problem={open.problem} retry={() => open.reload()} /> : <Loading lines={8} />}
    </div>
  );
}

/** After these a report waits for this desk no longer, so the next one opens. */
const finishing: readonly ActionName[] = ['verify', 'forward', 'answer', 'decline', 'hold', 'merge', 'archive', 'reply', 'close', 'reopen', 'restore'];

async function goOn(from: number): Promise<void> {
  const queue = recallQueue();
  const next = finish(from) ?? (await nextWaiting(from).catch(() => undefined));
  if (next === undefined) announce(t('desk.all_done'));
  navigate(next === undefined ? listPath(queue) : `/desk/${next}`);
}

function Opened({ open, report, draftPrefix }: { open: OpenReport; report: Report; draftPrefix: string }) {
  const { query } = usePlace();
  const submitted = open.timeline.find((each) => each.event === 'report_submitted');
  const possible = usePossible()({ ...report, chosen: submitted?.event === 'report_submitted' ? submitted.institution : null });
  const [asked, setAsked] = useState<ActionName | undefined>((query.get('do') as ActionName | null) ?? undefined);
  const [help, setHelp] = useState(false);
  const queue = useMemo(recallQueue, [report.id]);
  const chosen = useChosen(asked, possible, report, draftPrefix);
  useAnnouncedArrivals(open);

  const done = (action: ActionName | undefined) => (standing: Standing, said: string) => {
    announce(said);
    open.reload(standing.version);
    if (action && finishing.includes(action)) void goOn(report.id);
  };
  useShortcuts({ ...keysFor(possible, setAsked), ...wayKeys(queue.ids, report.id, listPath(queue)), '?': () => setHelp(true) });

  const verifies = chosen === 'verify';
  const history = useMemo(() => open.timeline.map((each) => (each.event === 'report_submitted' ? { ...each, text: undefined } : each)), [open.timeline]);
  const proposed = [...open.timeline].reverse().find((each) => each.event === 'report_declined');
  return (
    <div class="wrap wrap--wide desk-report">
      <ReportHead report={report} queue={queue} onHelp={() => setHelp(true)} />
      <div class={`desk-report__body${verifies ? ' desk-report__body--verify' : ''}`}>
        <div class="stack">
          {report.verified_at === null && report.original ? <Original report={report} /> : <Published report={report} />}
          <Facts report={report} />
          {possible.includes('merge') && <Similar report={report.id} version={open.base} onDone={done('merge')} />}
          <Comments report={report} version={open.base} mayHide={possible.includes('redact')} onDone={done(undefined)} />
        </div>
        <div class="stack desk-report__side">
          <BeforeSending.Provider value={open.news.length > 0 ? <NewsNotice news={open.news} onAccept={open.accept} /> : null}>
            <ActionPanel
              report={report}
              proposed={(report.state === 'awaiting_reassignment' && proposed?.event === 'report_declined' && proposed.proposed) || null}
              version={open.base}
              possible={possible}
              chosen={chosen}
              onChoose={setAsked}
              focus={asked !== undefined}
              draftPrefix={draftPrefix}
              onDone={done(chosen)}
              onLookAgain={() => open.reload()}
            />
          </BeforeSending.Provider>
        </div>
        <section class="card desk-report__history" aria-labelledby="history">
          <h2 id="history">{t('desk.history')}</h2>
          <Timeline report={report.id} items={history} without={report.original ? ['comment_added'] : []} />
        </section>
      </div>
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
    </div>
  );
}

/** What was asked for, if it was possible when the page was opened; else what is likely. A form somebody writes in stays. */
function useChosen(asked: ActionName | undefined, possible: readonly ActionName[], report: Report, draftPrefix: string): ActionName | undefined {
  const [kept, setKept] = useState<ActionName>();
  const writing = useHasDraft(`${draftPrefix}${kept ?? ''}`) && kept !== undefined;
  const wanted = asked ?? likelyAction(possible, report.state);
  const next = wanted && (possible.includes(wanted) || wanted === kept) ? wanted : likelyAction(possible, report.state);
  const chosen = writing && asked === undefined ? kept : next;
  useEffect(() => setKept(chosen), [chosen]);
  return chosen;
}

function useAnnouncedArrivals({ arrived }: OpenReport): void {
  const institutions = useInstitutions();
  useEffect(() => {
    if (arrived.length === 0) return;
    const titles = arrived.map((each) => tell(each, (slug) => institutions.find(slug)?.name ?? slug).title);
    announce(t('desk.arrived', { what: titles.join('; ') }));
  }, [arrived]);
}

function keysFor(possible: readonly ActionName[], choose: (action: ActionName) => void): Shortcuts {
  const entries = possible.flatMap((action) => {
    const letter = letters[action];
    return letter ? [[letter, () => choose(action)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function wayKeys(ids: readonly number[], id: number, list: string): Shortcuts {
  const at = ids.indexOf(id);
  const go = (to: number | undefined) => () => (to === undefined ? false : navigate(`/desk/${to}`));
  const up = () => navigate(list);
  return { ']': go(ids[at + 1]), '[': go(at > 0 ? ids[at - 1] : undefined), j: go(ids[at + 1]), k: go(at > 0 ? ids[at - 1] : undefined), u: up, Escape: up };
}
