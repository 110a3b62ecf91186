import { createHmac } from 'node:crypto';
import type { ContactAddress } from './words.ts';

/**
 * A keyed hash of where a contact leads: a permit carries it, and the port to a provider compares it with the address it
 * is about to use. Whoever reads a permit learns no address, and a permit for one address cannot serve another.
 */
export function addressHash(key: string, { contactType, value, address }: ContactAddress): string {
  const where = address
    ? [address.streetLine1, address.streetLine2, address.city, address.state, address.zipcode, address.countryCode]
    : [value];
  const canonical = JSON.stringify([contactType, ...where.map((part) => part?.trim().toUpperCase() ?? '')]);
  return createHmac('sha256', key).update(canonical).digest('base64url');
}
