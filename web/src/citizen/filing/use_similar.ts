import { useEffect, useState } from 'preact/hooks';
import type { ReportCard, ReportList, Schemas } from '../../api/types';
import { useResource } from '../../api/use_resource';
import type { Fields } from '../../offline/draft';
import { provinceOf } from './places';

const longestQuestion = 400;
const enoughLetters = 12;
const pauseMs = 700;

/** `value` once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function questionOf({ title, text }: Fields): string {
  const words = `${title} ${text}`.trim().replace(/\s+/g, ' ').slice(0, longestQuestion);
  return words.length >= enoughLetters ? words : '';
}

/** Open public reports that this one may repeat: alike, of the category and in the place where one was named. */
export function useSimilar(fields: Fields, limit: number): readonly ReportCard[] {
  const text = useSettled(questionOf(fields));
  const { data } = useResource<Schemas['SimilarReports']>(text ? '/v1/reports/similar' : null, { query: { text, region: fields.region, category: fields.category, limit } });
  return text ? (data?.items ?? []) : [];
}

/** Which institutions have handled reports of this category in this place, the most frequent first. */
export function useHandlers(region: string, category: string): readonly string[] {
  const query = { region: region && provinceOf(region), category, facets: 'institution', limit: 1 };
  const { data } = useResource<ReportList>(category ? '/v1/reports' : null, { query });
  const counts = Object.entries(data?.facets.institution ?? {});
  return category ? counts.sort((a, b) => b[1] - a[1]).map(([slug]) => slug) : [];
}
