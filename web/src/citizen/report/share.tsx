import { announce } from '../../app/toasts';
import { Button } from '../../parts/button';
import { t } from '../../text/messages';

/** Hands the page's address to another program, or copies it where there is no such thing. */
export function Share({ title }: { title: string }) {
  const share = async () => {
    const url = location.origin + location.pathname;
    try {
      if (navigator.share) return await navigator.share({ title, url });
      await navigator.clipboard.writeText(url);
      announce(t('citizen.share.copied'));
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      announce(t('citizen.share.by_hand', { url }));
    }
  };
  return <Button onClick={() => void share()}>{t('citizen.share')}</Button>;
}
