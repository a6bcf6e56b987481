import { useCategories, useInstitutions, useRegions } from '../../api/reference';
import { useWho } from '../../api/session';
import type { Draft } from '../../offline/draft';
import { Button } from '../../parts/button';
import { calendarDate } from '../../text/dates';
import { type MessageKey, t, tCount, tWord } from '../../text/messages';
import type { StepName } from './form_rules';
import { isDistrict, regencyOf, usePlaces } from './places';
import { Similar } from './similar';
import { useSimilar } from './use_similar';

interface Props {
  draft: Draft;
  /** On a phone each part can be gone back to. */
  goTo: ((step: StepName) => void) | undefined;
}

/** What will be sent, and what others have sent already. */
export function ReviewStep({ draft, goTo }: Props) {
  return (
    <>
      <Similar reports={useSimilar(draft.fields, 3)} />
      {goTo && <Summary draft={draft} goTo={goTo} />}
      <As />
    </>
  );
}

function Summary({ draft, goTo }: { draft: Draft; goTo: (step: StepName) => void }) {
  const { fields, photos } = draft;
  const place = usePlaceName(fields.region);
  const category = useCategories().find(fields.category)?.label;
  const institution = useInstitutions().find(fields.institution)?.name;
  const privacy = [fields.anonymous && t('filing.anonymous'), fields.confidential && t('filing.confidential')].filter(Boolean).join(', ');
  const parts: readonly (readonly [StepName, MessageKey, string])[] = [
    ['what', 'filing.title', fields.title],
    ['what', 'filing.text', fields.text],
    ['what', 'filing.classification', tWord('classification', fields.classification)],
    ['what', 'filing.photos', photos.length > 0 ? tCount('filing.photos.count', photos.length) : ''],
    ['where', 'filing.region', [fields.address, place].filter(Boolean).join(', ')],
    ['where', 'filing.date', fields.occurredOn && calendarDate(fields.occurredOn)],
    ['who', 'filing.category', category ?? fields.category],
    ['who', 'filing.institution', institution ?? fields.institution],
    ['privacy', 'filing.privacy', privacy || t('filing.privacy.open')],
  ];
  return (
    <dl class="summary">
      {parts.map(([step, label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd class="text">{value || <span class="muted">{t('filing.review.empty')}</span>}</dd>
          <dd>
            <Button kind="quiet" size="small" onClick={() => goTo(step)} aria-label={t('filing.review.edit', { part: t(label) })}>{t('action.edit')}</Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function usePlaceName(region: string): string {
  const places = usePlaces();
  const districts = useRegions('district', isDistrict(region) ? regencyOf(region) : 'none');
  const names = [districts.find(region)?.name, region && places.nameOf(regencyOf(region))];
  return names.filter(Boolean).join(', ');
}

/** Under which name it will be sent. */
function As() {
  const who = useWho();
  if (who?.role === 'reporter') return <p class="muted">{t('filing.as.account', { name: who.name ?? who.address ?? '' })}</p>;
  if (who?.role === 'clerk') return <p class="muted">{t('filing.as.clerk')}</p>;
  return <p class="muted">{t(who ? 'filing.as.staff' : 'filing.as.nobody')}</p>;
}
