import type { PolicyVersion } from './rulebook';

/** Limits in working days, in the order in which a report meets them. */
export const limits = [
  'verification',
  'completion',
  'follow_up',
  'reassignment',
  'auto_close',
  'reopen_window',
  'appeal_window',
  'resolve_information_request',
  'resolve_aspiration',
  'resolve_complaint',
  'resolve_supervised_complaint',
] as const satisfies readonly (keyof PolicyVersion)[];

/** The two numbers of a pair, each a field of its own. */
export const pairs = {
  escalation_2: ['escalation', 0],
  escalation_3: ['escalation', 1],
  opens: ['office_hours', 0],
  closes: ['office_hours', 1],
} as const;

export type NumberName = (typeof limits)[number] | keyof typeof pairs;
export const numberNames: readonly NumberName[] = [...limits, 'escalation_2', 'escalation_3', 'opens', 'closes'];

export function numberOf(policy: PolicyVersion, name: NumberName): number {
  if (!(name in pairs)) return policy[name as (typeof limits)[number]];
  const [member, index] = pairs[name as keyof typeof pairs];
  return policy[member][index];
}

/** A form's texts as the command's body. */
export function policyFrom(effectiveFrom: string, numbers: Record<NumberName, string>): PolicyVersion {
  const of = (name: NumberName) => Number(numbers[name]);
  const days = Object.fromEntries(limits.map((name) => [name, of(name)])) as Record<(typeof limits)[number], number>;
  return { effective_from: effectiveFrom, ...days, escalation: [of('escalation_2'), of('escalation_3')], office_hours: [of('opens'), of('closes')] };
}
