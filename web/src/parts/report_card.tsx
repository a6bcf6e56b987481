import type { ReportCard as Card } from '../api/types';
import { Link } from '../app/router';
import { t, tCount } from '../text/messages';
import { LateBadge, StateBadge } from './badge';
import { Time } from './time';

interface Props {
  report: Card;
  heading?: 'h2' | 'h3';
  /** Of a report that a search has found: which words fit. */
  marked?: boolean;
}

/** What a list shows of a report. The whole card leads to its page. */
export function ReportCard({ report, heading: Heading = 'h2', marked = true }: Props) {
  const { id, state, late, institution_name, received_at, supports } = report;
  const found = marked ? report.highlights : undefined;
  return (
    <>
      <p class="row card__state">
        <StateBadge state={state} />
        {late && <LateBadge />}
      </p>
      <Heading>
        <Link to={`/reports/${id}`}>{report.title ? <Marked text={report.title} spans={found?.title} /> : t('report.without_title')}</Link>
      </Heading>
      {found?.snippet ? (
        <p class="card__text"><Marked text={found.snippet} spans={found.spans} /></p>
      ) : (
        report.text && <p class="card__text">{report.text}</p>
      )}
      <p class="card__meta small muted">
        {institution_name && <span>{institution_name}</span>}
        <Time at={received_at} dateOnly />
        {supports > 0 && <span>{tCount('report.supports', supports)}</span>}
      </p>
    </>
  );
}

/** `spans`: pairs of first character and length, in code points. */
function Marked({ text, spans }: { text: string; spans: readonly (readonly number[])[] | undefined }) {
  if (!spans || spans.length === 0) return <>{text}</>;
  const characters = [...text];
  const pieces = [];
  let end = 0;
  for (const [begin, length] of spans) {
    pieces.push(characters.slice(end, begin).join(''), <mark key={begin}>{characters.slice(begin, begin + length).join('')}</mark>);
    end = begin + length;
  }
  return <>{pieces}{characters.slice(end).join('')}</>;
}
