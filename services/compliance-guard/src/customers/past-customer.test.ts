import { aContact } from '../rules/some-facts.ts';
import type { DebtFacts } from '../rules/facts.ts';
import { newCustomer, type Customer } from './customer.ts';
import { asOf, endedBy, type PastState } from './past-customer.ts';

const debt = (over: Partial<DebtFacts> = {}): DebtFacts => ({
  debtId: 'LN-1-A', transactionId: null, status: 'New', pausedUntil: null, isPaused: false, hasAttorney: false,
  defaultDate: null, itemizationDate: null, version: 1, ...over,
}); // prettier-ignore
const phone = aContact();
const customer = (over: Partial<Customer> = {}): Customer => ({
  ...newCustomer('CR-1-A', 'BO-1-A'), version: 1, contacts: [phone], debts: [debt()], ...over,
}); // prettier-ignore
const day = (text: string): Date => new Date(`2026-${text}T12:00:00Z`);

/** A customer whose owner says these words, one a time, with what each of them ended. */
function told(...words: [on: string, customer: Customer][]): { last: Customer; history: PastState[] } {
  const [[, first] = ['', customer()], ...others] = words;
  let last = first;
  const history = others.flatMap(([on, after]) => {
    const ended = endedBy(last, after, day(on));
    last = after;
    return ended;
  });
  return { last, history };
}

const labelOn = ({ last, history }: ReturnType<typeof told>, on: string, contactId: string | null = null) =>
  asOf(last, history, day(on), contactId).contacts.map(({ label }) => label);
const statusOn = ({ last, history }: ReturnType<typeof told>, on: string) =>
  asOf(last, history, day(on), null).debts.map(({ status }) => status);

test('a state holds until the word that ended it, and the first one for all time before', () => {
  const work = customer({ version: 2, contacts: [{ ...phone, label: 'work' }] });
  const paid = customer({ ...work, debts: [debt({ status: 'PaidInFull', version: 2 })] });
  const words = told(['03-01', customer()], ['04-01', work], ['05-01', paid]);

  expect(['01-01', '03-31', '04-01', '06-01'].map((on) => labelOn(words, on)[0])).toEqual([
    'personal', 'personal', 'work', 'work',
  ]); // prettier-ignore
  expect(['01-01', '04-30', '05-01'].map((on) => statusOn(words, on)[0])).toEqual(['New', 'New', 'PaidInFull']);
});

test('of two words of one instant the later one is what holds from then on, and neither one before', () => {
  const labelled = (label: string, version: number) => customer({ version, contacts: [{ ...phone, label }] });
  const words = told(['03-01', customer()], ['04-01', labelled('home', 2)], ['04-01', labelled('work', 3)]);

  expect([labelOn(words, '03-31'), labelOn(words, '04-01')]).toEqual([['personal'], ['work']]);
});

test('a contact is not there before it was added, nor after it was taken away; one asked about is by its first word', () => {
  const home = aContact({ contactId: 'CT-2-B', contactType: 'address', label: 'home' });
  const added = customer({ version: 2, contacts: [phone, home] });
  const moved = customer({ version: 3, contacts: [phone, { ...home, label: 'work' }] });
  const gone = customer({ version: 4 });
  const words = told(['03-01', customer()], ['04-01', added], ['05-01', moved], ['06-01', gone]);

  expect(['03-02', '04-02', '05-02', '06-02'].map((on) => labelOn(words, on))).toEqual([
    ['personal'], ['personal', 'home'], ['personal', 'work'], ['personal'],
  ]); // prettier-ignore
  expect(labelOn(words, '03-02', 'CT-2-B')).toEqual(['personal', 'home']);
});

test('what says nothing new ends nothing, and neither does the owner’s first word', () => {
  const unknown = newCustomer('CR-1-A', 'BO-1-A');

  expect(endedBy(unknown, customer(), day('03-01'))).toEqual([]);
  expect(endedBy(customer(), customer({ version: 2, contacts: [{ ...phone }], debts: [debt({ version: 2 })] }), day('03-01'))).toEqual([]);
}); // prettier-ignore
