import { get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type supertest from 'supertest';

export type StreamReader = {
  /** Ids of the events that came, in order; and what they said. */
  readonly ids: string[];
  readonly events: Record<string, unknown>[];
  /** The id to come back with. */
  lastId(): string;
  text(): string;
  /** Reads on after it has stood still. */
  resume(): void;
  ended: Promise<void>;
  close(): void;
};

/** Reads server-sent events as a browser does. One that `stands` takes nothing until it is told to. */
export function readStream(asked: supertest.Test, { stands = false } = {}): StreamReader {
  let text = '';
  let unread = '';
  let lastId = '';
  let response: IncomingMessage | undefined;
  const reader = { ids: [] as string[], events: [] as Record<string, unknown>[] };
  const take = (chunk: string): void => {
    text += chunk;
    const blocks = (unread + chunk).split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2));
      const valueOf = (name: string) => fields.find(([field]) => field === name)?.[1];
      lastId = valueOf('id') ?? lastId;
      const data = valueOf('data');
      if (data === undefined) continue;
      reader.ids.push(lastId);
      reader.events.push(JSON.parse(data) as Record<string, unknown>);
    }
  };
  const { url, header } = asked as unknown as { url: string; header: OutgoingHttpHeaders };
  const sent = get(url, { headers: header });
  sent.on('error', () => undefined); // one that is closed before it is answered
  sent.on('response', (answer) => {
    response = answer.setEncoding('utf8');
    answer.on('error', () => undefined); // cut off
    if (!stands) answer.on('data', take);
  });
  const ended = new Promise<void>((resolve) => sent.on('close', resolve));
  return {
    ...reader,
    lastId: () => lastId,
    text: () => text,
    resume: () => void response?.on('data', take),
    ended,
    close: () => void sent.destroy(),
  };
}
