import { useMemo } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import type { TimelineItem } from '../api/types';
import { Link } from '../app/router';
import { dayAndDate, timeOfDay } from '../text/dates';
import { t, tCount, tWord } from '../text/messages';
import { type NameOf, slugsOf, tell, type Told } from '../text/steps';
import { Attachments } from './attachment';

interface Props {
  report: number;
  items: readonly TimelineItem[];
  /** For attachments of a report that was filed without an account. */
  receipt?: string | undefined;
  /** Kinds of events that the page shows elsewhere. */
  without?: readonly TimelineItem['event'][];
  /** Level of the headings of days. */
  heading?: 'h2' | 'h3';
  /** Names that the page has already; when they are enough, the list of all institutions is not asked for. */
  known?: Readonly<Record<string, string>>;
}

const nothing = {};

function useNameOf(items: readonly TimelineItem[], known: Readonly<Record<string, string>>): NameOf {
  const institutions = useInstitutions(items.some((item) => slugsOf(item).some((slug) => !(slug in known))));
  return (slug) => known[slug] ?? institutions.find(slug)?.name ?? slug;
}

/** Everything that happened to a report, day by day, oldest first. */
export function Timeline({ report, items, receipt, without = [], heading: Heading = 'h3', known = nothing }: Props) {
  const nameOf = useNameOf(items, known);
  const days = useMemo(() => byDay(items.filter((each) => !without.includes(each.event))), [items, without.join()]);
  if (days.length === 0) return <p class="muted">{t('timeline.empty')}</p>;
  return (
    <>
      {days.map((day) => (
        <section class="timeline-day" key={day.date}>
          <Heading>{day.date}</Heading>
          <ol class="timeline">
            {day.items.map((item) => (
              <Step key={`${item.position} ${item.event} ${'comment' in item ? item.comment : ''}`} report={report} item={item} receipt={receipt} nameOf={nameOf} />
            ))}
            <Supports items={day.supports} />
          </ol>
        </section>
      ))}
    </>
  );
}

interface Day {
  date: string;
  items: TimelineItem[];
  /** Told as a number, because there may be thousands. */
  supports: TimelineItem[];
}

function byDay(items: readonly TimelineItem[]): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const date = dayAndDate(item.at);
    let day = days.at(-1);
    if (day?.date !== date) days.push((day = { date, items: [], supports: [] }));
    (item.event === 'support_added' || item.event === 'support_withdrawn' ? day.supports : day.items).push(item);
  }
  return days;
}

const classes: Record<Told['tone'], string | undefined> = {
  plain: undefined,
  speech: 'timeline__speech',
  late: 'timeline__late',
  internal: 'timeline__internal',
};

function Step({ report, item, receipt, nameOf }: { report: number; item: TimelineItem; receipt?: string | undefined; nameOf: NameOf }) {
  const told = tell(item, nameOf);
  return (
    <li class={classes[told.tone]}>
      <p class="timeline__title">
        {told.tone === 'late' && <span class="badge badge--late">{t('report.late')}</span>} <strong>{told.title}</strong>
      </p>
      <p class="small muted">
        {byWhom(item, nameOf)} · <time dateTime={item.at}>{timeOfDay(item.at)}</time>
      </p>
      {told.tone === 'internal' && <p class="timeline__mark">{t('timeline.internal')}</p>}
      {told.text && <p class="text timeline__text">{told.text}</p>}
      <Attachments report={report} files={told.files} receipt={receipt} />
      {told.facts.map((fact) => <p key={fact} class="small timeline__fact">{fact}</p>)}
      {item.event === 'report_merged' && <p><Link to={`/reports/${item.into}`}>{t('report.number', { number: item.into })}</Link></p>}
    </li>
  );
}

function byWhom({ by }: TimelineItem, nameOf: NameOf): string {
  const role = tWord('role', by.role);
  return by.institution ? t('timeline.by', { role, institution: nameOf(by.institution) }) : role;
}

function Supports({ items }: { items: readonly TimelineItem[] }) {
  const withdrawn = items.filter((each) => each.event === 'support_withdrawn').length;
  const added = items.length - withdrawn;
  if (items.length === 0) return null;
  return (
    <li>
      {added > 0 && <p>{tCount('timeline.supports', added)}</p>}
      {withdrawn > 0 && <p class="muted">{tCount('timeline.supports_withdrawn', withdrawn)}</p>}
    </li>
  );
}
