import { type Resource, useResource } from '../../api/use_resource';

/** A text that a desk begins its answers with; without an institution it is everybody's. */
export interface AnswerTemplate {
  institution: string | null;
  name: string;
  text: string;
}

export interface TemplateList {
  items: AnswerTemplate[];
  /** The rulebook's: what a change is based on. */
  version: number;
}

/** The templates of a desk, of those above it, and everybody's; without `institution` the own desk's. */
export function useTemplates(institution = ''): Resource<TemplateList> {
  return useResource<TemplateList>('/v1/answer-templates', { query: { institution } });
}
