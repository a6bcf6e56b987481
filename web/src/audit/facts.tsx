import type { ComponentChildren } from 'preact';
import { Link } from '../app/router';
import type { Names } from '../api/reference';
import type { Institution } from '../api/types';
import { calendarDate, dateAndTime } from '../text/dates';
import { t, tWord } from '../text/messages';
import { whole } from '../text/numbers';
import type { AuditEvent, Party } from './lines';

/** Which enumeration a member's words are of. */
const words: Record<string, string> = {
  classification: 'classification',
  initiator: 'initiator',
  role: 'role',
  roles: 'role',
  resource: 'audit.resource',
  ground: 'audit.ground',
  scopes: 'audit.scope',
  state: 'state_of_report',
  closed_by: 'initiator',
};

const institutions = new Set(['institution', 'to', 'copies', 'proposed', 'chosen', 'holder', 'earlier_holders', 'slug', 'parent', 'successor']);
const instant = /^\d{4}-\d\d-\d\dT/;
const date = /^\d{4}-\d\d-\d\d$/;

/** Name of what happened, in the visitor's language. */
export const nameOfEvent = (kind: string): string => tWord('audit.event', kind);

/** The one thing that tells this event from others of its kind. */
export function gistOf(event: AuditEvent): string {
  if (event.to) return event.to;
  if (event.into) return t('report.number', { number: event.into });
  if (event.reason) return wordsOf('reason', event.kind, event.reason);
  if (event.score) return `${event.score} / 5`;
  if (event.level) return t('audit.level', { level: event.level });
  if (event.resource) return tWord('audit.resource', event.resource);
  if (event.roles?.length) return event.roles.map((each) => tWord('role', each)).join(', ');
  return event.deadline ? t('audit.until', { at: dateAndTime(event.deadline.due) }) : '';
}

/** Reasons of holding and of archiving have words of their own. */
function wordsOf(name: string, kind: string, word: string): string {
  if (name === 'reason') return tWord(kind === 'report_held' ? 'hold_reason' : 'archive_reason', word);
  return words[name] ? tWord(words[name], word) : word;
}

/** All facts of one event. */
export function Facts({ event, names }: { event: AuditEvent; names: Names<Institution> }) {
  const members = Object.entries(event).filter(([name]) => name !== 'kind');
  return (
    <section class="stack stack--tight">
      <h2 class="audit-heading">{nameOfEvent(event.kind)}</h2>
      {members.length === 0 ? (
        <p class="muted small">{t('audit.no_facts')}</p>
      ) : (
        <dl class="meta">
          {members.map(([name, value]) => (
            <div key={name}>
              <dt>{tWord('audit.fact', name)}</dt>
              <dd>{valueOf(name, value, event.kind, names)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Any member of the audit's JSON as people read it. */
export function valueOf(name: string, value: unknown, kind: string, names: Names<Institution>): ComponentChildren {
  if (value === null || value === undefined || value === '') return <span class="muted">–</span>;
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'number') return name === 'into' || name === 'report' || name === 'merged_into' ? <ReportLink id={value} /> : whole(value);
  if (Array.isArray(value)) return value.length === 0 ? <span class="muted">–</span> : value.map((each, i) => <div key={i}>{valueOf(name, each, kind, names)}</div>);
  if (typeof value === 'object') return <Parts value={value as Record<string, unknown>} kind={kind} names={names} />;
  const text = String(value);
  if (instant.test(text)) return dateAndTime(text);
  if (date.test(text)) return calendarDate(text);
  if (institutions.has(name)) return names.find(text)?.name ?? text;
  if (name === 'attachments' || name === 'keys' || name === 'root') return <span class="mono small break">{text}</span>;
  return wordsOf(name, kind, text);
}

/** A deadline, a place. */
function Parts({ value, kind, names }: { value: Record<string, unknown>; kind: string; names: Names<Institution> }) {
  if (typeof value['due'] === 'string') return <Due kind={String(value['kind'])} due={value['due']} provisional={value['provisional'] === true} />;
  return <>{Object.entries(value).map(([name, each]) => <div key={name}>{valueOf(name, each, kind, names)}</div>)}</>;
}

function Due({ kind, due, provisional }: { kind: string; due: string; provisional: boolean }) {
  return (
    <>
      {tWord('deadline_kind', kind)}: {dateAndTime(due)}
      {provisional && <> ({t('audit.provisional')})</>}
    </>
  );
}

export function ReportLink({ id, version }: { id: number | string; version?: number }) {
  return <Link to={`/audit/reports/${id}${version ? `?version=${version}` : ''}`}>{t('audit.report.open', { number: id })}</Link>;
}

/** Who made a record: role, number, institution. */
export function partyText(by: Party): string {
  return [tWord('role', by.role), by.person && `#${by.person}`, by.institution].filter(Boolean).join(' · ');
}
