/** What lies on this device: drafts (with what waits to be sent), and receipts that the reporter wants to keep. */

const name = 'lapor';
const version = 1;

export type Store = 'drafts' | 'receipts';

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'id' });
      request.result.createObjectStore('receipts', { keyPath: 'report' });
    };
    request.onsuccess = () => resolve(giveWay(request.result));
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** Lets a newer release's tab upgrade the database. */
function giveWay(database: IDBDatabase): IDBDatabase {
  database.onversionchange = () => {
    database.close();
    opened = null;
  };
  return database;
}

/** Runs `work` in one transaction and answers its result once the transaction is durable. */
async function inStore<T>(store: Store, mode: IDBTransactionMode, work: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export function allOf<T>(store: Store): Promise<T[]> {
  return inStore(store, 'readonly', (objects) => objects.getAll() as IDBRequest<T[]>);
}

export function oneOf<T>(store: Store, key: string | number): Promise<T | undefined> {
  return inStore(store, 'readonly', (objects) => objects.get(key) as IDBRequest<T | undefined>);
}

export async function put(store: Store, value: unknown): Promise<void> {
  await inStore(store, 'readwrite', (objects) => objects.put(value));
}

/** Replaces one value in one transaction; `next` answers undefined to leave it as it is. Answers whether it was replaced. */
export async function change<T>(store: Store, key: string | number, next: (value: T | undefined) => T | undefined): Promise<boolean> {
  let replaced = false;
  await inStore(store, 'readwrite', (objects) => {
    const request = objects.get(key) as IDBRequest<T | undefined>;
    request.onsuccess = () => {
      const value = next(request.result);
      replaced = value !== undefined;
      if (replaced) objects.put(value);
    };
    return request;
  });
  return replaced;
}

export async function remove(store: Store, key: string | number): Promise<void> {
  await inStore(store, 'readwrite', (objects) => objects.delete(key));
}
