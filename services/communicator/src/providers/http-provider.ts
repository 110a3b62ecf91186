import { request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as overTls } from 'node:https';
import { request } from 'undici';
import { z } from 'zod';
import { addressLines } from '../customers/customer.ts';
import { NotStarted } from '../dispatch/consumed-permit.ts';
import type { Answer, Message, Outgoing, Provider } from './provider.ts';

export type HttpProviderOptions = {
  name: string;
  channel: 'text' | 'mail' | 'voice';
  /** Messages are posted to `/messages` below it, and asked for at `/messages/<key>`. */
  baseUrl: string;
  token: string;
  connectMs: number;
  answerMs: number;
};

const Taken = z.object({ id: z.string() });

/** What each channel posts. The call task carries the script; its result comes back as a callback. */
function bodyOf(
  channel: HttpProviderOptions['channel'],
  { key, contact, sender, personName, rendered, isAutodialed }: Message,
): object {
  if (channel === 'text') return { key, from: sender.phone, to: contact.value, body: rendered.text };
  if (channel === 'voice') return { key, from: sender.phone, to: contact.value, script: rendered.text, isAutodialed };
  return {
    key,
    from: [sender.companyName, ...sender.addressLines],
    to: [personName, ...addressLines(contact)],
    html: rendered.html,
    text: rendered.text,
  };
}

/** Texts, letters and call tasks over HTTP. The connection comes first; the request is one write on it. */
export function httpProvider({ name, channel, baseUrl, token, connectMs, answerMs }: HttpProviderOptions): Provider {
  const url = new URL(`${baseUrl}/messages`);
  const authorization = { authorization: `Bearer ${token}` };

  return {
    name,
    compose: (message) => Promise.resolve(Buffer.from(JSON.stringify(bodyOf(channel, message)))),

    async open({ key, addressHash, bytes }: Outgoing) {
      const post = (url.protocol === 'https:' ? overTls : overHttp)(url, {
        method: 'POST',
        agent: false,
        headers: {
          ...authorization,
          'content-type': 'application/json',
          'content-length': bytes.length,
          'idempotency-key': key,
        },
      });
      await connected(post, connectMs);
      const answer = answerTo(post, answerMs);
      return {
        commit(permit) {
          try {
            permit.start(addressHash);
          } catch (error) {
            post.destroy();
            return Promise.reject(error as Error);
          }
          post.end(bytes); // the socket is connected: head and body go into it in this very tick
          return answer;
        },
        abandon: () => post.destroy(),
      };
    },

    async lookUp(key) {
      const { statusCode, body } = await request(`${url.href}/${encodeURIComponent(key)}`, {
        headers: authorization,
        headersTimeout: answerMs,
        bodyTimeout: answerMs,
      });
      const text = await body.text();
      if (statusCode === 404) return { kind: 'not-there' };
      if (statusCode !== 200) throw new Error(`${name} answered a look-up with status ${statusCode}.`);
      return { kind: 'accepted', providerMessageId: Taken.parse(JSON.parse(text)).id };
    },
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

/** What the provider made of it. An answer that is missing, late or a fault of its own says nothing about the message. */
const answerTo = (post: ClientRequest, answerMs: number): Promise<Answer> =>
  new Promise((resolve) => {
    const unknown = (cause: string) => (): void => resolve({ kind: 'unknown', cause });
    post.setTimeout(answerMs, () => post.destroy(new Error('timeout')));
    post.once('error', unknown('no answer from the provider'));
    post.once('close', unknown('the provider closed the connection'));
    post.once('response', (response) => {
      read(response).then(resolve, unknown('the provider’s answer broke off'));
    });
  });

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { statusCode = 0 } = response;
  if (statusCode >= 200 && statusCode < 300) {
    const taken = Taken.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    return { kind: 'accepted', providerMessageId: taken.data?.id ?? null };
  }
  if (statusCode === 408 || statusCode >= 500) return { kind: 'unknown', cause: `the provider answered ${statusCode}` };
  return { kind: 'refused', reason: `The provider answered ${statusCode}.`, permanent: statusCode !== 429 };
}
