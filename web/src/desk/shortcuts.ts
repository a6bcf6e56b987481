import { useEffect, useRef, useState } from 'preact/hooks';

const kept = 'lapor.desk.shortcuts';
const changed = 'shortcutschange';

/** Single letters can be turned off (WCAG 2.1.4), because speech and tremor press them by mistake. */
export function shortcutsOn(): boolean {
  return localStorage.getItem(kept) !== 'off';
}

export function turnShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(kept);
  else localStorage.setItem(kept, 'off');
  dispatchEvent(new Event(changed));
}

export function useShortcutsOn(): boolean {
  const [on, setOn] = useState(shortcutsOn);
  useEffect(() => {
    const look = () => setOn(shortcutsOn());
    addEventListener(changed, look);
    return () => removeEventListener(changed, look);
  }, []);
  return on;
}

/** What a key does; false: nothing, and the browser does what it always does. */
export type Shortcuts = Readonly<Record<string, () => void | false>>;

const typing = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [role="combobox"], [contenteditable]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typing) !== null;
}

function isTaken(event: KeyboardEvent): boolean {
  return event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
}

/** Keys of the page. Characters count only while they are on, nobody types and no dialog is open; arrows and Escape always may. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTaken(event) || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      if (event.key.length === 1 && !shortcutsOn()) return;
      const act = latest.current[event.key];
      if (act && act() !== false) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
