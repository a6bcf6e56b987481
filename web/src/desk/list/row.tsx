import { memo } from 'preact/compat';
import type { ReportCard } from '../../api/types';
import { Link } from '../../app/router';
import { StateBadge } from '../../parts/badge';
import { shortDate } from '../../text/dates';
import { t, tWord } from '../../text/messages';
import { Due } from '../due';

interface Props {
  card: ReportCard;
  index: number;
  gone: boolean;
  cursor: boolean;
  fresh: boolean;
  selected: boolean;
  categoryName: string;
  placeName: string;
  onSelect: (id: number, selected: boolean) => void;
  onCursor: (id: number) => void;
}

/** One report of the list: its title is the link, its box selects it. */
export const WorkRow = memo(function WorkRow({ card, index, gone, cursor, fresh, selected, categoryName, placeName, onSelect, onCursor }: Props) {
  const classes = ['work__row', cursor && 'work__row--cursor', gone && 'work__row--gone', fresh && 'work__row--fresh', selected && 'work__row--selected'];
  const title = card.title ?? t('desk.no_title');
  return (
    <tr role="row" data-row={card.id} aria-rowindex={index + 2} class={classes.filter(Boolean).join(' ')} onFocusIn={() => onCursor(card.id)}>
      <td role="cell" class="work__select">
        <label>
          <input type="checkbox" checked={selected} disabled={gone} onChange={(event) => onSelect(card.id, event.currentTarget.checked)} />
          <span class="visually-hidden">{t('desk.select_one', { number: card.id })}</span>
        </label>
      </td>
      <td role="cell" class="work__due">{gone ? <strong>{t('desk.gone')}</strong> : <Due deadline={card.deadline} />}</td>
      <th role="rowheader" scope="row" class="work__title">
        <Link to={`/desk/${card.id}`} data-open="">{title}</Link>
        <span class="work__text">{card.text}</span>
      </th>
      <td role="cell" class="work__about">
        <span>{categoryName || tWord('classification', card.classification)}</span>
        <span class="muted">{placeName}</span>
      </td>
      <td role="cell" class="work__state">
        {!gone && <StateBadge state={card.state} />}
        <span class="work__flags muted">
          {card.anonymous && <span>{t('desk.flag.anonymous')}</span>}
          {card.confidential && <span>{t('desk.flag.confidential')}</span>}
          {card.bounces > 0 && <span>{t('desk.flag.bounces', { count: card.bounces })}</span>}
        </span>
      </td>
      <td role="cell" class="work__number">
        <span>{card.id}</span>
        <span class="muted">{shortDate(card.received_at)}</span>
      </td>
    </tr>
  );
});
