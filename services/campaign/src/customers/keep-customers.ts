import {
  ContactAddedV1,
  ContactChangedV1,
  ContactUnsubscribedV1,
  CustomerPlacedV1,
  CustomerUpdatedV1,
  type Contact,
} from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { byCreditor } from '../campaigns/by-creditor.ts';
import { lookAnew } from '../campaigns/look-anew.ts';
import { withCampaign, type Situation } from '../campaigns/situation.ts';
import { loadCustomers, saveCustomers } from './customer.store.ts';
import { gainedContact, withFacts } from './customer.ts';

const definitions = [CustomerPlacedV1, CustomerUpdatedV1, ContactAddedV1, ContactChangedV1, ContactUnsubscribedV1];

/** Two weeks without a contact are counted from the last time there was one. */
const withContact = (situation: Situation, now: Date): Situation =>
  situation.campaign.noContactSince ? withCampaign(situation, { noContactSince: null }, now) : situation;

type Heard = { creditorId: string; customerId: string; version: number; contacts: Contact[]; contactIds?: string[] };

/** Keeps what a campaign must know of a person: zones, and which contacts may be used. An unsubscribed channel closes at once. */
export const keepCustomers = ({ now }: Deps) =>
  definitions.map((definition) =>
    consumer('keep-customers', definition, async (tx, events) => {
      const heard = events.map(({ data, republished }) => ({ ...(data as Heard), republished: republished === true }));
      for (const [creditorId, own] of byCreditor(heard)) {
        const known = await loadCustomers(tx, creditorId, own.map(({ customerId }) => customerId));
        const before = new Map(known);
        for (const facts of own) {
          const customer = known.get(facts.customerId);
          if (customer) known.set(facts.customerId, withFacts(customer, facts));
        }
        await saveCustomers(tx, [...known.values()].filter((customer) => customer !== before.get(customer._id)));
        const triggering = own.filter(({ republished }) => !republished).map(({ customerId }) => customerId);
        await applyToLive(tx, now(), creditorId, triggering, (situation) => {
          const isReachable = gainedContact(before.get(situation.customer._id), situation.customer);
          return lookAnew(isReachable ? withContact(situation, now()) : situation, now());
        });
      }
    }),
  ); // prettier-ignore
