import { getRaw, type Query } from '../api/client';

/**
 * Lines of NDJSON, read no faster than they are wanted: what nobody has pulled stays with the server, so one read of a
 * history of millions is one request, however far somebody scrolls.
 */
export class LineStream {
  private reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  private rest = '';
  private readonly abort = new AbortController();
  private readonly decoder = new TextDecoder();

  constructor(
    private readonly path: string,
    private readonly query: Query,
  ) {}

  /** The lines that came with the next piece, perhaps none; null at the end. Rejects when the answer was cut off. */
  async next(): Promise<string[] | null> {
    this.reader ??= await this.open();
    const { value, done } = await this.reader.read();
    if (done) return null;
    const lines = (this.rest + this.decoder.decode(value, { stream: true })).split('\n');
    this.rest = lines.pop() ?? '';
    return lines;
  }

  close(): void {
    this.abort.abort();
  }

  private async open(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const { body } = await getRaw(this.path, { query: this.query, signal: this.abort.signal });
    if (!body) throw new Error('an answer without a body');
    return body.getReader();
  }
}
