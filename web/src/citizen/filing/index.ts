import type { ComponentType } from 'preact';

/** Filing and tracking: an area of its own, so that who only reads does not load it. */
export const pages: Record<string, ComponentType> = {};
