import { useEffect, useState } from 'preact/hooks';

/** What Chromium offers once it finds that these pages can be installed; not in TypeScript's library. */
interface InstallPrompt extends Event {
  prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const refused = 'lapor.install_refused';
let offered: InstallPrompt | null = null;
const listeners = new Set<() => void>();

function keep(prompt: InstallPrompt | null): void {
  offered = prompt;
  for (const each of listeners) each();
}

/** Holds the browser's own banner back, so that pages can offer it where it helps. */
export function holdInstallPrompt(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    keep(event as InstallPrompt);
  });
  addEventListener('appinstalled', () => keep(null));
}

/** Installs, or null where that is not possible or was refused before. */
export function useInstall(): { install: () => void; refuse: () => void } | null {
  const [prompt, setPrompt] = useState(offered);
  useEffect(() => {
    const look = () => setPrompt(offered);
    look();
    listeners.add(look);
    return () => void listeners.delete(look);
  }, []);
  if (!prompt || localStorage.getItem(refused)) return null;
  const refuse = () => {
    localStorage.setItem(refused, 'yes');
    keep(null);
  };
  return { install: () => void prompt.prompt().then(() => keep(null)), refuse };
}
