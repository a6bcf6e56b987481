import { useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useWho } from '../api/session';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { Notice } from '../parts/notice';
import { Empty, Failed, Loading } from '../parts/states';
import { t } from '../text/messages';
import { RemoveDialog, TemplateDialog } from './templates/template_dialogs';
import { type AnswerTemplate, useTemplates } from './templates/use_templates';

/** `/desk/templates`: texts that answers begin with. Coordinators and national administrators keep them. */
export function TemplatesPage() {
  const who = useWho();
  const { data, problem, reload, usable } = useTemplates();
  const institutions = useInstitutions();
  const [editing, setEditing] = useState<AnswerTemplate>();
  const [removing, setRemoving] = useState<AnswerTemplate>();
  const mayChange = who?.role === 'coordinator' || who?.role === 'national_admin';
  const blank: AnswerTemplate = { institution: who?.institution ?? '', name: '', text: '' };
  const done = (said: string) => {
    announce(said);
    setEditing(undefined);
    setRemoving(undefined);
    reload();
  };
  if (problem?.status === 404) return <div class="wrap wrap--narrow stack"><h1>{t('nav.templates')}</h1><Notice tone="warning" title={t('desk.templates.absent')} /></div>;
  return (
    <div class="wrap wrap--narrow stack">
      <div class="row row--between">
        <h1>{t('nav.templates')}</h1>
        {mayChange && <Button kind="primary" onClick={() => setEditing(blank)}>{t('desk.templates.add')}</Button>}
      </div>
      <p class="lead">{t('desk.templates.lead')}</p>
      {problem && <Failed problem={problem} retry={() => reload()} />}
      {!data && !problem && <Loading />}
      {data && usable.length === 0 && <div class="card"><Empty title={t('desk.templates.none')}><p>{t('desk.templates.none_text')}</p></Empty></div>}
      <ul class="templates">
        {usable.map((each) => (
          <li key={`${each.institution} ${each.name}`} class="card stack stack--tight">
            <h2>{each.name}</h2>
            <p class="small muted">{institutions.find(each.institution)?.name ?? each.institution}</p>
            <p class="text">{each.text}</p>
            {mayChange && (
              <p class="row">
                <Button size="small" onClick={() => setEditing(each)} aria-label={t('desk.templates.edit_one', { name: each.name })}>{t('action.edit')}</Button>
                <Button size="small" kind="danger" onClick={() => setRemoving(each)} aria-label={t('desk.templates.remove_one', { name: each.name })}>{t('action.remove')}</Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      {editing && <TemplateDialog template={editing} version={data?.version} onClose={() => setEditing(undefined)} onDone={done} />}
      {removing && <RemoveDialog template={removing} version={data?.version} onClose={() => setRemoving(undefined)} onDone={done} />}
    </div>
  );
}
