import { Choice, TextArea, TextField } from '../../parts/field';
import { Notice } from '../../parts/notice';
import { t, tCount, tWord } from '../../text/messages';
import { Masked } from './marked';
import { findingsIn } from './marked_text';
import { usePersonalData } from './use_personal_data';

/** What the public will read. */
export interface PublicText {
  title: string;
  public_text: string;
  /** Pieces that look like personal data and must stay. */
  keep: readonly string[];
}

interface Props {
  value: PublicText;
  onChange: (part: Partial<PublicText>) => void;
  faultOf: (...members: string[]) => string | undefined;
}

/** Title and text for the public, and beside what is typed how it will be read, with personal data masked. */
export function PublicTextFields({ value, onChange, faultOf }: Props) {
  const title = usePersonalData(value.title);
  const text = usePersonalData(value.public_text);
  const found = findingsIn([...title.pieces, ...text.pieces]);
  const setKept = (piece: string, kept: boolean) => onChange({ keep: kept ? [...value.keep, piece] : value.keep.filter((each) => each !== piece) });
  return (
    <>
      <TextField label={t('desk.field.title')} name="title" maxLength={300} value={value.title} onValue={(next) => onChange({ title: next })} error={faultOf('title')} />
      <TextArea label={t('desk.field.public_text')} name="public_text" required rows={9} maxLength={20_000} value={value.public_text} onValue={(next) => onChange({ public_text: next })} error={faultOf('public_text')} />
      {(title.problem ?? text.problem) && <Notice tone="warning">{t('desk.personal.unknown')}</Notice>}
      {found.length > 0 && (
        <fieldset class="desk-personal" role="group">
          <legend>{tCount('desk.personal.found', found.length)}</legend>
          <p class="small muted">{t('desk.personal.hint')}</p>
          {found.map(({ text: piece, kind }) => (
            <Choice
              key={piece}
              title={<><span class="mono">{piece}</span> <span class="muted">{tWord('desk.personal', kind)}</span></>}
              hint={t(value.keep.includes(piece) ? 'desk.personal.stays' : 'desk.personal.masked')}
              checked={value.keep.includes(piece)}
              onChange={(event) => setKept(piece, event.currentTarget.checked)}
            />
          ))}
          {faultOf('keep') && <p class="field__error">{faultOf('keep')}</p>}
        </fieldset>
      )}
      {found.length > 0 && (
        <section class="desk-preview" aria-label={t('desk.preview')}>
          <h3>{t('desk.preview')}</h3>
          <p><strong><Masked pieces={title.pieces} keep={value.keep} /></strong></p>
          <p class="text"><Masked pieces={text.pieces} keep={value.keep} /></p>
        </section>
      )}
    </>
  );
}

/** Of the pieces to keep those that still stand in the texts; others would be refused. */
export function keptIn({ title, public_text, keep }: PublicText): string[] {
  return keep.filter((each) => title.includes(each) || public_text.includes(each));
}
