import type { Channel } from '@fairdue/contracts';
import { caller, read, requirePermission } from '@fairdue/http';
import { Refused, Unavailable } from '@fairdue/refused';
import { Router } from 'express';
import type { z } from 'zod';
import { loadSettings } from '../creditors/creditor-settings.ts';
import type { Customer } from '../customers/customer.ts';
import { factsOf } from '../customers/facts-of.ts';
import type { Guard } from '../permits/guard.ts';
import { addDays, localDate, startOfDay } from '../places/local-time.ts';
import type { ContactFacts } from '../rules/facts.ts';
import { calendar, type Stretch } from './calendar.ts';
import { CalendarQuery, type CalendarBody } from './calendar.wire.ts';
import { PersonId, thePerson } from './the-person.ts';

const typeByChannel: Record<Channel, readonly ContactFacts['contactType'][]> = {
  voice: ['phone'],
  text: ['phone'],
  fax: ['phone'],
  email: ['email'],
  mail: ['address'],
  chat: ['email', 'phone'],
  gui: ['email', 'phone'],
  document: ['email', 'phone'],
};
const ranks = ['primary', 'secondary', 'additional'];

/** The contact that a sender would try first. */
function firstContact({ contacts }: Customer, channel: Channel): string {
  const [first] = contacts
    .filter((each) => each.isActive && each.valid && typeByChannel[channel].includes(each.contactType))
    .toSorted((a, b) => ranks.indexOf(a.status) - ranks.indexOf(b.status));
  if (first) return first.contactId;
  throw new Refused('not-found', 'contact-not-found', 'This person has no contact for that channel.');
}

const times = ({ from, until }: Omit<Stretch, 'closedBy'>) => ({
  from: new Date(from).toISOString(),
  until: new Date(until).toISOString(),
});

/** When a person may lawfully be contacted in the coming days, and which rule closes the time between. */
export const agencyCalendarRoute = (guard: Guard) =>
  Router().get('/agency/v1/people/:personId/calendar', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.calendar:read');
    const personId = read(PersonId, req.params['personId'], 'personId');
    const { channel, days, theme, contactId: named, debtId } = read(CalendarQuery, req.query);
    const { deps } = guard;

    const person = await thePerson(guard, from, personId);
    const isComplete = await guard.completeness([{ customerId: person._id }]);
    if (!isComplete(person._id))
      throw new Unavailable('facts-incomplete', 'Not everything about this person has arrived yet.', 2);
    const settings = (await loadSettings(deps.db, [person.creditorId]))(person.creditorId);

    const rules = await guard.currentRules.read();

    const contactId = named ?? firstContact(person, channel);
    const at = deps.now();
    const facts = factsOf(person, settings, {
      channel, theme, contactId, at, subject: null, isAutodialed: false, debtIds: debtId ? [debtId] : [], date: null,
      isPast: false,
    }); // prettier-ignore
    const zone = facts.dateZones[0] ?? settings.timeZone;
    const end = startOfDay(zone, addDays(localDate(zone, at.getTime()), days));
    const stretches = calendar(rules.of(person.creditorId, at), facts, at.getTime(), end);

    const body: z.output<typeof CalendarBody> = {
      personId: person._id,
      contactId,
      channel,
      theme,
      timeZones: [...facts.zones],
      ...times({ from: at.getTime(), until: end }),
      windows: stretches.filter(({ closedBy }) => closedBy.length === 0).map(times),
      gaps: stretches.flatMap((each) =>
        each.closedBy.length > 0 ? [{ ...times(each), closedBy: [...each.closedBy] }] : [],
      ),
    };
    res.json(body);
  });
