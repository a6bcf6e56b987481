import { useEffect, useState } from 'preact/hooks';
import { Button } from '../parts/button';
import { t } from '../text/messages';

/** Calls `tell` with a worker of a newer release that waits for this one to end. */
function onWaiting(registration: ServiceWorkerRegistration, tell: (worker: ServiceWorker) => void): void {
  const look = () => registration.waiting && navigator.serviceWorker.controller && tell(registration.waiting);
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
}

/** Says that there is a newer release. It takes over when the visitor says so, or when all pages are closed. */
export function NewRelease() {
  const [waiting, setWaiting] = useState<ServiceWorker>();
  useEffect(() => {
    void navigator.serviceWorker?.ready.then((registration) => onWaiting(registration, setWaiting));
  }, []);
  const takeOver = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting?.postMessage('take-over');
  };
  return (
    <div role="status">
      {waiting && (
        <p class="release-bar">
          {t('release.new')} <Button size="small" onClick={takeOver}>{t('release.reload')}</Button>
        </p>
      )}
    </div>
  );
}
