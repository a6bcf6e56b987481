import { useState } from 'preact/hooks';
import { useInstitutions } from '../api/reference';
import { useWho } from '../api/session';
import { setQuery, usePlace } from '../app/router';
import { announce } from '../app/toasts';
import { Button } from '../parts/button';
import { InstitutionPicker } from '../parts/institution_picker';
import { Notice } from '../parts/notice';
import { Empty, Failed, Loading } from '../parts/states';
import { t } from '../text/messages';
import { RemoveDialog, TemplateDialog } from './templates/template_dialogs';
import { type AnswerTemplate, useTemplates } from './templates/use_templates';
import { standsOverIn } from './use_possible';

/** `/desk/templates`: texts that answers begin with. Coordinators and national administrators keep them. */
export function TemplatesPage() {
  const who = useWho();
  const isNational = who?.role === 'national_admin';
  const { query } = usePlace();
  const desk = query.get('institution') ?? '';
  const { data, problem, reload } = useTemplates(desk);
  const institutions = useInstitutions();
  const standsOver = standsOverIn(institutions.find);
  const [editing, setEditing] = useState<AnswerTemplate>();
  const [removing, setRemoving] = useState<AnswerTemplate>();
  const mayAdd = isNational || who?.role === 'coordinator';
  const mayChange = ({ institution }: AnswerTemplate) => isNational || (mayAdd && institution !== null && who?.institution != null && standsOver(who.institution, institution));
  const blank: AnswerTemplate = { institution: who?.institution ?? (desk || null), name: '', text: '' };
  const usable = data?.items ?? [];
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
        {mayAdd && <Button kind="primary" onClick={() => setEditing(blank)}>{t('desk.templates.add')}</Button>}
      </div>
      <p class="lead">{t('desk.templates.lead')}</p>
      {isNational && <InstitutionPicker label={t('desk.templates.of')} hint={t('desk.templates.of_hint')} required={false} value={desk} onValue={(slug) => setQuery({ institution: slug })} among={(each) => !each.closed} />}
      {problem && <Failed problem={problem} retry={() => reload()} />}
      {!data && !problem && <Loading />}
      {data && usable.length === 0 && <div class="card"><Empty title={t('desk.templates.none')}><p>{t('desk.templates.none_text')}</p></Empty></div>}
      <ul class="desk-templates">
        {usable.map((each) => (
          <li key={`${each.institution} ${each.name}`} class="card stack stack--tight">
            <h2>{each.name}</h2>
            <p class="small muted">{each.institution ? (institutions.find(each.institution)?.name ?? each.institution) : t('desk.templates.everybody')}</p>
            <p class="text">{each.text}</p>
            {mayChange(each) && (
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
