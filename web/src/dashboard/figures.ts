import { t } from '../text/messages';
import { decimal, percent, whole } from '../text/numbers';
import type { FigureName, Unit } from './shapes';

export const figureNames: readonly FigureName[] = [
  'received', 'open', 'late', 'verified', 'verified_in_time', 'verified_in_time_share', 'followed_up', 'followed_up_in_time',
  'followed_up_in_time_share', 'followed_up_share', 'hours_to_follow_up_median', 'hours_to_follow_up_p90', 'closed', 'closed_by_reporter',
  'closed_by_administrator', 'closed_by_system', 'archived', 'merged', 'reopened', 'restored', 'declined', 'ratings', 'rating_mean',
];

/** Shown large, in this order. */
export const headlines: readonly FigureName[] = [
  'received', 'verified', 'open', 'late',
  'followed_up_share', 'followed_up_in_time_share', 'verified_in_time_share', 'hours_to_follow_up_median',
  'closed', 'reopened', 'declined', 'rating_mean',
];

/** Units are the API's (`/v1/statistics/definitions`); by the name's form, so that a number can be shown before they are there. */
export function unitOf(figure: FigureName): Unit {
  if (figure.endsWith('_share')) return 'share';
  if (figure.startsWith('hours_')) return 'hours';
  return figure === 'rating_mean' ? 'score' : 'count';
}

/** A figure's value for people; nothing where it cannot be told. */
export function show(unit: Unit, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  switch (unit) {
    case 'count':
      return whole(value);
    case 'share':
      return percent(value, 1);
    case 'hours':
      return t('dashboard.hours', { hours: decimal(value) });
    case 'score':
      return decimal(value, 2);
  }
}

const betterUp: readonly FigureName[] = ['verified_in_time_share', 'followed_up_in_time_share', 'followed_up_share', 'closed', 'rating_mean'];
const betterDown: readonly FigureName[] = ['open', 'late', 'hours_to_follow_up_median', 'hours_to_follow_up_p90', 'reopened', 'declined'];

export interface Trend {
  direction: 'up' | 'down' | 'same';
  tone: 'good' | 'bad' | 'neutral';
  /** "naik 17,4 %". */
  text: string;
}

/** How a figure stands to the period before; nothing where that cannot be told. */
export function trendOf(figure: FigureName, now: number | null, before: number | null): Trend | undefined {
  if (now === null || before === null) return undefined;
  const amount = amountOf(unitOf(figure), now, before);
  if (amount === undefined) return undefined;
  if (amount === '') return { direction: 'same', tone: 'neutral', text: t('dashboard.trend.same') };
  const direction = now > before ? 'up' : 'down';
  return { direction, tone: toneOf(figure, direction), text: t(`dashboard.trend.${direction}`, { amount }) };
}

function toneOf(figure: FigureName, direction: 'up' | 'down'): Trend['tone'] {
  if (betterUp.includes(figure)) return direction === 'up' ? 'good' : 'bad';
  if (betterDown.includes(figure)) return direction === 'down' ? 'good' : 'bad';
  return 'neutral';
}

/** The distance in the unit's words; empty when nobody would see it, undefined when there is no measure for it. */
function amountOf(unit: Unit, now: number, before: number): string | undefined {
  const distance = Math.abs(now - before);
  switch (unit) {
    case 'count':
      if (distance === 0) return '';
      return before === 0 ? whole(distance) : percent(distance / before, 1);
    case 'share':
      return distance < 0.0005 ? '' : t('dashboard.trend.points', { points: decimal(distance * 100) });
    case 'hours':
      return distance < 0.05 ? '' : show('hours', distance);
    case 'score':
      return distance < 0.005 ? '' : decimal(distance, 2);
  }
}
