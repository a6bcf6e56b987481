import { useState } from 'preact/hooks';
import type { Names } from '../api/reference';
import type { Institution } from '../api/types';
import { dateAndTime } from '../text/dates';
import { t, tWord } from '../text/messages';
import { whole } from '../text/numbers';
import { Button } from '../parts/button';
import { Facts, gistOf, nameOfEvent, partyText, ReportLink } from './facts';
import { type AuditRecord, indented, parsed, partsOf } from './lines';

/** One record in a line: where it stands, when, what, by whom, in whose history. */
export function RecordRow({ record, isOpen, onToggle }: { record: AuditRecord; isOpen: boolean; onToggle: () => void }) {
  const { kind, number } = partsOf(record.stream);
  const gist = record.events.map(gistOf).filter(Boolean).join(' · ');
  return (
    <button type="button" class="virtual__row record-row" aria-expanded={isOpen} onClick={onToggle}>
      <span class="record-row__position number">{whole(record.position)}</span>
      <span class="record-row__time">{dateAndTime(record.at)}</span>
      <span class="record-row__what">
        <strong>{record.events.map((each) => nameOfEvent(each.kind)).join(', ')}</strong> <span class="muted">{gist}</span>
      </span>
      <span class="record-row__who">{partyText(record.by)}</span>
      <span class="record-row__stream">{tWord('audit.stream', kind)} {number}</span>
    </button>
  );
}

/** Everything that the record has: facts in words, and the line itself. */
export function RecordDetail({ line, names }: { line: string; names: Names<Institution> }) {
  const record = parsed<AuditRecord>(line);
  const { kind, number } = partsOf(record.stream);
  return (
    <div class="stack">
      {record.events.map((event, i) => <Facts key={i} event={event} names={names} />)}
      <RecordFacts record={record} />
      <div class="row">
        {kind === 'report' && <ReportLink id={number} version={record.version} />}
      </div>
      <RawLine line={line} />
    </div>
  );
}

function RecordFacts({ record }: { record: AuditRecord }) {
  const facts: [string, string][] = [
    [t('audit.record.by'), partyText(record.by)],
    [t('audit.record.channel'), tWord('channel', record.channel)],
    [t('audit.record.version'), whole(record.version)],
    [t('audit.record.rulebook'), whole(record.rulebook)],
    [t('audit.record.request'), record.request_id ?? '–'],
    [t('audit.record.sealed'), record.sealed ? t('audit.bytes', { count: whole(record.sealed) }) : t('audit.nothing_sealed')],
    [t('audit.compared.leaf'), record.leaf_hash],
  ];
  return (
    <section class="stack stack--tight">
      <h2 class="audit-heading">{t('audit.record.itself')}</h2>
      <dl class="meta">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="break">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function RawLine({ line }: { line: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="stack stack--tight">
      <div>
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t('audit.raw')}</Button>
      </div>
      {isOpen && <pre class="audit-raw" tabIndex={0}>{indented(line)}</pre>}
    </div>
  );
}
