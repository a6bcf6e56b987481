import { useEffect } from 'preact/hooks';
import type { Schemas } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { Link } from '../../app/router';
import { Failed, Loading } from '../../parts/states';
import { longDate } from '../../text/dates';
import { pick, t } from '../../text/messages';
import { Figure, type FigureName, type Figures, shown, useDefinitions } from '../figures';

type Table = Schemas['StatisticsTable'];
type Backlog = Schemas['Backlog'];

const everyMs = 60_000;

/** The nation in four numbers, asked for again every minute while somebody looks. */
export function NationalFigures() {
  const table = useResource<Table>('/v1/statistics/figures');
  const backlog = useResource<Backlog>('/v1/statistics/backlog');
  useEffect(() => {
    const renew = () => {
      if (document.hidden) return;
      table.reload();
      backlog.reload();
    };
    const timer = setInterval(renew, everyMs);
    return () => clearInterval(timer);
  }, [table.reload, backlog.reload]);
  return (
    <section class="card" aria-labelledby="figures">
      <div class="row row--between">
        <h2 id="figures">{t('citizen.home.figures')}</h2>
        <Link to="/dashboard">{t('citizen.home.figures_more')}</Link>
      </div>
      <div class="figures__place">
        {table.data ? <Four table={table.data} late={backlog.data?.items[0]?.late} /> : table.problem ? <Failed problem={table.problem} retry={() => table.reload()} /> : <Loading lines={3} />}
      </div>
    </section>
  );
}

/** `late`: of all open reports, whenever they came. */
function Four({ table, late }: { table: Table; late: number | undefined }) {
  const definitions = useDefinitions();
  const nation = table.items[0];
  if (!nation) return <p>{t('state.empty')}</p>;
  const meaning = (name: FigureName) => {
    const found = definitions.get(name);
    return found ? pick(found.definition_id, found.definition_en) : t('state.loading');
  };
  return (
    <>
      <dl class="figures figures--four">
        <Figure label={t('citizen.figures.received')} value={shown(nation.received, 'count')} definition={meaning('received')} />
        <Figure label={t('citizen.figures.closed_share')} value={shown(closedShare(nation), 'share')} definition={t('citizen.figures.closed_share_means')} />
        <Figure label={t('citizen.figures.hours_to_follow_up_median')} value={shown(nation.hours_to_follow_up_median, 'hours')} definition={meaning('hours_to_follow_up_median')} />
        <Figure label={t('citizen.figures.late_now')} value={shown(late, 'count')} definition={t('citizen.figures.late_now_means')} tone={late ? 'late' : undefined} />
      </dl>
      <p class="small muted">{t('citizen.figures.period', { from: longDate(`${table.from}T12:00:00+07:00`), to: longDate(`${table.to}T12:00:00+07:00`) })}</p>
    </>
  );
}

/** Of those that came to an end or are open at the end of the period, how many were closed. */
function closedShare({ closed, open, archived, merged }: Figures): number | null {
  const all = closed + open + archived + merged;
  return all > 0 ? closed / all : null;
}
