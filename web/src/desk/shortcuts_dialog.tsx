import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Choice } from '../parts/field';
import { type MessageKey, t } from '../text/messages';
import { turnShortcuts, useShortcutsOn } from './shortcuts';

const move = [['j', '↓'], ['k', '↑'], ['Enter'], ['x'], ['/'], ['?'], ['u', 'Esc'], [']'], ['[']] as const;
const act = [['v'], ['f'], ['d'], ['a'], ['h'], ['r'], ['m'], ['n'], ['c'], ['Ctrl + Enter']] as const;

/** Which key does what, and the switch for single letters. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const on = useShortcutsOn();
  return (
    <Dialog title={t('desk.keys.title')} onClose={onClose} actions={<Button kind="primary" onClick={onClose}>{t('action.close')}</Button>}>
      <Choice title={t('desk.keys.on')} hint={t('desk.keys.on_hint')} checked={on} onChange={(event) => turnShortcuts(event.currentTarget.checked)} />
      <div class="desk-keys">
        <KeyList title={t('desk.keys.move')} keys={move} />
        <KeyList title={t('desk.keys.act')} keys={act} />
      </div>
    </Dialog>
  );
}

const names: Record<string, string> = { '/': 'search', '?': 'help', ']': 'next', '[': 'before', Enter: 'open', 'Ctrl + Enter': 'send' };

function KeyList({ title, keys }: { title: string; keys: readonly (readonly string[])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map((each) => (
          <div key={each[0]}>
            <dt>{each.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{t(`desk.key.${names[each[0]] ?? each[0]}` as MessageKey)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
