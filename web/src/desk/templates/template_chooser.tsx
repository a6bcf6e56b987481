import { Link } from '../../app/router';
import { Field } from '../../parts/field';
import { t } from '../../text/messages';
import { useTemplates } from './use_templates';

/** Chooses a template, whose text is then put in; nothing where there is none. */
export function TemplateChooser({ onChoose }: { onChoose: (text: string) => void }) {
  const { data, problem } = useTemplates();
  const usable = data?.items ?? [];
  if (!data && !problem) return null;
  if (usable.length === 0) return <p class="small muted">{t('desk.template.none')} <Link to="/desk/templates">{t('nav.templates')}</Link></p>;
  const choose = (at: string) => at !== '' && onChoose(usable[Number(at)].text);
  return (
    <Field label={t('desk.template.choose')} required={false}>
      {(ids) => (
        <select {...ids} value="" onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t('desk.template.pick')}</option>
          {usable.map((each, i) => <option key={`${each.institution} ${each.name}`} value={i}>{each.name}</option>)}
        </select>
      )}
    </Field>
  );
}
