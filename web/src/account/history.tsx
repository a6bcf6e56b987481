import { useState } from 'preact/hooks';
import type { Schemas } from '../api/types';
import { useResource } from '../api/use_resource';
import { Button } from '../parts/button';
import { Loaded } from '../parts/states';
import { Time } from '../parts/time';
import { type MessageKey, t, tWord } from '../text/messages';

type Item = Schemas['HistoryItem'];
const firstShown = 10;

/** Everything that happened to the account, newest first: what one does not recognise, somebody else did. */
export function History() {
  const history = useResource<Schemas['PersonHistory']>('/v1/me/history');
  return (
    <section class="stack" aria-labelledby="history-title">
      <h2 id="history-title">{t('account.history')}</h2>
      <p class="muted">{t('account.history.hint')}</p>
      <Loaded resource={history}>{({ items }) => <HistoryList items={items} />}</Loaded>
    </section>
  );
}

export function HistoryList({ items }: { items: readonly Item[] }) {
  const [all, setAll] = useState(false);
  const newest = [...items].reverse();
  return (
    <>
      <ol class="timeline">
        {(all ? newest : newest.slice(0, firstShown)).map((each) => (
          <li key={`${each.position} ${each.event}`} class={each.event === 'sign_ins_refused' ? 'timeline__late' : undefined}>
            <p><strong>{t(`account.event.${each.event}` as MessageKey)}</strong></p>
            {detailOf(each) && <p>{detailOf(each)}</p>}
            <p class="small muted"><Time at={each.at} /> · {each.by === 'themselves' ? t('account.history.self') : tWord('role', each.by)}</p>
          </li>
        ))}
      </ol>
      {!all && newest.length > firstShown && <p><Button onClick={() => setAll(true)}>{t('action.more')}</Button></p>}
    </>
  );
}

function detailOf(item: Item): string {
  switch (item.event) {
    case 'signed_in':
      return [tWord('role', item.role), item.second_factor && t('account.history.second_factor'), item.source].filter(Boolean).join(' · ');
    case 'sign_ins_refused':
      return [t('account.history.refused', { count: item.count }), item.source].filter(Boolean).join(' · ');
    case 'account_registered':
    case 'address_changed':
      return item.address ?? '';
    case 'name_changed':
      return item.name ?? '';
    case 'staff_appointed':
      return [item.roles.map((each) => tWord('role', each)).join(', '), item.institution].filter(Boolean).join(' · ');
    case 'password_changed':
      return item.recovered ? t('account.history.recovered') : '';
    case 'account_suspended':
    case 'account_reinstated':
    case 'totp_reset':
      return item.reason ?? '';
    default:
      return '';
  }
}
