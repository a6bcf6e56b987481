import { useWho } from '../../api/session';
import { type Resource, useResource } from '../../api/use_resource';
import { standsOverIn } from '../use_possible';
import { useInstitutions } from '../../api/reference';

/** A text that an institution's desks begin their answers with. */
export interface AnswerTemplate {
  institution: string;
  name: string;
  text: string;
}

export interface TemplateList {
  items: AnswerTemplate[];
  /** The rulebook's, where the server tells it: what a change is based on. */
  version?: number;
}

/** The templates that the signed-in desk may use: its own and those of what stands above it. */
export function useTemplates(): Resource<TemplateList> & { usable: AnswerTemplate[] } {
  const who = useWho();
  const { find } = useInstitutions();
  const resource = useResource<TemplateList>('/v1/answer-templates');
  const own = who?.institution;
  const standsOver = standsOverIn(find);
  const usable = (resource.data?.items ?? []).filter((each) => !own || standsOver(each.institution, own));
  return { ...resource, usable };
}
