import { useState } from 'preact/hooks';
import { asProblem, type Problem, send } from '../../api/client';
import { useWho } from '../../api/session';
import type { Report, Standing } from '../../api/types';
import { Link } from '../../app/router';
import { announce } from '../../app/toasts';
import { Button } from '../../parts/button';
import { ProblemNotice } from '../../parts/notice';
import { t, tCount } from '../../text/messages';

/**
 * How many support the report, and a way to join them. Whether the visitor does is sealed, so it is known only once they
 * have pressed the button: the server says when there was nothing to do.
 */
export function Supports({ report, reload }: { report: Report; reload: (position?: number | null) => void }) {
  const who = useWho();
  const [supporting, setSupporting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const change = async (wanted: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { position } = await send<Standing>(`/v1/reports/${report.id}/supports`, {}, { method: wanted ? 'POST' : 'DELETE' });
      setSupporting(wanted);
      announce(t(!wanted ? 'citizen.support.withdrawn' : position === null ? 'citizen.support.already' : 'citizen.support.thanks'));
      reload(position);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <>
      <strong class="number">{tCount('report.supports', report.supports)}</strong>
      {who?.role === 'reporter' && (
        <Button kind={supporting ? 'plain' : 'primary'} busy={busy} onClick={() => void change(!supporting)}>
          {t(supporting ? 'citizen.support.withdraw' : 'citizen.support.add')}
        </Button>
      )}
      {!who && (
        <>
          <Link class="button" to={`/sign-in?then=/reports/${report.id}`}>{t('citizen.support.add_signed_in')}</Link>
          <span class="small muted report__why">{t('citizen.support.sign_in')}</span>
        </>
      )}
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
