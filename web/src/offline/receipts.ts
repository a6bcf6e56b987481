import { allOf, put, remove } from './database';

/** A report that the reporter wants to find again on this device. */
export interface KeptReceipt {
  report: number;
  code: string;
  title: string;
  keptAt: number;
}

export async function keptReceipts(): Promise<KeptReceipt[]> {
  return (await allOf<KeptReceipt>('receipts')).sort((a, b) => b.keptAt - a.keptAt);
}

export function keepReceipt(receipt: KeptReceipt): Promise<void> {
  return put('receipts', receipt);
}

export function forgetReceipt(report: number): Promise<void> {
  return remove('receipts', report);
}
