import { render } from 'preact';
import { App } from './app';
import { loadArea, loadMessages } from './areas';
import { holdInstallPrompt } from './install';
import { bare } from './language';
import { pages } from './pages';
import { match } from './router';
import { applyTheme } from './theme';

/** What the server has drawn stays until the page's own script and texts are there, so nobody looks at nothing. */
async function takeOver(): Promise<void> {
  applyTheme();
  const page = pages.find((each) => match(each.pattern, bare(location.pathname)));
  await Promise.all([loadMessages('common'), page ? loadArea(page.area) : undefined]);
  const place = document.getElementById('app');
  if (!place) return;
  place.replaceChildren();
  render(<App />, place);
}

function keepWorker(): void {
  if (!('serviceWorker' in navigator) || !isSecureContext) return;
  addEventListener('load', () => void navigator.serviceWorker.register('/sw.js', { scope: '/' }));
}

/** What waits to be sent is sent from any page; its script is loaded when nothing else is. */
function startOutbox(): void {
  if (!('indexedDB' in window)) return;
  addEventListener('load', () => void import('../offline/start').then((offline) => offline.startOutbox()));
}

void takeOver();
keepWorker();
holdInstallPrompt();
startOutbox();
