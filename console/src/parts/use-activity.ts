import { useEffect, useRef } from 'preact/hooks';
import { useSession } from '../session/session.tsx';
import { eventsOf } from './events-of.ts';

export type Activity = { id: string; type: string; documentId: string; campaignId: string | null };

const quietMs = 5_000;

/**
 * Hears what happens in the creditor's campaigns as it happens, for as long as the screen is there. `EventSource` cannot
 * send the header without which our cookie opens nothing, so the stream is read by hand, and taken up where it broke off.
 */
export function useActivity(onActivity: (activity: Activity) => void): void {
  const { open, may } = useSession();
  const hear = useRef(onActivity);
  hear.current = onActivity;
  const isAllowed = may('campaign.campaigns:read');
  useEffect(() => {
    if (!isAllowed) return;
    const stop = new AbortController();
    const { signal } = stop;
    let last = '';

    async function listen(): Promise<void> {
      const headers = { accept: 'text/event-stream', ...(last && { 'last-event-id': last }) };
      const response = await open('/v1/activity/stream', signal, headers);
      if (response.status === 410) last = ''; // what came after it is kept no longer: from now on, then
      if (!response.ok || !response.body) return;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        const { events, rest } = eventsOf(text + read.value);
        text = rest;
        for (const { id, data } of events) {
          last = id || last;
          hear.current(JSON.parse(data) as Activity);
        }
      }
    }

    async function listenOnAndOn(): Promise<void> {
      while (!signal.aborted) {
        await listen().catch(() => undefined); // the next time says whether it was the connection or the end
        await new Promise((go) => setTimeout(go, quietMs));
      }
    }

    void listenOnAndOn();
    return () => stop.abort();
  }, [isAllowed, open]);
}
