import { get, getRaw } from '../api/client';
import type { Schemas } from '../api/types';
import type { LogSource } from './check';

/** The log of the server that gave this page. */
export const thisLog: LogSource = {
  checkpoint: async () => (await getRaw('/checkpoint')).text(),
  growth: async (from, to) => (await get<Schemas['Consistency']>('/v1/log/consistency', { query: { from, to } })).hashes,
};

/** The keys by which this server says that its log signs. */
export async function keysOfThisLog(): Promise<string> {
  return (await get<Schemas['Log']>('/v1/log')).keys.join('\n');
}
