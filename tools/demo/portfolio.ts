import { readFileSync } from 'node:fs';
import { areaCodeOf, farAreaCodes } from './area-codes.ts';
import { pick, randomFrom } from './random.ts';

/** What a scripted customer does once contacted, when their day has come. */
export type Behaviour = 'ignores' | 'pays' | 'pays-in-part' | 'stops' | 'disputes' | 'unsubscribes';

export type Person = {
  reference: string;
  transactionId: string;
  state: string;
  behaviour: Behaviour;
  /** Days after the placement before which they do nothing. */
  actsAfterDays: number;
  twoZones: boolean;
  phone: string;
  email: string;
  body: object;
};

const first = ['Ada', 'Ben', 'Cora', 'Dana', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivan', 'June', 'Kai', 'Lena', 'Milo', 'Nora', 'Omar', 'Pia', 'Quin', 'Rosa', 'Sam', 'Tess', 'Uma', 'Vito', 'Wren', 'Yara', 'Zoe']; // prettier-ignore
const last = ['Ashby', 'Brook', 'Calder', 'Dunmore', 'Ellery', 'Fenwick', 'Garland', 'Holloway', 'Iverson', 'Juniper', 'Kessler', 'Lockwood', 'Marlow', 'Norwood', 'Oakes', 'Pemberton', 'Quimby', 'Ridley', 'Stanwick', 'Thorne']; // prettier-ignore
const towns = [
  'Fairview',
  'Riverside',
  'Greenville',
  'Franklin',
  'Clinton',
  'Madison',
  'Georgetown',
  'Salem',
  'Oakland',
  'Milton',
];
const behaviours: Behaviour[] = ['ignores', 'ignores', 'ignores', 'ignores', 'ignores', 'ignores', 'pays', 'pays', 'pays-in-part', 'stops', 'disputes', 'unsubscribes']; // prettier-ignore

/** Nobody's day comes too late to be seen in a month. */
const lastDay = 28;

const cents = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });
const dateFrom = (text: string): { day: number; month: number; year: number } => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { day, month, year };
};

/** Invented people around real charged-off loans: reserved 555-01xx numbers and example.com addresses reach nobody. */
export function portfolio(seed: number, defaultedBefore: Date): Person[] {
  const random = randomFrom(seed);
  const lines = readFileSync(new URL('./loans.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const numbered = new Map<string, number>();
  return lines.map((line, i) => {
    const [amountUsd = '0', , state = '', zip3 = ''] = line.split(',');
    const home = areaCodeOf[state] ?? '202';
    const far = pick(
      random,
      farAreaCodes.filter((code) => code !== home),
    );
    const twoZones = random() < 0.12;
    const areaCode = twoZones ? far : home;
    const nth = numbered.get(areaCode) ?? 0;
    numbered.set(areaCode, nth + 1);
    const phone = `${areaCode}-555-0${100 + (nth % 100)}`;
    const name = { firstName: pick(random, first), lastName: pick(random, last) };
    const reference = `DEMO-${String(i + 1).padStart(4, '0')}`;
    const email = `${name.firstName}.${name.lastName}.${i + 1}@example.com`.toLowerCase();
    const principal = Math.round(Number(amountUsd) * 100 * (0.2 + random() * 0.6));
    const defaulted = defaultedBefore.getTime() - Math.floor(60 + random() * 300) * 86_400_000;
    const debt = {
      product: 'Personal loan',
      originalCreditorName: 'First Example Bank',
      transactionId: `LOAN-${String(i + 1).padStart(4, '0')}`,
      initialPrincipal: cents(principal),
      initialInterest: cents(Math.round(principal * 0.08)),
      initialFees: cents(random() < 0.5 ? 3_500 : 0),
      transactionTimestamp: defaulted - 400 * 86_400_000,
      defaultTimestamp: defaulted,
      itemizationTimestamp: defaulted + 30 * 86_400_000,
      ...(state === 'NY' && {
        postChargeOffInformation: {
          chargeOffTimestamp: defaulted + 120 * 86_400_000,
          balanceAtChargeOff: cents(principal),
        },
      }),
    };
    const body = {
      reference,
      name,
      dateOfBirth: dateFrom(
        `19${60 + Math.floor(random() * 39)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
      ),
      addresses: [
        {
          streetLine1: `${1 + Math.floor(random() * 900)} Example Street`,
          city: pick(random, towns),
          state,
          zipcode: `${zip3}01`,
          countryCode: 'US',
          types: ['HOME'],
        },
      ],
      phones: [{ phoneNumber: phone, types: ['CELL'] }],
      emails: [{ email, types: ['HOME'] }],
      debts: [debt],
    };
    return {
      reference,
      transactionId: debt.transactionId,
      state,
      behaviour: pick(random, behaviours),
      actsAfterDays: Math.floor(random() * lastDay),
      twoZones,
      phone,
      email,
      body,
    };
  });
}
