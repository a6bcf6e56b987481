import { useState } from 'preact/hooks';
import type { ReportCard, Schemas, Standing } from '../../api/types';
import { useResource } from '../../api/use_resource';
import { Button } from '../../parts/button';
import { StateBadge } from '../../parts/badge';
import { Dialog } from '../../parts/dialog';
import { ProblemNotice } from '../../parts/notice';
import { Loaded } from '../../parts/states';
import { shortDate } from '../../text/dates';
import { localized } from '../../app/language';
import { t } from '../../text/messages';
import { useCommand } from '../actions/use_command';

interface Props {
  report: number;
  version: number;
  onDone: (standing: Standing, said: string) => void;
}

/** Open reports about the same thing; one press and a confirmation merge this one into such a one. */
export function Similar({ report, version, onDone }: Props) {
  const similar = useResource<Schemas['SimilarReports']>(`/v1/reports/${report}/similar`);
  const [into, setInto] = useState<ReportCard>();
  return (
    <section class="card stack" aria-labelledby="similar">
      <h2 id="similar">{t('desk.similar')}</h2>
      <Loaded resource={similar} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{t('desk.similar.none')}</p>
          ) : (
            <ul class="desk-similar">
              {items.map((card) => (
                <li key={card.id}>
                  <div>
                    <a href={localized(`/desk/${card.id}`)} target="_blank" rel="noopener">{card.title ?? card.id}</a>
                    <p class="small muted">{card.id} · {shortDate(card.received_at)} · {card.institution_name}</p>
                    <StateBadge state={card.state} />
                  </div>
                  <Button size="small" onClick={() => setInto(card)}>{t('desk.similar.merge')}</Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {into && <ConfirmMerge report={report} version={version} into={into} onClose={() => setInto(undefined)} onDone={onDone} />}
    </section>
  );
}

function ConfirmMerge({ report, version, into, onClose, onDone }: Props & { into: ReportCard; onClose: () => void }) {
  const command = useCommand(report, version);
  const merge = async () => {
    const standing = await command.run<Standing>('merge', { into: into.id });
    if (standing) onDone(standing, t('desk.said.merge', { number: report, into: into.id }));
  };
  return (
    <Dialog
      title={t('desk.merge.title', { into: into.id })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={command.busy} onClick={() => void merge()}>{t('desk.do.merge')}</Button>
        </>
      }
    >
      <p>{t('desk.merge.lead')}</p>
      <blockquote class="desk-quote"><strong>{into.title}</strong><br />{into.text}</blockquote>
      {command.problem && <ProblemNotice problem={command.problem} />}
    </Dialog>
  );
}
