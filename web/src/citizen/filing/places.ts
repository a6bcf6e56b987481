import { get } from '../../api/client';
import { useRegions } from '../../api/reference';
import type { Region } from '../../api/types';
import { fit } from '../../text/find';

/** Provinces, and regencies with their province: what most people know their place by. */
export interface Places {
  all: readonly Region[];
  find: (code: string) => Region | undefined;
  nameOf: (code: string) => string;
}

export function usePlaces(): Places {
  const provinces = useRegions('province');
  const regencies = useRegions('regency');
  const find = (code: string) => regencies.find(code) ?? provinces.find(code);
  return { all: [...provinces.all, ...regencies.all], find, nameOf: (code) => find(code)?.name ?? code };
}

/** A code's regency (or province): `63.02.21` lies in `63.02`. */
export const regencyOf = (code: string) => code.split('.').slice(0, 2).join('.');
export const provinceOf = (code: string) => code.split('.')[0];
export const isDistrict = (code: string) => code.split('.').length > 2;

/** The best matches among provinces and regencies; the words may name the province, too. */
export function bestPlaces({ all, find }: Places, words: string, most = 8): Region[] {
  return all
    .map((region) => ({ region, fits: fitOf(region, find, words) }))
    .filter((each) => each.fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, most)
    .map((each) => each.region);
}

function fitOf(region: Region, find: Places['find'], words: string): number {
  const own = fit(region, words);
  if (own > 0 || !region.parent) return own;
  return fit({ name: `${region.name} ${find(region.parent)?.name ?? ''}` }, words) / 2;
}

/** The regency whose middle is nearest. */
export function nearest(regions: readonly Region[], lat: number, lng: number): Region | undefined {
  let found: Region | undefined;
  let least = Infinity;
  for (const each of regions) {
    if (each.level !== 'regency' || each.lat === null || each.lng === null) continue;
    const distance = (each.lat - lat) ** 2 + ((each.lng - lng) * Math.cos((lat * Math.PI) / 180)) ** 2;
    if (distance < least) [found, least] = [each, distance];
  }
  return found;
}

/** Asked early, so that the form knows places also when the network goes away while it is filled in. */
export function fetchForLater(): void {
  for (const path of ['/v1/institutions', '/v1/categories']) void get(path).catch(() => undefined);
}
