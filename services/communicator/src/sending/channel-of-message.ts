import { namesOfSubject, subjectNamed, type Channel, type Contact } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { systemTemplates } from '../templates/system-templates.ts';
import { findLiveDescriptors } from '../templates/stored/descriptor.store.ts';
import { channelOfContact } from './contact-of-message.ts';

type Said = { subject: string; channel?: Channel; contact: Contact | undefined };

/** The channel that is said, else the contact's, else the only one for which there is such a message (5.1). */
export async function channelOfMessage(
  db: Connection,
  creditorId: string,
  { subject, channel, contact }: Said,
): Promise<Channel> {
  if (channel !== undefined) return channel;
  if (contact) return channelOfContact(contact);
  const own = await findLiveDescriptors(db, creditorId, namesOfSubject(subject));
  const builtIn = systemTemplates.filter((each) => each.subject === subjectNamed(subject));
  const [only, ...others] = new Set([...own, ...builtIn].map((each) => each.channel));
  if (only && others.length === 0) return only;
  throw new Refused('malformed', 'channel-required', 'No channel follows from the request', [
    { path: 'channel', problem: 'is needed: several channels, or none, have that message' },
  ]);
}
