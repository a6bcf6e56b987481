import { useMemo } from 'preact/hooks';
import { useNow } from '../api/clock';
import { usePlace } from '../app/router';
import { today as todayAt } from '../text/dates';
import { BacklogPanel } from './backlog_panel';
import { CategoryPanel, ChannelPanel, StatePanel } from './breakdown_panels';
import { type Dashboard as Goes, DashboardContext, useTurn } from './context';
import { DefinitionsProvider } from './definitions';
import { figureNames } from './figures';
import { Filters } from './filters';
import { Heading, useScopeName } from './heading';
import { Headline } from './headline';
import { HoursPanel } from './hours_panel';
import { LatePanel } from './late_panel';
import { MapPanel } from './map_panel';
import { periodOf } from './period';
import { InstitutionRanking, RegionRanking } from './ranking_panel';
import type { Scope } from './scope';
import { FlowPanel, StockPanel, useDaily } from './series_panel';
import type { FigureName } from './shapes';
import { useHeadline } from './use_headline';
import { Wall } from './wall';

/** The figures of the nation, an institution or a region; on a wall when the URL says so. */
export function Dashboard({ scope }: { scope: Scope }) {
  const { query } = usePlace();
  const today = todayAt(useNow(60_000));
  const turn = useTurn(scope);
  const search = query.toString();
  const goes = useMemo<Goes>(() => ({ ...askedFor(new URLSearchParams(search), today), scope, turn }), [search, today, scope, turn]);
  return (
    <DashboardContext.Provider value={goes}>
      <DefinitionsProvider>{goes.wall ? <Wall /> : <Page today={today} />}</DefinitionsProvider>
    </DashboardContext.Provider>
  );
}

function askedFor(query: URLSearchParams, today: string): Omit<Goes, 'scope' | 'turn'> {
  const figure = query.get('figure') as FigureName | null;
  return {
    period: periodOf(query, today),
    compare: query.get('compare') === '1',
    figure: figure && figureNames.includes(figure) ? figure : 'received',
    wall: query.get('wall') === '1',
  };
}

function Page({ today }: { today: string }) {
  const headline = useHeadline();
  const name = useScopeName(headline.data);
  const { daily, before } = useDaily();
  return (
    <div class="wrap wrap--wide dashboard">
      <Heading table={headline.data} name={name} />
      <Filters today={today} />
      <div class="panels">
        <Headline resource={headline} daily={daily.data} />
        <FlowPanel daily={daily} before={before} />
        <StockPanel daily={daily} before={before} />
        <MapPanel />
        <LatePanel />
        <BacklogPanel />
        <StatePanel />
        <ChannelPanel />
        <HoursPanel />
        <CategoryPanel />
        <RegionRanking />
        <InstitutionRanking />
      </div>
    </div>
  );
}
