import { useInstitutions } from '../../api/reference';
import type { TimelineItem } from '../../api/types';
import { Button } from '../../parts/button';
import { t, tWord } from '../../text/messages';
import { dateAndTime } from '../../text/dates';
import { tell } from '../../text/steps';

/** Somebody else was faster while this desk was writing: what has happened, and that nothing written is lost. */
export function NewsNotice({ news, onAccept }: { news: readonly TimelineItem[]; onAccept: () => void }) {
  const institutions = useInstitutions();
  const nameOf = (slug: string) => institutions.find(slug)?.name ?? slug;
  return (
    <div class="notice notice--warning desk-news" role="alert">
      <p><strong>{t('desk.news.title')}</strong></p>
      <ul>
        {news.map((item) => {
          const told = tell(item, nameOf);
          return (
            <li key={`${item.position} ${item.event}`}>
              <strong>{told.title}</strong> <span class="small">{tWord('role', item.by.role)} · {dateAndTime(item.at)}</span>
              {told.text && <p class="small desk-news__text">{told.text}</p>}
            </li>
          );
        })}
      </ul>
      <p>{t('desk.news.text')}</p>
      <p><Button size="small" onClick={onAccept}>{t('desk.news.accept')}</Button></p>
    </div>
  );
}
