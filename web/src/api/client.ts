import type { Upload } from './types';

/** RFC 9457, as the API answers it; `field` names the member of the body that is wrong. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  field?: string;
  state?: string;
}

const prefix = 'urn:lapor:problem:';

/** What went wrong, in a form that pages can show. `kind` is the name in the API's table; `offline`: nothing was reached. */
export class Problem extends Error {
  constructor(
    readonly kind: string,
    readonly status: number,
    readonly detail: string,
    readonly field: string | undefined,
    readonly retryAfter: number | undefined,
  ) {
    super(detail);
  }

  static offline(): Problem {
    return new Problem('offline', 0, '', undefined, undefined);
  }

  static of(response: Response, body: Partial<ProblemBody>): Problem {
    const after = Number(response.headers.get('Retry-After'));
    const kind = body.type?.startsWith(prefix) ? body.type.slice(prefix.length) : 'unexpected';
    return new Problem(kind, response.status, body.detail ?? '', body.field, after > 0 ? after : undefined);
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('unexpected', 0, String(error), undefined, undefined);
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Asking {
  query?: Query;
  signal?: AbortSignal;
  /** The code of a report that was filed without an account. It counts only for who does not say that they have one. */
  receipt?: string | undefined;
  /** As somebody without an account, also while somebody has signed in on this device. */
  withoutAccount?: boolean;
  /** Of the session that this request is for, where it need not be the page's own. */
  csrfToken?: string | undefined;
  /** Waits up to two seconds until the lists have this position. */
  position?: number | null;
  /** What is known already: an answer 304 (a `Problem` with that status) says that nothing has changed. */
  ifNoneMatch?: string;
  /** Asks the server also where an answer of the last minute is kept: for who has just changed something. */
  fresh?: boolean;
}

export interface Sending extends Asking {
  method?: 'POST' | 'PATCH' | 'DELETE';
  /** The version on which the wish is based: somebody else's change in between is told, not overwritten. */
  version?: number;
  /** Made once for one wish, so that sending it twice does it once. */
  idempotencyKey?: string;
  proofOfWork?: string;
}

let csrfToken: string | null = null;

/** Kept in memory only: a page that is loaded anew asks for it (session.ts). */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

export function newKey(): string {
  return crypto.randomUUID();
}

export function urlOf(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

function headersOf(asking: Asking): Headers {
  const headers = new Headers({ Accept: 'application/json' });
  if (asking.receipt) headers.set('Lapor-Receipt', asking.receipt);
  if (asking.ifNoneMatch) headers.set('If-None-Match', asking.ifNoneMatch);
  if (asking.position) {
    headers.set('Lapor-Position', String(asking.position));
    headers.set('Prefer', 'wait=2');
  }
  return headers;
}

function setCsrf(headers: Headers, asking: Asking): void {
  const token = asking.csrfToken ?? csrfToken;
  if (token) headers.set('X-CSRF-Token', token);
}

async function reach(url: string, request: RequestInit, asking: Asking): Promise<Response> {
  const credentials = asking.receipt || asking.withoutAccount ? 'omit' : 'same-origin';
  let response: Response;
  try {
    response = await fetch(url, { ...request, credentials });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw Problem.offline();
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  const problem = Problem.of(response, body);
  if (problem.status === 401 && credentials !== 'omit') dispatchEvent(new CustomEvent('unauthorised', { detail: problem.kind }));
  throw problem;
}

/** A person's number with more digits than a JavaScript number holds is kept as text, which is all that a path needs. */
const longNumber = /"person":(\d{16,})/g;

/** The answer's body; an answer without one is `undefined`. */
async function bodyOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  return JSON.parse((await response.text()).replace(longNumber, '"person":"$1"')) as T;
}

export async function get<T>(path: string, asking: Asking = {}): Promise<T> {
  const request: RequestInit = { headers: headersOf(asking), signal: asking.signal ?? null, cache: asking.fresh ? 'no-cache' : 'default' };
  const response = await reach(urlOf(path, asking.query), request, asking);
  return bodyOf<T>(response);
}

/** For what is not JSON: exports, notes, tiles. */
export function getRaw(path: string, asking: Asking = {}): Promise<Response> {
  return reach(urlOf(path, asking.query), { headers: headersOf(asking), signal: asking.signal ?? null }, asking);
}

/** Sends a wish. Without a key of its own it gets one, so that a retry by the browser cannot do it twice. */
export async function send<T>(path: string, body?: unknown, sending: Sending = {}): Promise<T> {
  const headers = headersOf(sending);
  setCsrf(headers, sending);
  if (sending.version !== undefined) headers.set('If-Match', `"${sending.version}"`);
  if (sending.proofOfWork) headers.set('Lapor-Proof-Of-Work', sending.proofOfWork);
  headers.set('Idempotency-Key', sending.idempotencyKey ?? newKey());
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const response = await reach(urlOf(path, sending.query), {
    method: sending.method ?? 'POST',
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: sending.signal ?? null,
  }, sending);
  return bodyOf<T>(response);
}

/** Uploads a file; its id can then be named by a command. */
export async function upload(file: Blob, receipt?: string, asking: Omit<Asking, 'receipt'> = {}): Promise<Upload> {
  const headers = headersOf({ receipt });
  setCsrf(headers, asking);
  headers.set('Content-Type', file.type || 'application/octet-stream');
  const response = await reach('/v1/attachments', { method: 'POST', headers, body: file, signal: asking.signal ?? null }, { ...asking, receipt });
  return bodyOf<Upload>(response);
}
