import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { useResource } from '../api/use_resource';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { pick, t, tWord } from '../text/messages';
import type { Definition, FigureName } from './shapes';

interface Definitions {
  find: (figure: FigureName) => Definition | undefined;
  /** Shows what a figure means. */
  explain: (figure: FigureName) => void;
}

const DefinitionsContext = createContext<Definitions>({ find: () => undefined, explain: () => undefined });

/** What figures mean, as the API defines them, and the dialog that says it. */
export function DefinitionsProvider({ children }: { children: ComponentChildren }) {
  const { data } = useResource<{ items: Definition[] }>('/v1/statistics/definitions');
  const [explained, setExplained] = useState<FigureName | null>(null);
  const definitions = useMemo(() => {
    const all = new Map(data?.items.map((each) => [each.figure, each]));
    return { find: (figure: FigureName) => all.get(figure), explain: setExplained };
  }, [data]);
  return (
    <DefinitionsContext.Provider value={definitions}>
      {children}
      {explained && <Explanation figure={explained} onClose={() => setExplained(null)} />}
    </DefinitionsContext.Provider>
  );
}

/** What a figure is called. */
export function useLabel(): (figure: FigureName) => string {
  const { find } = useContext(DefinitionsContext);
  return (figure) => {
    const definition = find(figure);
    return definition ? pick(definition.label_id, definition.label_en) : tWord('dashboard.figure', figure);
  };
}

/** A button beside a number: what the number means. */
export function Explain({ figure }: { figure: FigureName }) {
  const { explain } = useContext(DefinitionsContext);
  const label = useLabel();
  return (
    <button type="button" class="explain" aria-haspopup="dialog" aria-label={t('dashboard.explain', { figure: label(figure) })} onClick={() => explain(figure)}>
      ?
    </button>
  );
}

function Explanation({ figure, onClose }: { figure: FigureName; onClose: () => void }) {
  const { find } = useContext(DefinitionsContext);
  const label = useLabel();
  const definition = find(figure);
  return (
    <Dialog title={label(figure)} onClose={onClose} actions={<Button onClick={onClose}>{t('action.close')}</Button>}>
      <p>{definition ? pick(definition.definition_id, definition.definition_en) : t('dashboard.explain.missing')}</p>
    </Dialog>
  );
}
