import type { ComponentType } from 'preact';
import { MapPage } from './map/map';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = {
  map: MapPage,
};
