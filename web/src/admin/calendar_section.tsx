import { useState } from 'preact/hooks';
import { useNow } from '../api/clock';
import { useResource } from '../api/use_resource';
import { setQuery, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { TextArea, TextField } from '../parts/field';
import { Notice } from '../parts/notice';
import { calendarDate, today } from '../text/dates';
import { t, tCount, tWord } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { CommandDialog, missing } from './command_dialog';
import { decreeText, readDecree } from './decree_text';
import { History } from './history';
import { Read } from './read';
import { type CalendarYear, change, type Holiday } from './rulebook';
import { Tabs, useTab } from './tabs';
import { YearGrid } from './year_grid';

/** /admin/calendar: the days on which no deadline runs, as the joint decree of a year has them. */
export function CalendarSection() {
  const { query } = usePlace();
  const thisYear = Number(today(useNow()).slice(0, 4));
  const year = Number(query.get('year')) || thisYear;
  const calendar = useResource<CalendarYear>('/v1/calendar', { query: { year }, fresh: true });
  const [isAsked, setAsked] = useState(false);
  const tab = useTab();
  const one = calendar.data?.year === year ? calendar.data : undefined;
  const mayDecree = year >= thisYear && one;
  return (
    <AdminFrame
      title={t('admin.calendar')}
      lead={t('admin.calendar.about')}
      actions={mayDecree && <Button kind="primary" onClick={() => setAsked(true)}>{t(one.decreed ? 'admin.calendar.revise' : 'admin.calendar.decree')}</Button>}
    >
      <Tabs />
      {tab === 'history' ? (
        <History path="/v1/rulebook/history" query={{ about: 'holidays' }} turn={one?.version ?? 0} />
      ) : (
        <>
          <div class="row">
            <Button onClick={() => setQuery({ year: String(year - 1) })}>‹ {year - 1}</Button>
            <strong class="number" aria-live="polite">{year}</strong>
            <Button onClick={() => setQuery({ year: String(year + 1) })}>{year + 1} ›</Button>
          </div>
          <Read resource={calendar} lines={10}>{() => one && <Year calendar={one} isPast={year < thisYear} />}</Read>
        </>
      )}
      {isAsked && one && (
        <Decree
          calendar={one}
          onClose={() => setAsked(false)}
          onStale={() => calendar.reload()}
          onDone={() => {
            setAsked(false);
            calendar.reload();
          }}
        />
      )}
    </AdminFrame>
  );
}

function Year({ calendar, isPast }: { calendar: CalendarYear; isPast: boolean }) {
  return (
    <div class="stack">
      {calendar.decreed ? <p>{t('admin.calendar.decreed', { decree: calendar.decree ?? '–' })}</p> : <Notice tone="warning" title={t('admin.calendar.undecreed')}>{t('admin.calendar.undecreed.means')}</Notice>}
      {isPast && <p class="muted small">{t('admin.calendar.past')}</p>}
      <p class="row small admin-legend">
        <span class="admin-legend__holiday">{t('admin.holiday.public_holiday')}</span>
        <span class="admin-legend__leave">{t('admin.holiday.collective_leave')}</span>
        <span class="admin-legend__weekend">{t('admin.holiday.weekend')}</span>
      </p>
      <YearGrid year={calendar.year} days={calendar.days} />
      <h2>{tCount('admin.calendar.days', calendar.days.length)}</h2>
      <Days days={calendar.days} />
    </div>
  );
}

function Days({ days }: { days: readonly Holiday[] }) {
  return (
    <ul class="admin-rows">
      {days.map((each) => (
        <li key={each.date}>
          <span>{calendarDate(each.date)}</span>
          <strong>{each.name}</strong>
          <span class="muted small">{tWord('admin.holiday', each.kind)}</span>
        </li>
      ))}
    </ul>
  );
}

function Decree({ calendar, ...common }: { calendar: CalendarYear; onClose: () => void; onStale: () => void; onDone: () => void }) {
  const before = new Set(calendar.days.map((each) => each.date));
  return (
    <CommandDialog
      {...common}
      title={t(calendar.decreed ? 'admin.calendar.revise' : 'admin.calendar.decree')}
      consequences={
        <>
          <p>{t('admin.calendar.decree.means', { year: calendar.year })}</p>
          {calendar.decreed && <p>{t('admin.calendar.revise.means')}</p>}
        </>
      }
      initial={{ decree: calendar.decree ?? '', days: decreeText(calendar.days) }}
      fields={(form) => {
        const { days, wrong } = readDecree(form.values.days, calendar.year);
        return (
          <>
            <TextField label={t('admin.calendar.number')} hint={t('admin.calendar.number.hint')} required maxLength={200} {...form.field('decree')} />
            <TextArea label={t('admin.calendar.list')} hint={t('admin.calendar.list.hint')} required rows={10} spellcheck={false} class="small" {...form.field('days')} />
            <div role="status" class="stack stack--tight small">
              <p>{t('admin.calendar.read', { count: days.length, added: days.filter((each) => !before.has(each.date)).length, gone: calendar.days.filter((each) => !days.some((day) => day.date === each.date)).length })}</p>
              {wrong.length > 0 && <Notice tone="warning" title={t('admin.calendar.unread')}>{wrong.map((each) => <div key={each.line}>{each.line}: {each.text}</div>)}</Notice>}
            </div>
          </>
        );
      }}
      check={(values) => {
        const errors = missing(values, 'decree', 'days');
        if (!errors.days && readDecree(values.days, calendar.year).wrong.length > 0) errors.days = t('admin.calendar.unread');
        return errors;
      }}
      send={({ decree, days }, key) => change('holidays', { year: calendar.year, decree, days: readDecree(days, calendar.year).days }, calendar.version, key)}
      action={t('admin.calendar.decree.do')}
      done={t('admin.calendar.done')}
    />
  );
}
