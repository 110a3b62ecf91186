import type { Ask } from '../ask.ts';
import type { AnswerTo, Items } from '../answers.ts';
import type { Decision } from './customer.types.ts';

const channels = ['voice', 'email', 'mail'];

/** The zones in which the rules see a customer: those of the last decision, else of the first channel with a calendar. */
export async function zoneOf(
  ask: Ask,
  may: (permission: string) => boolean,
  customerId: string,
): Promise<readonly string[] | undefined> {
  const path = encodeURIComponent(customerId);
  if (may('agency.decisions:read')) {
    const { items } = await ask<Items<Decision>>('GET', `/agency/v1/decisions?customerId=${path}&limit=1`);
    const zones = items[0]?.timeZones ?? [];
    if (zones.length > 0) return zones;
  }
  if (!may('agency.calendar:read')) return undefined;
  for (const channel of channels) {
    const calendar = await ask<AnswerTo<'readCalendar'>>(
      'GET', `/agency/v1/people/${path}/calendar?channel=${channel}&days=1`,
    ).catch(() => undefined); // prettier-ignore
    if (calendar && calendar.timeZones.length > 0) return calendar.timeZones;
  }
  return undefined;
}
