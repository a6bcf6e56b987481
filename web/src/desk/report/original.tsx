import type { Report } from '../../api/types';
import { Attachments } from '../../parts/attachment';
import { t, tCount } from '../../text/messages';
import { Marked } from './marked';
import { piecesOf } from './marked_text';

/** What the reporter wrote, as it is, with personal data marked. */
export function Original({ report }: { report: Report }) {
  const { original } = report;
  if (!original) return null;
  const inField = (field: 'title' | 'text') => original.personal_data.filter((each) => each.field === field);
  return (
    <section class="card stack" aria-labelledby="original">
      <div class="row row--between">
        <h2 id="original">{t('desk.original')}</h2>
        {original.personal_data.length > 0 && <span class="badge badge--on_hold">{tCount('desk.personal.count', original.personal_data.length)}</span>}
      </div>
      <h3><Marked pieces={piecesOf(original.title ?? t('desk.no_title'), inField('title'))} /></h3>
      <p class="text"><Marked pieces={piecesOf(original.text ?? '', inField('text'))} /></p>
      <Attachments report={report.id} files={original.attachments} />
    </section>
  );
}

/** What the public reads, and the original on demand where it says something else. */
export function Published({ report }: { report: Report }) {
  const { original, title, text } = report;
  const same = original && original.title === title && original.text === text && original.personal_data.length === 0;
  return (
    <section class="card stack" aria-labelledby="public-text">
      <h2 id="public-text" class="small muted">{t(original ? 'desk.public_text' : 'desk.text')}</h2>
      <h3 class="desk-report__title">{title ?? t('desk.no_title')}</h3>
      <p class="text">{text}</p>
      {original && !same && (
        <details class="desk-fold">
          <summary>{t('desk.show_original')}</summary>
          <Original report={report} />
        </details>
      )}
      {original && same && <Attachments report={report.id} files={original.attachments} />}
    </section>
  );
}
