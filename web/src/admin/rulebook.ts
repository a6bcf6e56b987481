import { send } from '../api/client';
import { forgetReference } from '../api/reference';
import { type Resource, useResource } from '../api/use_resource';

/** A part of the rulebook as everybody reads it, with the version from which a change goes on. */
export interface Part<T> {
  items: readonly T[];
  version: number;
}

export interface PolicyVersion {
  effective_from: string;
  verification: number;
  completion: number;
  follow_up: number;
  reassignment: number;
  auto_close: number;
  reopen_window: number;
  appeal_window: number;
  escalation: [number, number];
  office_hours: [number, number];
  resolve_information_request: number;
  resolve_aspiration: number;
  resolve_complaint: number;
  resolve_supervised_complaint: number;
}

export interface RetentionVersion {
  effective_from: string;
  years: number;
  own: readonly { institution: string; years: number }[];
}

export type HolidayKind = 'public_holiday' | 'collective_leave';

export interface Holiday {
  date: string;
  name: string;
  kind: HolidayKind;
}

export interface CalendarYear {
  year: number;
  decreed: boolean;
  decree: string | null;
  days: readonly Holiday[];
  version: number;
}

/** What a change of the rulebook answers; `position` is null when there was nothing to do. */
export interface Changed {
  version: number;
  position: number | null;
}

export function usePart<T>(path: string, query = {}): Resource<Part<T>> {
  return useResource<Part<T>>(path, { query, fresh: true });
}

/** Gives a command over the rulebook as it was at `version`: who was overtaken is told so, and nothing is overwritten. */
export async function change(command: string, body: unknown, version: number, key: string): Promise<Changed> {
  const answer = await send<Changed>(`/v1/rulebook/${command}`, body, { version, idempotencyKey: key });
  forgetReference();
  return answer;
}
