import { useMemo, useState } from 'preact/hooks';
import { useWho } from '../api/session';
import type { Institution } from '../api/types';
import { Link, navigate, setQuery, usePlace } from '../app/router';
import { Button } from '../parts/button';
import { Select, TextField } from '../parts/field';
import { Empty } from '../parts/states';
import { best } from '../text/find';
import { t, tCount, tWord } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { History } from './history';
import { OpenInstitution } from './institution_dialogs';
import { isWithin, kinds } from './institutions';
import { Read } from './read';
import { type Part, usePart } from './rulebook';
import { Tabs, useTab } from './tabs';

const atOnce = 50;

/** /admin/institutions: found by name or abbreviation; units are shown with their institution. */
export function InstitutionsSection() {
  const who = useWho();
  const all = usePart<Institution>('/v1/institutions');
  const [isOpening, setOpening] = useState(false);
  const tab = useTab();
  const mayOpen = who?.role === 'national_admin';
  const version = all.data?.version ?? 0;
  return (
    <AdminFrame
      title={t('admin.institutions')}
      lead={t('admin.institutions.about')}
      actions={mayOpen && all.data && <Button kind="primary" onClick={() => setOpening(true)}>{t('admin.institution.open')}</Button>}
    >
      <Tabs />
      {tab === 'history' ? (
        <History path="/v1/rulebook/history" query={{ about: 'institutions' }} />
      ) : (
        <Read resource={all} lines={10}>{(part) => <Found part={part} within={mayOpen ? null : (who?.institution ?? '')} />}</Read>
      )}
      {isOpening && (
        <OpenInstitution
          version={version}
          onClose={() => setOpening(false)}
          onStale={() => all.reload()}
          onDone={(slug) => navigate(`/admin/institutions/${slug}`)}
        />
      )}
    </AdminFrame>
  );
}

function Found({ part, within }: { part: Part<Institution>; within: string | null }) {
  const { query } = usePlace();
  const words = query.get('q') ?? '';
  const kind = query.get('kind') ?? '';
  const state = query.get('state') ?? '';
  const [shown, setShown] = useState(atOnce);
  const units = useMemo(() => unitsBelow(part.items), [part]);
  const among = part.items.filter(
    (each) =>
      (within === null ? !each.parent : isWithin(each.slug, within)) &&
      (!kind || each.kind === kind) &&
      (!state || (state === 'closed') === Boolean(each.closed)),
  );
  const found = words ? best(among, words, among.length) : among;
  return (
    <div class="stack">
      <search class="admin-filters">
        <TextField label={t('admin.institution.search')} type="search" value={words} onValue={(q) => setQuery({ q })} autocomplete="off" />
        <Select label={t('admin.institution.kind')} empty={t('admin.all')} options={kinds.map((value) => ({ value, label: tWord('admin.kind', value) }))} value={kind} onValue={(value) => setQuery({ kind: value })} />
        <Select label={t('admin.institution.state')} empty={t('admin.all')} options={['open', 'closed'].map((value) => ({ value, label: tWord('admin.state', value) }))} value={state} onValue={(value) => setQuery({ state: value })} />
      </search>
      <p class="muted" role="status">{tCount('admin.institution.found', found.length)}</p>
      {found.length === 0 && <Empty title={t('admin.nothing_fits')} />}
      <ul class="admin-rows">
        {found.slice(0, shown).map((each) => (
          <li key={each.slug}>
            <Link to={`/admin/institutions/${each.slug}`}>{each.name}</Link>
            {each.closed && <span class="badge">{t('admin.state.closed')}</span>}
            <span class="muted small">
              {[each.abbreviation, tWord('admin.kind', each.kind), each.zone, each.slug].filter(Boolean).join(' · ')}
              {units.has(each.slug) && ` · ${tCount('admin.institution.units', units.get(each.slug) ?? 0)}`}
            </span>
          </li>
        ))}
      </ul>
      {found.length > shown && <p><Button onClick={() => setShown(shown + atOnce)}>{t('action.more')}</Button></p>}
    </div>
  );
}

function unitsBelow(items: readonly Institution[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { parent } of items) if (parent) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return counts;
}
