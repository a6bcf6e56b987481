import { useState } from 'preact/hooks';
import type { Category } from '../api/types';
import { Button } from '../parts/button';
import { Select, TextArea, TextField } from '../parts/field';
import { t, tCount } from '../text/messages';
import { wordsOf } from '../text/find';
import { AdminFrame } from './admin_frame';
import { CommandDialog, missing } from './command_dialog';
import { History } from './history';
import { codePart } from './institutions';
import { Read } from './read';
import { change, type Part, usePart } from './rulebook';
import { Tabs, useTab } from './tabs';

type Asked = { what: 'open'; topic: string } | { what: 'label' | 'close'; category: Category } | null;

/** /admin/categories: topics with their parts. */
export function CategoriesSection() {
  const all = usePart<Category>('/v1/categories');
  const tab = useTab();
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <AdminFrame
      title={t('admin.categories')}
      lead={t('admin.categories.about')}
      actions={all.data && <Button kind="primary" onClick={() => setAsked({ what: 'open', topic: '' })}>{t('admin.category.open')}</Button>}
    >
      <Tabs />
      {tab === 'history' ? (
        <History path="/v1/rulebook/history" query={{ about: 'categories' }} turn={all.data?.version ?? 0} />
      ) : (
        <Read resource={all} lines={10}>{(part) => <Topics items={part.items} onAsk={setAsked} />}</Read>
      )}
      {asked && all.data && (
        <Asking
          asked={asked}
          part={all.data}
          onClose={() => setAsked(null)}
          onStale={() => all.reload()}
          onDone={() => {
            setAsked(null);
            all.reload();
          }}
        />
      )}
    </AdminFrame>
  );
}

function Topics({ items, onAsk }: { items: readonly Category[]; onAsk: (asked: Asked) => void }) {
  const [words, setWords] = useState('');
  const asked = wordsOf(words);
  const fits = (each: Category) => asked.every((word) => wordsOf(`${each.label} ${each.code}`).some((other) => other.startsWith(word)));
  const topics = items.filter((each) => !each.parent);
  const partsOf = (topic: Category) => items.filter((each) => each.parent === topic.code);
  const shown = topics.filter((topic) => fits(topic) || partsOf(topic).some(fits));
  return (
    <div class="stack">
      <TextField label={t('admin.category.search')} type="search" value={words} onValue={setWords} autocomplete="off" />
      <p class="muted" role="status">{tCount('admin.category.found', shown.length)}</p>
      {shown.map((topic) => (
        <details key={topic.code} class="card admin-topic" open={words !== ''}>
          <summary>
            <span class="row">
              <strong>{topic.label}</strong>
              {topic.closed && <span class="badge">{t('admin.state.closed')}</span>}
              <span class="muted small">{topic.code} · {tCount('admin.category.parts', partsOf(topic).length)}</span>
            </span>
          </summary>
          <CategoryActions category={topic} onAsk={onAsk} />
          <ul class="admin-rows">
            {partsOf(topic).filter((each) => fits(topic) || fits(each)).map((each) => (
              <li key={each.code}>
                <span>{each.label}</span>
                {each.closed && <span class="badge">{t('admin.state.closed')}</span>}
                <span class="muted small">{each.code}</span>
                <CategoryActions category={each} onAsk={onAsk} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function CategoryActions({ category, onAsk }: { category: Category; onAsk: (asked: Asked) => void }) {
  if (category.closed) return null;
  return (
    <span class="row">
      {!category.parent && <Button size="small" onClick={() => onAsk({ what: 'open', topic: category.code })} aria-label={t('admin.category.open_in', { label: category.label })}>{t('admin.category.add_part')}</Button>}
      <Button size="small" onClick={() => onAsk({ what: 'label', category })} aria-label={t('admin.category.relabel_one', { label: category.label })}>{t('admin.category.relabel')}</Button>
      <Button size="small" kind="danger" onClick={() => onAsk({ what: 'close', category })} aria-label={t('admin.category.close_one', { label: category.label })}>{t('admin.close')}</Button>
    </span>
  );
}

interface AskingProps {
  asked: NonNullable<Asked>;
  part: Part<Category>;
  onClose: () => void;
  onStale: () => void;
  onDone: () => void;
}

function Asking({ asked, part, ...common }: AskingProps) {
  if (asked.what === 'open') return <OpenCategory topic={asked.topic} part={part} {...common} />;
  if (asked.what === 'label') return <LabelCategory category={asked.category} part={part} {...common} />;
  return <CloseCategory category={asked.category} part={part} {...common} />;
}

type DialogProps = Omit<AskingProps, 'asked'>;

function OpenCategory({ topic, part, ...common }: DialogProps & { topic: string }) {
  const topics = part.items.filter((each) => !each.parent && !each.closed).map((each) => ({ value: each.code, label: each.label }));
  return (
    <CommandDialog
      {...common}
      title={t('admin.category.open')}
      consequences={<p>{t('admin.category.open.means')}</p>}
      initial={{ topic, label: '', code: '' }}
      fields={(form) => (
        <>
          <Select label={t('admin.category.topic')} empty={t('admin.category.new_topic')} options={topics} {...form.field('topic')} />
          <TextField label={t('admin.category.label')} required maxLength={120} {...form.field('label')} />
          <TextField label={t('admin.category.code')} hint={t('admin.category.code.hint')} required autocapitalize="none" spellcheck={false} {...form.field('code')} />
        </>
      )}
      check={(values) => {
        const wrong = missing(values, 'label', 'code');
        if (!wrong.code && !codePart.test(values.code)) wrong.code = t('admin.category.code.wrong');
        return wrong;
      }}
      send={(values, key) => change('categories', { code: values.topic ? `${values.topic}/${values.code}` : values.code, label: values.label }, part.version, key)}
      action={t('admin.category.open')}
      done={t('admin.category.opened')}
    />
  );
}

function LabelCategory({ category, part, ...common }: DialogProps & { category: Category }) {
  return (
    <CommandDialog
      {...common}
      title={t('admin.category.relabel_one', { label: category.label })}
      consequences={<p>{t('admin.category.relabel.means')}</p>}
      initial={{ label: category.label }}
      fields={(form) => <TextField label={t('admin.category.label')} required maxLength={120} {...form.field('label')} />}
      check={(values) => missing(values, 'label')}
      send={({ label }, key) => change('category-labels', { code: category.code, label }, part.version, key)}
      action={t('admin.category.relabel')}
      done={t('admin.category.relabelled')}
    />
  );
}

function CloseCategory({ category, part, ...common }: DialogProps & { category: Category }) {
  const others = part.items.filter((each) => !each.closed && each.code !== category.code && each.parent !== category.code).map((each) => ({ value: each.code, label: each.parent ? `${each.label} (${each.parent})` : each.label }));
  return (
    <CommandDialog
      {...common}
      title={t('admin.category.close_one', { label: category.label })}
      kind="danger"
      consequences={<p>{t('admin.category.close.means')}</p>}
      initial={{ reason: '', successor: '' }}
      fields={(form) => (
        <>
          <TextArea label={t('admin.reason')} hint={t('admin.reason.public')} required rows={3} maxLength={2000} {...form.field('reason')} />
          <Select label={t('admin.successor')} hint={t('admin.category.successor.hint')} required={false} empty={t('admin.successor.none')} options={others} {...form.field('successor')} />
        </>
      )}
      check={(values) => missing(values, 'reason')}
      send={(values, key) => change('category-closings', { code: category.code, ...values }, part.version, key)}
      action={t('admin.close')}
      done={t('admin.category.closed')}
    />
  );
}
