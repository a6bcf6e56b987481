import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../text/messages';
import { Field } from './field';

export interface Found<T> {
  key: string;
  item: T;
  title: string;
  detail?: string | undefined;
}

interface Props<T> {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean;
  /** What stands in the field while nobody types: the title of what is chosen. */
  chosen: string;
  /** The best matches for what was typed, best first. */
  search: (words: string) => readonly Found<T>[];
  onChoose: (item: T | null) => void;
  name?: string;
}

/** A field that finds one of many (WAI-ARIA combobox with a list). Arrow keys move, Enter chooses, Escape gives up. */
export function Combobox<T>({ label, hint, error, required, chosen, search, onChoose, name }: Props<T>) {
  const [words, setWords] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const list = useId();
  const open = words !== null;
  const found = open ? search(words) : [];

  useEffect(() => setActive(0), [words]);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (item: Found<T> | undefined) => {
    if (item) onChoose(item.item);
    setWords(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setWords('');
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((each) => (each + step + Math.max(found.length, 1)) % Math.max(found.length, 1));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setWords(null);
    }
  };
  const type = (value: string) => {
    setWords(value);
    if (value === '') onChoose(null);
  };
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {(ids) => (
        <div class="combobox" ref={box}>
          <input
            {...ids}
            type="text"
            name={name}
            role="combobox"
            autocomplete="off"
            aria-expanded={open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={open && found[active] ? `${list}-${active}` : undefined}
            value={words ?? chosen}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={press}
            onClick={() => setWords((each) => each ?? '')}
            onBlur={() => setWords(null)}
          />
          <ul class="combobox__options" id={list} role="listbox" aria-label={typeof label === 'string' ? label : undefined} hidden={!open}>
            {found.map((each, i) => (
              <li
                key={each.key}
                id={`${list}-${i}`}
                role="option"
                aria-selected={i === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(each)}
              >
                <span>{each.title}</span>
                {each.detail && <span class="muted small">{each.detail}</span>}
              </li>
            ))}
            {open && found.length === 0 && <li role="option" aria-selected="false" aria-disabled="true" class="muted">{t('combobox.nothing')}</li>}
          </ul>
        </div>
      )}
    </Field>
  );
}
