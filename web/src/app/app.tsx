import type { ComponentType } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/client';
import { SessionProvider, useSession } from '../api/session';
import { OptionalText } from '../parts/field';
import { Failed, Loading } from '../parts/states';
import { t } from '../text/messages';
import { loadArea, readyArea } from './areas';
import { Frame } from './frame';
import { Missing } from './missing';
import { type Page, pages } from './pages';
import { match, PlaceContext, useLocation } from './router';
import { SignInNeeded } from './sign_in_needed';

export function App() {
  return (
    <SessionProvider>
      <OptionalText.Provider value={t('field.optional')}>
        <Routed />
      </OptionalText.Provider>
    </SessionProvider>
  );
}

function Routed() {
  const { path, search } = useLocation();
  const found = useMemo(() => findPage(path), [path]);
  const place = useMemo(() => ({ path, query: new URLSearchParams(search), params: found?.params ?? {} }), [path, search, found]);
  useTitleAndFocus(path, found?.page);
  return (
    <PlaceContext.Provider value={place}>
      <Frame page={found?.page} bareOfFrame={place.query.get('wall') === '1'}>
        {found ? <Guarded page={found.page} key={`${found.page.area}/${found.page.name}/${path}`} /> : <Missing />}
      </Frame>
    </PlaceContext.Provider>
  );
}

function findPage(path: string): { page: Page; params: Record<string, string> } | undefined {
  for (const page of pages) {
    const params = match(page.pattern, path);
    if (params) return { page, params };
  }
  return undefined;
}

/** A page that is reached by a link begins where a loaded document would: its title, and focus on its content. */
function useTitleAndFocus(path: string, page: Page | undefined): void {
  const first = useRef(true);
  useEffect(() => {
    document.title = `${t(page?.title ?? 'missing.title')} – ${t('app.name')}`;
    if (first.current) first.current = false;
    else document.getElementById('page')?.focus({ preventScroll: true });
  }, [path]);
}

function Guarded({ page }: { page: Page }) {
  const { who } = useSession();
  if (!page.roles) return <AreaPage page={page} />;
  if (who === 'unknown') return <div class="wrap"><Loading /></div>;
  if (!who || !(page.roles as readonly string[]).includes(who.role)) return <SignInNeeded roles={page.roles} />;
  return <AreaPage page={page} />;
}

function AreaPage({ page }: { page: Page }) {
  const [Component, setComponent] = useState<ComponentType | null>(() => readyArea(page.area)?.[page.name] ?? null);
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setProblem(undefined);
    loadArea(page.area)
      .then((area) => setComponent(() => area[page.name] ?? Missing))
      .catch((error: unknown) => setProblem(asProblem(error)));
  }, [page, turn]);
  if (Component) return <Component />;
  if (problem) return <div class="wrap"><Failed problem={problem} retry={() => setTurn(turn + 1)} /></div>;
  return <div class="wrap"><Loading /></div>;
}
