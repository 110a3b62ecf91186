import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { request } from 'undici';
import { NotStarted } from '../dispatch/consumed-permit.ts';
import type { Answer, Message, Provider } from './provider.ts';

export type SmtpProviderOptions = {
  url: string;
  /** Where the provider tells whether it has a message; without it a lost hand-over cannot be settled by asking. */
  lookUpUrl: string | undefined;
  connectMs: number;
  answerMs: number;
};

const domainOf = (address: string): string => address.split('@').at(-1) ?? 'localhost';

/** Mail over SMTP. Everything up to the last line is said before the permit is consumed; the end of DATA commits. */
export function smtpProvider({ url, lookUpUrl, connectMs, answerMs }: SmtpProviderOptions): Provider {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const where = { host: hostname, port: Number(port || (secure ? 465 : 25)), secure };
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;

  return {
    name: 'smtp',

    compose: ({ key, at, contact, sender, personName, rendered }: Message) =>
      new MailComposer({
        messageId: `<${key}@${domainOf(sender.email)}>`,
        date: at,
        from: { name: sender.companyName, address: sender.email },
        to: { name: personName, address: contact.value ?? '' },
        subject: rendered.subjectLine ?? '',
        text: rendered.text,
        ...(rendered.html !== null && { html: rendered.html }),
        baseBoundary: key,
        newline: 'windows',
      })
        .compile()
        .build(),

    async open({ sender, recipient, addressHash, bytes }) {
      const connection = new SMTPConnection({
        ...where,
        connectionTimeout: connectMs,
        greetingTimeout: connectMs,
        socketTimeout: answerMs,
      });
      try {
        await connect(connection, auth);
      } catch (error) {
        connection.close();
        throw error;
      }
      const mail = new HeldMail(bytes);
      const answer = send(connection, { from: sender, to: recipient }, mail);
      const first = await Promise.race([answer, mail.held.then(() => undefined)]);
      if (first) {
        connection.close();
        throw new NotStarted('the mail server turned it down', {
          permanent: first.kind === 'refused' && first.permanent,
        });
      }
      return {
        commit(permit) {
          try {
            permit.start(addressHash);
          } catch (error) {
            connection.close();
            return Promise.reject(error as Error);
          }
          mail.release();
          return answer.finally(() => connection.close());
        },
        abandon: () => connection.close(),
      };
    },

    async lookUp(key) {
      if (lookUpUrl === undefined) return { kind: 'cannot-tell' };
      const { statusCode, body } = await request(`${lookUpUrl}/${encodeURIComponent(key)}`, {
        headersTimeout: answerMs,
      });
      await body.dump();
      if (statusCode === 404) return { kind: 'not-there' };
      if (statusCode !== 200) throw new Error(`The mail provider answered a look-up with status ${statusCode}.`);
      return { kind: 'accepted', providerMessageId: null };
    },
  };
}

/** All of a message but its end: the server cannot take it until `release` ends it, in the tick that calls it. */
class HeldMail extends Readable {
  readonly held: Promise<void>;
  #bytes: Buffer | undefined;
  #isHeld: () => void = () => undefined;

  constructor(bytes: Buffer) {
    super({ highWaterMark: bytes.length + 1 });
    this.#bytes = bytes;
    this.held = new Promise((resolve) => (this.#isHeld = resolve));
  }

  override _read(): void {
    const bytes = this.#bytes;
    this.#bytes = undefined;
    if (bytes) this.push(bytes);
    if (bytes) this.once('data', () => setImmediate(this.#isHeld));
  }

  release(): void {
    this.push(null);
  }
}

const connect = (connection: SMTPConnection, auth: { user: string; pass: string } | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (): void => reject(new NotStarted('the mail server is not reachable'));
    connection.once('error', fail);
    connection.once('end', fail);
    connection.connect(() => {
      if (!auth) return resolve();
      connection.login(auth, (error) => (error ? fail() : resolve()));
    });
  });

/** A negative answer is final (5xx) or passing (4xx); without any, nobody knows. */
const send = (connection: SMTPConnection, envelope: { from: string; to: string }, mail: Readable): Promise<Answer> =>
  new Promise((resolve) => {
    const unknown = (): void => resolve({ kind: 'unknown', cause: 'no answer from the mail server' });
    connection.once('error', unknown);
    connection.once('end', unknown);
    connection.send(envelope, mail, (error, info) => {
      if (!error) return resolve({ kind: 'accepted', providerMessageId: info?.response?.slice(0, 200) ?? null });
      const { responseCode = 0 } = error as { responseCode?: number };
      if (responseCode < 400) return unknown();
      resolve({ kind: 'refused', reason: `The mail server answered ${responseCode}.`, permanent: responseCode >= 500 });
    });
  });
