import type { Contact } from '@fairdue/contracts';
import type { Known } from './case.ts';

type Address = Partial<NonNullable<Contact['address']>>;
type Place = { address: Address; phone: string; known?: readonly Known[] };

/**
 * Where customers of the cases live, with a number of that place, and what the law there wants to have happened before:
 * the cases take every notice, consent and waiting time of the state for granted.
 */
export const homes = {
  albany: {
    address: { city: 'Albany', state: 'NY', zipcode: '12207' },
    phone: '+15185550142',
    known: [{ name: 'writtenEmailConsent' }],
  },
  brooklyn: {
    address: { city: 'Brooklyn', state: 'NY', zipcode: '11201' },
    phone: '+17185550142',
    known: [{ name: 'writtenEmailConsent' }],
  },
  losAngeles: { address: { city: 'Los Angeles', state: 'CA', zipcode: '90012' }, phone: '+12135550142' },
  honolulu: { address: { city: 'Honolulu', state: 'HI', zipcode: '96813' }, phone: '+18085550142' },
  phoenix: { address: { city: 'Phoenix', state: 'AZ', zipcode: '85001' }, phone: '+16025550142' },
  windowRock: { address: { city: 'Window Rock', state: 'AZ', zipcode: '86515' }, phone: '+15055550142' },
  unclearArizona: { address: { city: 'Somewhere', state: 'AZ', zipcode: '86599' }, phone: '+15055550142' },
  somewhereInFlorida: { address: { city: 'Somewhere', state: 'FL', zipcode: '' }, phone: '+13055550142' },
  miami: { address: { city: 'Miami', state: 'FL', zipcode: '33130' }, phone: '+13055550142' },
  boston: { address: { city: 'Boston', state: 'MA', zipcode: '02108' }, phone: '+16175550142' },
  seattle: { address: { city: 'Seattle', state: 'WA', zipcode: '98101' }, phone: '+12065550142' },
  washington: {
    address: { city: 'Washington', state: 'DC', zipcode: '20001' },
    phone: '+12025550142',
    known: [{ name: 'electronicConsent' }, { name: 'documentRightsNoticeAt', value: '2026-01-05' }],
  },
  reno: { address: { city: 'Reno', state: 'NV', zipcode: '89501' }, phone: '+17755550142' },
  portland: { address: { city: 'Portland', state: 'OR', zipcode: '97201' }, phone: '+15035550142' },
  dallas: { address: { city: 'Dallas', state: 'TX', zipcode: '75201' }, phone: '+12145550142' },
  guam: { address: { city: 'Hagåtña', state: 'GU', zipcode: '96910' }, phone: '+16715550142' },
} as const satisfies Record<string, Place>;

export type Home = keyof typeof homes;
export const homeOf = (name: Home): Place => homes[name];
