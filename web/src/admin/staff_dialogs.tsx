import { send } from '../api/client';
import type { Profile, Schemas } from '../api/types';
import type { Role } from '../app/pages';
import { TextArea, TextField } from '../parts/field';
import { InstitutionPicker } from '../parts/institution_picker';
import { type MessageKey, t, tWord } from '../text/messages';
import { Choices } from './choices';
import { CommandDialog, type Form, missing } from './command_dialog';
import { isWithin } from './institutions';
import { mayHaveInstitution, mustHaveInstitution, rolesFor, rolesText, wordsIn } from './people';

type Account = Schemas['Account'];

interface Common {
  onClose: () => void;
  onDone: (account: Account) => void;
}

type Place = { roles: string; institution: string };

/** Roles, and the institution where they need one. */
function AppointmentFields<V extends Place>({ form, by }: { form: Form<V>; by: Profile }) {
  const roles = wordsIn(form.values.roles);
  const isWithinReach = (slug: string) => by.role !== 'coordinator' || isWithin(slug, by.institution ?? '');
  return (
    <>
      <Choices label={t('admin.person.roles')} options={rolesFor(by.role as Role).map((value) => ({ value, label: tWord('role', value) }))} {...form.field('roles')} />
      {mayHaveInstitution(roles) && (
        <InstitutionPicker
          label={t('admin.person.institution')}
          hint={t('admin.person.institution.hint')}
          required={mustHaveInstitution(roles, by.role as Role)}
          among={(each) => !each.closed && isWithinReach(each.slug)}
          {...form.field('institution')}
        />
      )}
    </>
  );
}

function checkPlace(values: Place, by: Profile): Partial<Record<keyof Place, string>> {
  const roles = wordsIn(values.roles);
  if (roles.length === 0) return { roles: t('admin.needed') };
  return mustHaveInstitution(roles, by.role as Role) && !values.institution ? { institution: t('admin.needed') } : {};
}

/** `institution` only where the roles may have one. */
function placeOf({ roles, institution }: Place): { roles: string[]; institution?: string } {
  const list = wordsIn(roles);
  return mayHaveInstitution(list) && institution ? { roles: list, institution } : { roles: list };
}

export function InviteStaff({ by, ...common }: Common & { by: Profile }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.staff.invite')}
      consequences={<p>{t('admin.staff.invite.means')}</p>}
      initial={{ name: '', address: '', roles: 'officer', institution: by.role === 'coordinator' ? (by.institution ?? '') : '' }}
      fields={(form) => (
        <>
          <TextField label={t('admin.person.name')} required autocomplete="off" maxLength={100} {...form.field('name')} />
          <TextField label={t('admin.person.address')} hint={t('admin.person.address.hint')} required autocomplete="off" autocapitalize="none" {...form.field('address')} />
          <AppointmentFields form={form} by={by} />
        </>
      )}
      check={(values) => ({ ...missing(values, 'name', 'address'), ...checkPlace(values, by) })}
      send={({ name, address, ...place }, key) => send<Account>('/v1/staff', { name, address, ...placeOf(place) }, { idempotencyKey: key })}
      action={t('admin.staff.invite')}
      done={t('admin.staff.invited')}
    />
  );
}

export function AppointStaff({ account, by, ...common }: Common & { account: Account; by: Profile }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.staff.appoint')}
      consequences={<p>{t('admin.staff.appoint.means', { name: account.name ?? '', roles: rolesText(account.roles) || '–' })}</p>}
      initial={{ roles: account.roles.join(' '), institution: account.institution ?? '' }}
      fields={(form) => <AppointmentFields form={form} by={by} />}
      check={(values) => checkPlace(values, by)}
      send={(place, key) => send<Account>(`/v1/staff/${account.person}/appointment`, placeOf(place), { idempotencyKey: key })}
      action={t('admin.staff.appoint')}
      done={t('admin.staff.appointed')}
    />
  );
}

export function EndAppointment({ account, ...common }: Common & { account: Account }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.staff.end')}
      kind="danger"
      consequences={<p>{t('admin.staff.end.means', { name: account.name ?? '' })}</p>}
      initial={{}}
      send={(_, key) => send<Account>(`/v1/staff/${account.person}/appointment`, { roles: [] }, { idempotencyKey: key })}
      action={t('admin.staff.end')}
      done={t('admin.staff.ended')}
    />
  );
}

/** What needs a reason and nothing else. */
const withReason = {
  suspension: { title: 'admin.staff.suspend', means: 'admin.staff.suspend.means', done: 'admin.staff.suspended', kind: 'danger' },
  reinstatement: { title: 'admin.staff.reinstate', means: 'admin.staff.reinstate.means', done: 'admin.staff.reinstated', kind: 'primary' },
  'second-factor-reset': { title: 'admin.staff.reset', means: 'admin.staff.reset.means', done: 'admin.staff.was_reset', kind: 'danger' },
} as const satisfies Record<string, { title: MessageKey; means: MessageKey; done: MessageKey; kind: 'primary' | 'danger' }>;

export type Reasoned = keyof typeof withReason;

export function ReasonedCommand({ account, command, ...common }: Common & { account: Pick<Account, 'person' | 'name'>; command: Reasoned }) {
  const { title, means, done, kind } = withReason[command];
  return (
    <CommandDialog
      {...common}
      title={t(title)}
      kind={kind}
      consequences={<p>{t(means, { name: account.name ?? '' })}</p>}
      initial={{ reason: '' }}
      fields={(form) => <TextArea label={t('admin.reason')} hint={t('admin.reason.kept')} required rows={3} maxLength={2000} {...form.field('reason')} />}
      check={(values) => missing(values, 'reason')}
      send={(values, key) => send<Account>(`/v1/staff/${account.person}/${command}`, values, { idempotencyKey: key })}
      action={t(title)}
      done={t(done)}
    />
  );
}
