import { asProblem, get, type Problem, type Query } from '../../api/client';
import type { Happening } from '../../api/live';
import type { ReportCard, ReportList } from '../../api/types';

export interface FeedPage {
  /** Asks for this page again. */
  cursor: string | null;
  /** Null when it was let go because it is far from what is seen. */
  items: readonly ReportCard[] | null;
  /** Place of its first item in the whole list. */
  first: number;
  /** As it was drawn, in pixels; undefined until then. */
  height: number | undefined;
}

const pageSize = 30;
/** Pages on each side of the one that is seen whose items are kept: some two thousand cards in all. */
const keptAround = 30;

/** A list that is read page by page, of which little is held however long it becomes. It tells its listener of each change. */
export class Feed {
  pages: FeedPage[] = [];
  total: number | undefined;
  problem: Problem | undefined;
  isLoading = false;
  /** Reports that came since and belong among those that were loaded. */
  readonly fresh = new Set<number>();
  /** The server cannot say what has changed. */
  isStale = false;
  /** Where the visitor was, for coming back. */
  scrollTop = 0;

  private next: string | null = null;
  private readonly abort = new AbortController();
  private listener: (() => void) | null = null;

  constructor(
    private readonly query: Query,
    private readonly isNewestFirst: boolean,
  ) {}

  follow(listener: () => void): () => void {
    this.listener = listener;
    return () => void (this.listener = null);
  }

  get isAtEnd(): boolean {
    return this.total !== undefined && this.next === null;
  }

  /** Loads the page after the last one. */
  async more(): Promise<void> {
    if (this.isLoading || this.isAtEnd) return;
    this.isLoading = true;
    this.problem = undefined;
    this.changed();
    try {
      const cursor = this.next;
      const list = await this.load(cursor);
      const first = this.pages.reduce((sum, each) => Math.max(sum, each.first + (each.items?.length ?? pageSize)), 0);
      if (list.items.length > 0) this.pages = [...this.pages, { cursor, items: list.items, first, height: undefined }];
      this.total = list.total;
      this.next = list.next_cursor;
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.isLoading = false;
    this.changed();
  }

  /** The pages from `from` to `to` are seen: they get their items, those far away lose them. */
  see(from: number, to: number): void {
    for (let i = 0; i < this.pages.length; ++i) {
      const page = this.pages[i];
      if (i >= from && i <= to) void this.refill(page);
      else if (page.items && page.height !== undefined && (i < from - keptAround || i > to + keptAround)) page.items = null;
    }
  }

  /** What the live stream tells: a report that is shown is drawn anew, one that belongs here is counted. */
  note({ event, data }: Happening): void {
    if (event === 'reset') this.isStale = true;
    if (event === 'report') this.noteReport(data as ReportCard);
    this.changed();
  }

  private noteReport(report: ReportCard): void {
    for (const page of this.pages) {
      if (!page.items?.some((each) => each.id === report.id)) continue;
      page.items = page.items.map((each) => (each.id === report.id ? { ...report, highlights: each.highlights } : each));
      this.pages = [...this.pages];
      return;
    }
    if (this.isNewestFirst && report.id > this.lowestLoaded()) this.fresh.add(report.id);
  }

  private lowestLoaded(): number {
    return this.pages.at(-1)?.items?.at(-1)?.id ?? Infinity;
  }

  private async refill(page: FeedPage): Promise<void> {
    if (page.items) return;
    page.items = [];
    try {
      page.items = (await this.load(page.cursor)).items;
    } catch {
      page.items = null;
    }
    this.pages = [...this.pages];
    this.changed();
  }

  private load(cursor: string | null): Promise<ReportList> {
    return get<ReportList>('/v1/reports', { query: { ...this.query, limit: pageSize, cursor }, signal: this.abort.signal });
  }

  private changed(): void {
    this.listener?.();
  }
}
