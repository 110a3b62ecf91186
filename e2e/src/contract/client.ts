import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: unknown };
type Headers = Readonly<Record<string, string>>;

/** A client as this API's users write it: Basic with the key and a blank password, the path byte for byte, JSON. */
export class Client {
  readonly #url: URL;
  readonly #headers: Headers;

  constructor(url: string, apiKey: string, headers: Headers = {}) {
    this.#url = new URL(url);
    this.#headers = { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`, ...headers };
  }

  get(path: string, headers?: Headers): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers?: Headers): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body?: unknown, headers?: Headers): Promise<Answer> {
    return this.send('PUT', path, body, headers);
  }

  /** A body that is text goes out as it is. An empty header of the call takes the client's away. */
  async send(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const given = { ...(text !== undefined && { 'content-type': 'application/json' }), ...this.#headers, ...headers };
    const sent = request({
      host: this.#url.hostname,
      port: this.#url.port,
      method,
      path,
      headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    });
    sent.end(text);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const received = Buffer.concat(chunks).toString();
    const isJson = /\bjson\b/.test(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: isJson ? (JSON.parse(received) as unknown) : received,
    };
  }
}
