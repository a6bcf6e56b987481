import { useState } from 'preact/hooks';
import { useNow } from '../api/clock';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { calendarDate, today } from '../text/dates';
import { t, tWord } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { CommandDialog, missing } from './command_dialog';
import { History } from './history';
import { type NumberName, numberNames, numberOf, policyFrom } from './policies';
import { Read } from './read';
import { change, type Part, type PolicyVersion, usePart } from './rulebook';
import { Tabs, useTab } from './tabs';

/** /admin/policies: the limits of the law in all their versions. */
export function PoliciesSection() {
  const policies = usePart<PolicyVersion>('/v1/policies');
  const [isAsked, setAsked] = useState(false);
  const tab = useTab();
  const part = policies.data;
  return (
    <AdminFrame title={t('admin.policies')} lead={t('admin.policies.about')} actions={part && <Button kind="primary" onClick={() => setAsked(true)}>{t('admin.policy.adopt')}</Button>}>
      <Tabs />
      {tab === 'history' ? <History path="/v1/rulebook/history" query={{ about: 'policies' }} turn={part?.version ?? 0} /> : <Read resource={policies} lines={12}>{(each) => <Versions items={each.items} />}</Read>}
      {isAsked && part && (
        <Adopt
          part={part}
          onClose={() => setAsked(false)}
          onStale={() => policies.reload()}
          onDone={() => {
            setAsked(false);
            policies.reload();
          }}
        />
      )}
    </AdminFrame>
  );
}

/** The version in force on a day; before the first begins, the first. */
function inForceOn(items: readonly PolicyVersion[], day: string): PolicyVersion {
  return items.filter((each) => each.effective_from <= day).at(-1) ?? items[0];
}

function Versions({ items }: { items: readonly PolicyVersion[] }) {
  const now = inForceOn(items, today(useNow()));
  return (
    <div class="table-wrap" tabIndex={0} role="region" aria-label={t('admin.policies')}>
      <table>
        <caption>{t('admin.policies.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('admin.policy.limit')}</th>
            {items.map((each) => (
              <th key={each.effective_from} scope="col" class="cell--number">
                {t('admin.policy.from', { date: calendarDate(each.effective_from) })} {each === now && <span class="badge badge--closed">{t('admin.policy.now')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numberNames.map((name) => (
            <tr key={name}>
              <th scope="row">{tWord('admin.limit', name)}</th>
              {items.map((each, i) => <Cell key={each.effective_from} name={name} policy={each} before={items[i - 1]} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ name, policy, before }: { name: NumberName; policy: PolicyVersion; before: PolicyVersion | undefined }) {
  const value = numberOf(policy, name);
  const was = before && numberOf(before, name);
  if (was === undefined || was === value) return <td class="cell--number">{value}</td>;
  return (
    <td class="cell--number cell--changed">
      <del>{was}</del> <ins>{value}</ins>
    </td>
  );
}

type Values = Record<NumberName | 'effective_from', string>;

function Adopt({ part, ...common }: { part: Part<PolicyVersion>; onClose: () => void; onStale: () => void; onDone: () => void }) {
  const latest = part.items[part.items.length - 1];
  const initial = { effective_from: '', ...Object.fromEntries(numberNames.map((name) => [name, String(numberOf(latest, name))])) } as Values;
  return (
    <CommandDialog<Values, unknown>
      {...common}
      title={t('admin.policy.adopt')}
      consequences={<p>{t('admin.policy.adopt.means')}</p>}
      initial={initial}
      fields={(form) => (
        <>
          <TextField label={t('admin.effective_from')} hint={t('admin.effective_from.hint')} required type="date" {...form.field('effective_from')} />
          <div class="admin-numbers">
            {numberNames.map((name) => {
              const was = String(numberOf(latest, name));
              const hint = form.values[name] === was ? undefined : <strong>{t('admin.policy.was', { value: was })}</strong>;
              return <TextField key={name} label={tWord('admin.limit', name)} hint={hint} required type="number" min={name === 'opens' ? 0 : 1} max={365} {...form.field(name)} />;
            })}
          </div>
        </>
      )}
      check={(values) => {
        const errors = missing(values, 'effective_from', ...numberNames);
        if (Number(values.closes) <= Number(values.opens)) errors.closes = t('admin.policy.hours');
        if (Number(values.escalation_3) <= Number(values.escalation_2)) errors.escalation_3 = t('admin.policy.escalation');
        if (numberNames.every((name) => values[name] === initial[name])) errors.effective_from ??= t('admin.policy.same');
        return errors;
      }}
      send={({ effective_from, ...numbers }, key) => change('policies', policyFrom(effective_from, numbers), part.version, key)}
      action={t('admin.policy.adopt')}
      done={t('admin.policy.adopted')}
    />
  );
}
