import type { ComponentType } from 'preact';
import { Submit } from './submit';
import { Track } from './tracking/track';

/** Filing and tracking: an area of its own, so that who only reads does not load it. */
export const pages: Record<string, ComponentType> = { submit: Submit, track: Track };
