import type { Readable } from 'node:stream';
import type { Outside } from '@fairdue/http';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Agent, request } from 'undici';
import { bounceAddressOf } from '../callbacks/bounce-address.ts';
import { NotStarted } from '../dispatch/consumed-permit.ts';
import { composeMail } from './compose-mail.ts';
import { HeldMail } from './held-mail.ts';
import type { DkimKey } from './provider-config.ts';
import type { Answer, Found, Provider } from './provider.ts';
import { SmtpConnections } from './smtp-connections.ts';

export type SmtpProviderOptions = {
  name: string;
  url: string;
  /** Where the provider tells whether it has a message; without it a lost hand-over cannot be settled by asking. */
  lookUpUrl: string | undefined;
  /** Where reports about messages go, each at an address of its own; without it, to the sender. */
  bounceAddress?: string | undefined;
  dkim?: readonly DkimKey[];
  outside: Outside;
  connectMs: number;
  answerMs: number;
};

/** Mail over SMTP. Everything up to the last line is said before the permit is consumed; the end of DATA commits. */
export function smtpProvider(options: SmtpProviderOptions): Provider {
  const { name, url, lookUpUrl, bounceAddress, dkim = [], outside, connectMs, answerMs } = options;
  outside.check(new URL(url.replace(/^smtps?:/, 'https:'))); // numbers in an address are read where a scheme is known
  if (lookUpUrl !== undefined) outside.check(new URL(lookUpUrl));
  const asks = new Agent({ connect: { lookup: outside.lookup, timeout: connectMs } });
  const connections = new SmtpConnections({ url, outside, connectMs, answerMs });

  return {
    name,
    compose: (message) => composeMail(message, dkim),

    async open({ key, sender, recipient, addressHash, bytes }) {
      const envelope = {
        from: bounceAddress === undefined ? sender : bounceAddressOf(bounceAddress, key),
        to: recipient,
        dsn: { envid: key, ret: 'HDRS' as const, notify: ['FAILURE' as const, 'DELAY' as const] },
      };
      for (;;) {
        const { connection, isFresh } = await connections.take();
        const mail = new HeldMail(bytes);
        const answer = send(connection, envelope, mail);
        const isHeld = mail.held(() => connection._socket || undefined);
        const first = await Promise.race([answer, isHeld.then((yes) => (yes ? undefined : answer))]);
        if (first === undefined) return held(connections, connection, mail, answer, addressHash);
        connection.close();
        if (first.kind === 'unknown' && !isFresh) continue; // it had hung up meanwhile: nothing was begun
        throw new NotStarted('the mail server turned it down', {
          permanent: first.kind === 'refused' && first.permanent,
        });
      }
    },

    async lookUp(key): Promise<Found> {
      if (lookUpUrl === undefined) return { kind: 'cannot-tell' };
      const { statusCode, body } = await request(`${lookUpUrl}/${encodeURIComponent(key)}`, {
        dispatcher: asks,
        signal: AbortSignal.timeout(answerMs),
      });
      await body.dump();
      if (statusCode === 404) return { kind: 'not-there' };
      if (statusCode !== 200) throw new Error(`The mail provider answered a look-up with status ${statusCode}.`);
      return { kind: 'accepted', providerMessageId: null };
    },

    async close() {
      connections.close();
      await asks.close();
    },
  };
}

/** A message of which the server has everything but the end. */
function held(
  connections: SmtpConnections,
  connection: SMTPConnection,
  mail: HeldMail,
  answer: Promise<Answer>,
  addressHash: string,
): Awaited<ReturnType<Provider['open']>> {
  return {
    commit(permit) {
      try {
        permit.start(addressHash);
      } catch (error) {
        connection.close();
        return Promise.reject(error as Error);
      }
      mail.release();
      return answer.then((became) => {
        if (became.kind === 'accepted') connections.giveBack(connection);
        else connection.close();
        return became;
      });
    },
    abandon: () => connection.close(),
  };
}

/** A negative answer is final (5xx) or passing (4xx); without any, nobody knows. */
const send = (connection: SMTPConnection, envelope: SMTPConnection.Envelope, mail: Readable): Promise<Answer> =>
  new Promise((resolve) => {
    const done = (answer: Answer): void => {
      connection.off('error', unknown);
      connection.off('end', unknown);
      resolve(answer);
    };
    const unknown = (): void => done({ kind: 'unknown', cause: 'no answer from the mail server' });
    connection.once('error', unknown);
    connection.once('end', unknown);
    connection.send(envelope, mail, (error, info) => {
      if (!error) return done({ kind: 'accepted', providerMessageId: info?.response?.slice(0, 200) ?? null });
      const { responseCode = 0 } = error as { responseCode?: number };
      if (responseCode < 400) return unknown();
      done({ kind: 'refused', reason: `The mail server answered ${responseCode}.`, permanent: responseCode >= 500 });
    });
  });
