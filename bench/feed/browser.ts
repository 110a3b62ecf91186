import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export type Browser = { close(): void };

/** Reads server-sent events as a browser does, and hands over what each said and when it was there (ms). */
export async function openStream(
  url: string,
  headers: Record<string, string>,
  take: (data: Record<string, unknown>, at: number) => void,
): Promise<Browser> {
  const sent = get(url, { headers });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`The stream was answered ${answer.statusCode}.`);
  let unread = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const at = Date.now();
    const blocks = (unread + chunk).split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) take(JSON.parse(data) as Record<string, unknown>, at);
    }
  });
  answer.on('error', () => undefined); // closed by us
  return { close: () => void sent.destroy() };
}
