import { send } from '../api/client';
import type { Profile, Schemas } from '../api/types';
import type { Role } from '../app/pages';
import { Select, TextArea, TextField } from '../parts/field';
import { InstitutionPicker } from '../parts/institution_picker';
import { t, tWord } from '../text/messages';
import { Choices } from './choices';
import { CommandDialog, missing } from './command_dialog';
import { isWithin } from './institutions';
import { mayHaveInstitution, mustHaveInstitution, rolesFor, scopes, wordsIn } from './people';

type Service = Schemas['Service'];
type ServiceKey = Schemas['ServiceKey'];

interface Common<A> {
  onClose: () => void;
  onDone: (answer: A) => void;
}

/** The end of that day in WIB. */
const endOf = (day: string) => (day ? { expires_at: `${day}T23:59:59+07:00` } : {});

export function IssueKey({ by, ...common }: Common<ServiceKey> & { by: Profile }) {
  const reach = (slug: string) => by.role !== 'coordinator' || isWithin(slug, by.institution ?? '');
  return (
    <CommandDialog
      {...common}
      title={t('admin.key.issue')}
      consequences={<p>{t('admin.key.issue.means')}</p>}
      initial={{ name: '', role: 'officer', institution: by.role === 'coordinator' ? (by.institution ?? '') : '', scopes: 'read', expires_at: '' }}
      fields={(form) => (
        <>
          <TextField label={t('admin.key.name')} hint={t('admin.key.name.hint')} required autocomplete="off" maxLength={100} {...form.field('name')} />
          <Select label={t('admin.key.role')} options={rolesFor(by.role as Role).map((value) => ({ value, label: tWord('role', value) }))} {...form.field('role')} />
          {mayHaveInstitution([form.values.role]) && (
            <InstitutionPicker label={t('admin.person.institution')} required={mustHaveInstitution([form.values.role], by.role as Role)} among={(each) => !each.closed && reach(each.slug)} {...form.field('institution')} />
          )}
          <Choices
            label={t('admin.key.scopes')}
            options={scopes.map((value) => ({ value, label: tWord('admin.scope', value), hint: tWord('admin.scope_means', value) }))}
            {...form.field('scopes')}
          />
          <TextField label={t('admin.key.until')} hint={t('admin.key.until.hint')} required={false} type="date" {...form.field('expires_at')} />
        </>
      )}
      check={(values) => ({
        ...missing(values, 'name', 'scopes'),
        ...(mustHaveInstitution([values.role], by.role as Role) ? missing(values, 'institution') : {}),
      })}
      send={({ name, role, institution, scopes: chosen, expires_at }, key) =>
        send<ServiceKey>(
          '/v1/keys',
          { name, role, scopes: wordsIn(chosen), ...(mayHaveInstitution([role]) && institution ? { institution } : {}), ...endOf(expires_at) },
          { idempotencyKey: key },
        )
      }
      action={t('admin.key.issue')}
      done={t('admin.key.issued')}
    />
  );
}

const defaultGrace = '24';

export function RotateKey({ service, ...common }: Common<ServiceKey> & { service: Service }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.key.rotate')}
      consequences={<p>{t('admin.key.rotate.means', { name: service.name ?? '' })}</p>}
      initial={{ grace_hours: defaultGrace, expires_at: '' }}
      fields={(form) => (
        <>
          <TextField label={t('admin.key.grace')} hint={t('admin.key.grace.hint')} required type="number" min={0} max={2160} {...form.field('grace_hours')} />
          <TextField label={t('admin.key.until')} hint={t('admin.key.until.hint')} required={false} type="date" {...form.field('expires_at')} />
        </>
      )}
      check={(values) => missing(values, 'grace_hours')}
      send={({ grace_hours, expires_at }, key) => send<ServiceKey>(`/v1/keys/${service.person}/rotation`, { grace_hours: Number(grace_hours), ...endOf(expires_at) }, { idempotencyKey: key })}
      action={t('admin.key.rotate')}
      done={t('admin.key.rotated')}
    />
  );
}

export function RevokeKey({ service, ...common }: Common<Service> & { service: Service }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.key.revoke')}
      kind="danger"
      consequences={<p>{t('admin.key.revoke.means', { name: service.name ?? '' })}</p>}
      initial={{ reason: '' }}
      fields={(form) => <TextArea label={t('admin.reason')} hint={t('admin.reason.kept')} required rows={3} maxLength={2000} {...form.field('reason')} />}
      check={(values) => missing(values, 'reason')}
      send={(values, key) => send<Service>(`/v1/keys/${service.person}/revocation`, values, { idempotencyKey: key })}
      action={t('admin.key.revoke')}
      done={t('admin.key.was_revoked')}
    />
  );
}
