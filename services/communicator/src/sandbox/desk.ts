import { setTimeout as wait } from 'node:timers/promises';
import type { CallBacks } from './call-back.ts';
import type { Dialer } from './dialer.ts';
import type { Delivered } from './delivered.ts';
import type { Letters } from './letters.ts';
import { reportsOf, type SandboxChannel, type Scripts } from './scripts.ts';

export type Desk = { delivered: Delivered; dialer: Dialer; letters: Letters; scripts: Scripts; callBacks: CallBacks };

/** How the server should answer. `nothing`: it has the message, and the sender will never hear so. */
export type DeskAnswer = 'accepted' | 'refused' | 'nothing';

/** Slow, and within what is waited for. */
const delayMs = 400;

/** Takes one message the way a provider does, whatever protocol it came by. The file is written before any answer. */
export async function takeMessage(
  desk: Desk,
  channel: SandboxChannel,
  key: string,
  recipient: string,
  bytes: Buffer,
): Promise<DeskAnswer> {
  const { delivered, dialer, scripts, callBacks } = desk;
  const behaviour = scripts.at(channel, recipient);
  if (behaviour === 'refuse') return 'refused';
  if (behaviour === 'lie') return 'accepted';
  if (await delivered.has(channel, key)) return 'accepted';
  if (channel === 'voice') {
    const { taken } = await dialer.take(key, behaviour, bytes);
    if (behaviour === 'call-back-early') await taken;
  } else {
    await delivered.write(channel, key, bytes);
    for (const event of reportsOf(channel, behaviour)) {
      const { taken } = await callBacks.make({ ...event, key, providerMessageId: key, at: new Date().toISOString() });
      if (behaviour === 'call-back-early') await taken;
    }
  }
  if (behaviour === 'delay') await wait(delayMs);
  return behaviour === 'time-out' ? 'nothing' : 'accepted';
}
