import { useState } from 'preact/hooks';
import type { Schemas } from '../api/types';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Notice } from '../parts/notice';
import { t } from '../text/messages';

/** A new key, this one time: it is stored nowhere. */
export function Secret({ issued, onClose }: { issued: Schemas['ServiceKey']; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(issued.secret);
    setCopied(true);
  };
  return (
    <Dialog title={t('admin.key.secret')} onClose={onClose} actions={<Button kind="primary" onClick={onClose}>{t('admin.key.secret.kept')}</Button>}>
      <Notice tone="warning">{t('admin.key.secret.once', { name: issued.name ?? '' })}</Notice>
      <div class="admin-secret">
        <code class="break">{issued.secret}</code>
        <Button size="small" onClick={() => void copy()}>{t(isCopied ? 'action.copied' : 'action.copy')}</Button>
      </div>
      <p class="muted small">{t('admin.key.secret.use')} <code>Authorization: Bearer lpk_…</code></p>
    </Dialog>
  );
}
