import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../../text/messages';

/** Sections `PREFIX.1.title`, `PREFIX.1.text` and so on as the message file has them; an empty line parts paragraphs. */
export function Sections({ prefix, after = {} }: { prefix: 'citizen.about' | 'citizen.privacy'; after?: Record<number, ComponentChildren> }) {
  return (
    <>
      {numbersOf(prefix).map((number) => (
        <section key={number} class="prose">
          <h2>{text(`${prefix}.${number}.title`)}</h2>
          {text(`${prefix}.${number}.text`).split('\n\n').map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          {after[number]}
        </section>
      ))}
    </>
  );
}

const text = (key: string): string => t(key as MessageKey);

function numbersOf(prefix: string): number[] {
  const numbers = [];
  for (let number = 1; text(`${prefix}.${number}.title`) !== `${prefix}.${number}.title`; ++number) numbers.push(number);
  return numbers;
}
