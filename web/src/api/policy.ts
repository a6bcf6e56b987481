import { today } from '../text/dates';
import { useNow } from './clock';
import { useResource } from './use_resource';

/** Limits in working days by step, and the hours of offices, as `GET /v1/policies` tells them. */
export interface Policy {
  /** The first day on which it counts. */
  effective_from: string;
  verification: number;
  completion: number;
  follow_up: number;
  reassignment: number;
  auto_close: number;
  reopen_window: number;
  appeal_window: number;
  /** After a missed deadline: to the national administrator, to the supervisor. */
  escalation: readonly [number, number];
  office_hours: readonly [number, number];
  resolve_information_request: number;
  resolve_aspiration: number;
  resolve_complaint: number;
  resolve_supervised_complaint: number;
}

/** The rules that the service began with (regulation 62/2018 and its own), until the server has answered. */
const begun: Policy = {
  effective_from: '2019-01-01',
  verification: 3,
  completion: 10,
  follow_up: 5,
  reassignment: 3,
  auto_close: 10,
  reopen_window: 10,
  appeal_window: 10,
  escalation: [5, 10],
  office_hours: [8, 16],
  resolve_information_request: 5,
  resolve_aspiration: 5,
  resolve_complaint: 14,
  resolve_supervised_complaint: 60,
};

/** Of policies in the order of their first days, the one in force on `day` ("2026-11-26"). */
export function inForce<P extends { effective_from: string }>(policies: readonly P[], day: string): P | undefined {
  return policies.filter((each) => each.effective_from <= day).at(-1) ?? policies[0];
}

/** The policy in force now. */
export function usePolicy(): Policy {
  const now = useNow(3_600_000);
  const { data } = useResource<{ items: readonly Policy[] }>('/v1/policies');
  return inForce(data?.items ?? [], today(now)) ?? begun;
}
