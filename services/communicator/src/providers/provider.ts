import type { Contact, SenderIdentity } from '@fairdue/contracts';
import type { ConsumedPermit } from '../dispatch/consumed-permit.ts';
import type { Attachment } from '../documents/attachment.ts';
import type { Rendered } from '../templates/render-message.ts';

/** A message with everything a provider needs to know about it. */
export type Message = {
  /** Names this message at the provider, however often it is offered: `<creditorId>.<interactionId>`. */
  key: string;
  /** Business time: what the message is dated with. */
  at: Date;
  contact: Contact;
  sender: SenderIdentity;
  personName: string;
  rendered: Pick<Rendered, 'subjectLine' | 'text' | 'html'>;
  isAutodialed: boolean;
  /** Of a call: until when its dialer may ask whether it may dial. Real time. */
  dialBefore?: Date | undefined;
  /** Of a letter: its pages as PDF, where the provider takes them. */
  letter?: Buffer | undefined;
  /** Of an email. */
  attachments?: readonly Pick<Attachment, 'name' | 'contentType' | 'bytes'>[];
  /** Headers of an email beside the usual ones. */
  mailHeaders?: Readonly<Record<string, string>>;
};

/** The exact bytes, and where they go. */
export type Outgoing = { key: string; sender: string; recipient: string; addressHash: string; bytes: Buffer };

/** What became of it, once the byte that commits the provider was written. `unknown` is never sent again blindly. */
export type Answer =
  | { kind: 'accepted'; providerMessageId: string | null }
  | { kind: 'refused'; reason: string; permanent: boolean }
  | { kind: 'unknown'; cause: string };

/** A connection on which everything but the committing byte can have been said. */
export type OpenMessage = {
  /** Rejects with NotStarted when the permit is not good for this message now. */
  commit(permit: ConsumedPermit): Promise<Answer>;
  /** Ends the connection without having committed anything. */
  abandon(): void;
};
/** To a dialer. It commits to nothing: whoever has the task asks before it rings, and the answer to that takes a permit. */
export type OpenTask = { post(): Promise<Answer>; abandon(): void };
export type OpenHandOver = OpenMessage | OpenTask;

/** What a provider knows by key: `not-there` is safe to send (again), `cannot-tell` is not. */
export type Found =
  | {
      kind: 'accepted';
      providerMessageId: string | null;
      /** Of a call: false when it was not made, and will not be without asking again. */
      dialled?: boolean;
    }
  | { kind: 'not-there' }
  | { kind: 'cannot-tell' };

/** The port to a provider. A consumed permit is the only way through it to a person. */
export type Provider = {
  readonly name: string;
  /** Of letters: it is given their pages, and not only what they say. */
  readonly takesPages?: boolean;
  compose(message: Message): Promise<Buffer>;
  /** Rejects with NotStarted when there is no connection. */
  open(outgoing: Outgoing): Promise<OpenHandOver>;
  /** Rejects when the provider does not answer. */
  lookUp(key: string): Promise<Found>;
  /** Of a dialer: it need not keep that task any more. One that keeps it all the same is told so when it asks. */
  drop?(key: string): Promise<void>;
  close(): Promise<void>;
};
