import { Choice, TextArea, TextField } from '../../parts/field';
import type { Classification } from '../../offline/draft';
import { type MessageKey, t, tWord } from '../../text/messages';
import { whole } from '../../text/numbers';
import { limits } from './form_rules';
import { PhotoField } from './photo_field';
import type { StepProps } from './steps';

const classifications: readonly Classification[] = ['complaint', 'aspiration', 'information_request', 'supervised_complaint'];

/** What happened, in the reporter's own words. */
export function WhatStep({ open, errorOf, refused }: StepProps) {
  const { draft, change, changePhotos } = open;
  const { fields } = draft;
  const length = [...fields.text].length;
  return (
    <>
      <fieldset class="stack stack--tight">
        <legend>{t('filing.classification')}</legend>
        <div class="choices">
          {classifications.map((each) => (
            <Choice
              key={each}
              type="radio"
              name="classification"
              value={each}
              checked={fields.classification === each}
              onChange={() => change({ classification: each })}
              title={tWord('classification', each)}
              hint={t(`filing.classification.${each}` as MessageKey)}
            />
          ))}
        </div>
      </fieldset>
      <TextField
        label={t('filing.title')}
        hint={t('filing.title.hint')}
        required
        name="title"
        maxLength={limits.title}
        value={fields.title}
        onValue={(title) => change({ title })}
        error={errorOf('title')}
      />
      <TextArea
        label={t('filing.text')}
        hint={t('filing.text.hint')}
        required
        name="text"
        rows={9}
        value={fields.text}
        onValue={(text) => change({ text })}
        error={errorOf('text')}
      />
      {length > limits.text / 2 && <p class="small muted number">{t('filing.text.length', { count: whole(length), most: whole(limits.text) })}</p>}
      <PhotoField photos={draft.photos} onChange={changePhotos} error={errorOf('photos')} refused={refused} />
    </>
  );
}
