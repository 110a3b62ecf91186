import { readFileSync } from 'node:fs';
import { areaCodesOf, farAreaCodes } from './area-codes.ts';
import { scripts, type Script } from './borrowers.ts';
import { pick, randomFrom } from './random.ts';

export type Person = {
  reference: string;
  transactionId: string;
  state: string;
  script: Script;
  twoZones: boolean;
  name: string;
  street: string;
  phone: string;
  /** Theirs from the day on which they change it. */
  newPhone: string;
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
const cents = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });
const dateFrom = (text: string): { day: number; month: number; year: number } => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { day, month, year };
};

/** Reserved for invention: 555-0100 to 555-0199 of every area code. */
const numbersPerAreaCode = 100;

/** Gives each number once. */
function numbering(): (areaCodes: readonly string[]) => string {
  const given = new Map<string, number>();
  return (areaCodes) => {
    const areaCode = areaCodes.find((code) => (given.get(code) ?? 0) < numbersPerAreaCode);
    if (areaCode === undefined) throw new Error(`There are no more invented numbers in ${areaCodes.join(', ')}.`);
    const nth = given.get(areaCode) ?? 0;
    given.set(areaCode, nth + 1);
    return `${areaCode}-555-0${100 + nth}`;
  };
}

/**
 * Invented people around real charged-off loans: reserved 555-01xx numbers and example.com addresses reach nobody. More
 * people than loans take them in turn, with amounts of their own.
 */
export function portfolio(seed: number, defaultedBefore: Date, customers = 250): Person[] {
  const random = randomFrom(seed);
  const loans = readFileSync(new URL('./loans.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const newNumber = numbering();
  const casts = scripts(customers, random);
  return casts.map((script, i) => {
    const [amountUsd = '0', , state = '', zip3 = ''] = (loans[i % loans.length] ?? '').split(',');
    const home = areaCodesOf(state);
    const far = pick(
      random,
      farAreaCodes.filter((code) => !home.includes(code)),
    );
    const twoZones = random() < 0.12;
    const areaCodes = twoZones ? [far] : home;
    const phone = newNumber(areaCodes);
    const newPhone = script.story.some(({ does }) => does === 'change-number') ? newNumber(areaCodes) : phone;
    const name = { firstName: pick(random, first), lastName: pick(random, last) };
    const reference = `DEMO-${String(i + 1).padStart(4, '0')}`;
    const email = `${name.firstName}.${name.lastName}.${i + 1}@example.com`.toLowerCase();
    const street = `${i + 1} Example Street`;
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
          streetLine1: street,
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
      script,
      twoZones,
      name: `${name.firstName} ${name.lastName}`,
      street,
      phone,
      newPhone,
      email,
      body,
    };
  });
}
