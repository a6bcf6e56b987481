import { useEffect, useState } from 'preact/hooks';
import { send } from '../api/client';
import type { Schemas } from '../api/types';
import { type Resource, useResource } from '../api/use_resource';
import { Link } from '../app/router';
import { Button } from '../parts/button';
import { Notice } from '../parts/notice';
import { t, tWord } from '../text/messages';
import { whole } from '../text/numbers';
import { AdminFrame } from './admin_frame';
import { CommandDialog } from './command_dialog';
import { Read } from './read';

type Rebuild = Schemas['RebuildStatus'];

/** /admin/operations: whether the server serves, the log and its keys, and the views. */
export function OperationsSection() {
  return (
    <AdminFrame title={t('admin.operations')} lead={t('admin.operations.about')}>
      <Checks />
      <LogStatus />
      <Views />
    </AdminFrame>
  );
}

function Checks() {
  const ready = useResource<Schemas['Readiness']>('/readyz');
  return (
    <section class="card stack">
      <div class="row row--between">
        <h2>{t('admin.ready')}</h2>
        <Button size="small" onClick={() => ready.reload()}>{t('admin.look_again')}</Button>
      </div>
      <Read resource={ready}>
        {({ checks }) => (
          <ul class="admin-rows">
            {checks.map((each) => (
              <li key={each.name}>
                <span class={`badge badge--${each.ok ? 'closed' : 'late'}`}>{t(each.ok ? 'admin.ok' : 'admin.not_ok')}</span>
                <span>{tWord('admin.check', each.name)}</span>
                {each.detail && <span class="muted small">{each.detail}</span>}
              </li>
            ))}
          </ul>
        )}
      </Read>
    </section>
  );
}

function LogStatus() {
  const log = useResource<Schemas['Log']>('/v1/log');
  return (
    <section class="card stack">
      <div class="row row--between">
        <h2>{t('admin.log')}</h2>
        <Link to="/proof">{t('nav.proof')}</Link>
      </div>
      <Read resource={log}>
        {(one) => (
          <dl class="admin-facts">
            <div><dt>{t('admin.log.origin')}</dt><dd class="mono break">{one.origin}</dd></div>
            <div><dt>{t('admin.log.size')}</dt><dd>{whole(one.size)}</dd></div>
            <div><dt>{t('admin.log.root')}</dt><dd class="mono break">{one.root}</dd></div>
            {one.keys.map((key) => <div key={key}><dt>{t('admin.log.key')}</dt><dd class="mono break">{key}</dd></div>)}
          </dl>
        )}
      </Read>
      <p class="muted small">{t('admin.log.publish')}</p>
    </section>
  );
}

const path = '/v1/views/reports/rebuild';
const lookAgainMs = 1_500;
const underWay: readonly string[] = ['folding', 'indexing'];

function Views() {
  const status = useResource<Rebuild>(path);
  const [isAsked, setAsked] = useState(false);
  useWatched(status);
  return (
    <section class="card stack">
      <h2>{t('admin.views')}</h2>
      <p>{t('admin.views.about')}</p>
      <Read resource={status} lines={1}>
        {(one) => (
          <>
            {one.phase === 'failed' && <Notice tone="error" title={tWord('admin.phase', one.phase)}>{one.fault}</Notice>}
            <p role="status">{tWord('admin.phase', one.phase)}{underWay.includes(one.phase) && `: ${whole(one.done)} / ${whole(one.total)}`}</p>
            {underWay.includes(one.phase) && <progress value={one.done} max={Math.max(one.total, 1)} aria-label={t('admin.views')} />}
            <p><Button disabled={underWay.includes(one.phase)} onClick={() => setAsked(true)}>{t('admin.views.rebuild')}</Button></p>
          </>
        )}
      </Read>
      {isAsked && (
        <CommandDialog
          title={t('admin.views.rebuild')}
          consequences={<p>{t('admin.views.rebuild.means')}</p>}
          initial={{}}
          send={() => send<Rebuild>(path)}
          action={t('admin.views.rebuild')}
          done={t('admin.views.began')}
          onDone={(answer) => {
            setAsked(false);
            status.replace(answer);
          }}
          onClose={() => setAsked(false)}
          isRecorded={false}
        />
      )}
    </section>
  );
}

/** Looks again as long as a rebuild is under way. */
function useWatched(status: Resource<Rebuild>): void {
  useEffect(() => {
    if (!status.data || !underWay.includes(status.data.phase)) return;
    const timer = setTimeout(() => status.reload(), lookAgainMs);
    return () => clearTimeout(timer);
  }, [status.data]);
}
