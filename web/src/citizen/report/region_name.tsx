import { useRegions } from '../../api/reference';

/** "Kecamatan, Kabupaten, Provinsi" of a region's code, as far as their names are known. */
export function RegionName({ code }: { code: string }) {
  const parts = code.split('.');
  const [province, regency] = [parts[0], parts.length > 1 ? parts.slice(0, 2).join('.') : null];
  const provinces = useRegions('province');
  const regencies = useRegions('regency', regency && province);
  const districts = useRegions('district', parts.length > 2 ? regency : null);
  const names = [districts.find(code)?.name, regencies.find(regency)?.name, provinces.find(province)?.name].filter(Boolean);
  return <>{names.length > 0 ? names.join(', ') : code}</>;
}
