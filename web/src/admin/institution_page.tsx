import { useState } from 'preact/hooks';
import { useWho } from '../api/session';
import type { Institution } from '../api/types';
import { Missing } from '../app/missing';
import { Link } from '../app/router';
import { Button } from '../parts/button';
import { Notice } from '../parts/notice';
import { t, tWord } from '../text/messages';
import { AdminFrame } from './admin_frame';
import { History } from './history';
import { CloseInstitution, OpenUnit, RenameInstitution } from './institution_dialogs';
import { isWithin } from './institutions';
import { Read } from './read';
import { type Part, usePart } from './rulebook';
import { Tabs, useTab } from './tabs';

type Asked = 'rename' | 'close' | 'unit' | null;

/** /admin/institutions/{slug}: an institution or unit, and the units below it. */
export function InstitutionPage({ id }: { id: string }) {
  const all = usePart<Institution>('/v1/institutions');
  const [asked, setAsked] = useState<Asked>(null);
  const found = all.data?.items.find((each) => each.slug === id);
  if (all.data && !found) return <Missing />;
  return (
    <AdminFrame title={found?.name ?? id} actions={found && !found.closed && <Actions institution={found} onAsk={setAsked} />}>
      <Tabs />
      <Read resource={all}>{(part) => <Body part={part} slug={id} />}</Read>
      {found && all.data && <Asking asked={asked} institution={found} part={all.data} onClose={() => setAsked(null)} reload={() => all.reload()} />}
    </AdminFrame>
  );
}

/** A coordinator changes units of the own branch, and opens units in it; the institution itself is the national administrator's. */
function Actions({ institution, onAsk }: { institution: Institution; onAsk: (asked: Asked) => void }) {
  const who = useWho();
  const isNational = who?.role === 'national_admin';
  const isOwn = Boolean(who?.institution && isWithin(institution.slug, who.institution));
  const mayChange = isNational || (isOwn && Boolean(institution.parent));
  return (
    <>
      {(isNational || isOwn) && <Button onClick={() => onAsk('unit')}>{t('admin.unit.open')}</Button>}
      {mayChange && <Button onClick={() => onAsk('rename')}>{t('admin.institution.rename')}</Button>}
      {mayChange && <Button kind="danger" onClick={() => onAsk('close')}>{t('admin.close')}</Button>}
    </>
  );
}

function Asking({ asked, institution, part, onClose, reload }: { asked: Asked; institution: Institution; part: Part<Institution>; onClose: () => void; reload: () => void }) {
  const common = {
    version: part.version,
    onClose,
    onStale: reload,
    onDone: () => {
      onClose();
      reload();
    },
  };
  const below = part.items.filter((each) => each.slug !== institution.slug && isWithin(each.slug, institution.slug) && !each.closed);
  if (asked === 'rename') return <RenameInstitution institution={institution} {...common} />;
  if (asked === 'close') return <CloseInstitution institution={institution} units={below.length} {...common} />;
  if (asked === 'unit') return <OpenUnit parent={institution} {...common} />;
  return null;
}

function Body({ part, slug }: { part: Part<Institution>; slug: string }) {
  const tab = useTab();
  const bySlug = new Map(part.items.map((each) => [each.slug, each]));
  const one = bySlug.get(slug)!;
  const units = part.items.filter((each) => each.parent === slug);
  if (tab === 'history') return <History path="/v1/rulebook/history" query={{ about: 'institutions' }} turn={part.version} fits={(step) => step['slug'] === slug || step['parent'] === slug} />;
  return (
    <div class="stack">
      {one.closed && (
        <Notice tone="warning" title={t('admin.institution.is_closed')}>
          {one.successor && <Link to={`/admin/institutions/${one.successor}`}>{t('admin.institution.succeeded_by', { name: bySlug.get(one.successor)?.name ?? one.successor })}</Link>}
        </Notice>
      )}
      <dl class="meta card">
        <Fact label={t('admin.institution.slug')} value={one.slug} />
        <Fact label={t('admin.institution.abbreviation')} value={one.abbreviation} />
        <Fact label={t('admin.institution.kind')} value={tWord('admin.kind', one.kind)} />
        <Fact label={t('admin.institution.zone')} value={one.zone} />
        <Fact label={t('admin.institution.region')} value={one.region} />
        {one.parent && (
          <div>
            <dt>{t('admin.institution.parent')}</dt>
            <dd><Link to={`/admin/institutions/${one.parent}`}>{bySlug.get(one.parent)?.name ?? one.parent}</Link></dd>
          </div>
        )}
      </dl>
      <h2>{t('admin.units')}</h2>
      {units.length === 0 ? <p class="muted">{t('admin.units.none')}</p> : (
        <ul class="admin-rows">
          {units.map((each) => (
            <li key={each.slug}>
              <Link to={`/admin/institutions/${each.slug}`}>{each.name}</Link>
              {each.closed && <span class="badge">{t('admin.state.closed')}</span>}
              <span class="muted small">{each.slug}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function Fact({ label, value }: { label: string; value: string | null | undefined }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value || '–'}</dd>
    </div>
  );
}
