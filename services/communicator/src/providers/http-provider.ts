import { request as overHttp, type ClientRequest } from 'node:http';
import { request as overTls } from 'node:https';
import { signWebhook, type Outside } from '@fairdue/http';
import { Agent, request } from 'undici';
import { NotStarted } from '../dispatch/consumed-permit.ts';
import { answerOf, dialledOf, idOf, type AnswerMapping } from './answer-mapping.ts';
import { defaultPayloads, namesIn, payloadOf, type HttpChannel, type Payload } from './payload.ts';
import type { Answer, Found, Outgoing, Provider } from './provider.ts';

export type HttpProviderOptions = {
  name: string;
  channel: HttpChannel;
  /** Messages are posted here. */
  url: string;
  /** `{{key}}` in it is the key of a message. Without it nobody can be asked about a lost one. */
  lookUpUrl: string | undefined;
  /** Of a dialer: here a task is dropped with DELETE. */
  dropUrl?: string | undefined;
  headers: Readonly<Record<string, string>>;
  /** Signs what is posted, where the provider knows it. */
  secret: string | undefined;
  format: 'json' | 'form';
  payload: Payload | undefined;
  answer: AnswerMapping;
  outside: Outside;
  connectMs: number;
  answerMs: number;
};

const withKey = (url: string, key: string): string =>
  url.replaceAll(/\{\{key\}\}|%7B%7Bkey%7D%7D/gi, encodeURIComponent(key));

const mediaTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' };
const answerBytesMax = 64 * 1_024;

/** Texts, letters and call tasks over HTTP. The connection comes first; the request is one write on it. */
export function httpProvider(options: HttpProviderOptions): Provider {
  const { name, channel, lookUpUrl, dropUrl, format, answer: mapping, outside, connectMs, answerMs } = options;
  const { payload = defaultPayloads[channel] } = options;
  const url = new URL(options.url);
  outside.check(url);
  for (const other of [lookUpUrl, dropUrl]) if (other !== undefined) outside.check(new URL(other));
  const asks = new Agent({ connect: { lookup: outside.lookup, timeout: connectMs } });

  const headersFor = (key: string, bytes: Buffer): Record<string, string> => ({
    ...options.headers,
    ...(options.secret !== undefined && signWebhook(options.secret, key, new Date(), bytes)),
  });

  return {
    name,
    takesPages: namesIn(payload).includes('pdf'),
    compose: (message) => Promise.resolve(payloadOf(channel, payload, format, message)),

    async open({ key, addressHash, bytes }: Outgoing) {
      const post = (url.protocol === 'https:' ? overTls : overHttp)(url, {
        method: 'POST',
        agent: false,
        lookup: outside.lookup,
        headers: {
          ...headersFor(key, bytes),
          'content-type': mediaTypes[format],
          'content-length': bytes.length,
          'idempotency-key': key,
        },
      });
      await connected(post, connectMs);
      const answer = answerTo(post, mapping, answerMs);
      const send = (): Promise<Answer> => {
        post.end(bytes); // the socket is connected: head and body go into it in this very tick
        return answer.within();
      };
      const abandon = (): void => void post.destroy();
      if (channel === 'voice') return { post: send, abandon };
      return {
        commit(permit) {
          try {
            permit.start(addressHash);
          } catch (error) {
            post.destroy();
            return Promise.reject(error as Error);
          }
          return send();
        },
        abandon,
      };
    },

    async lookUp(key): Promise<Found> {
      if (lookUpUrl === undefined) return { kind: 'cannot-tell' };
      const { statusCode, body } = await request(withKey(lookUpUrl, key), {
        dispatcher: asks,
        headers: headersFor(key, Buffer.alloc(0)),
        signal: AbortSignal.timeout(answerMs),
      });
      const read = await readJson(body);
      if (statusCode === 404) return { kind: 'not-there' };
      if (statusCode !== 200) throw new Error(`${name} answered a look-up with status ${statusCode}.`);
      const dialled = channel === 'voice' ? dialledOf(mapping, read) : undefined;
      return {
        kind: 'accepted',
        providerMessageId: idOf(mapping, read),
        ...(dialled !== undefined && { dialled }),
      };
    },

    ...(dropUrl !== undefined && {
      async drop(key) {
        const { body } = await request(withKey(dropUrl, key), {
          method: 'DELETE',
          dispatcher: asks,
          headers: headersFor(key, Buffer.alloc(0)),
          signal: AbortSignal.timeout(answerMs),
        });
        await body.dump();
      },
    }),

    close: () => asks.close(),
  };
}

/** Waits until the socket stands, encrypted where it has to be. Nothing of the request has been written then. */
const connected = (post: ClientRequest, connectMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (cause: string) => (): void => {
      clearTimeout(limit);
      post.destroy();
      reject(new NotStarted(cause));
    };
    const limit = setTimeout(fail('the provider did not take the connection in time'), connectMs);
    const failed = fail('the provider is not reachable');
    post.once('error', failed);
    post.once('socket', (socket) => {
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
        clearTimeout(limit);
        post.off('error', failed);
        resolve();
      });
    });
  });

/**
 * What the provider made of it. An answer that is missing, or is not there as a whole in time, says nothing about the
 * message. `within` starts that time.
 */
function answerTo(post: ClientRequest, mapping: AnswerMapping, answerMs: number): { within(): Promise<Answer> } {
  let limit: NodeJS.Timeout | undefined;
  const answer = new Promise<Answer>((resolve) => {
    const unknown = (cause: string) => (): void => resolve({ kind: 'unknown', cause });
    const hungUp = unknown('the provider closed the connection');
    post.once('error', unknown('no answer from the provider'));
    post.once('close', hungUp);
    post.once('response', (response) => {
      post.off('close', hungUp);
      readJson(response).then(
        (body) => resolve(answerOf(mapping, response.statusCode ?? 0, body)),
        unknown('the provider’s answer broke off'),
      );
    });
  });
  return {
    async within() {
      limit = setTimeout(() => post.destroy(new Error('timeout')), answerMs);
      return answer.finally(() => clearTimeout(limit));
    },
  };
}

/** JSON of a bounded size; undefined where an answer is anything else. */
async function readJson(answer: AsyncIterable<unknown>): Promise<unknown> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    if (size > answerBytesMax) throw new Error('The answer is larger than a provider has reason to make it.');
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
