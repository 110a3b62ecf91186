import fc from 'fast-check';
import { zonesOfPhone } from './area-codes.ts';
import { addDays, instantOf, localDate, localMinute, startOfDay } from './local-time.ts';
import { zonesOfState } from './states.ts';
import { zonesOfAddress } from './zips.ts';

const address = (state: string, zipcode: string, countryCode = 'US') => zonesOfAddress({ state, zipcode, countryCode });

test.each([
  ['+12125550100', ['America/New_York']],
  ['+18505550100', ['America/New_York', 'America/Chicago']],
  ['+12705550100', ['America/New_York', 'America/Chicago']],
  ['+12085550100', ['America/Boise', 'America/Los_Angeles']],
  ['+16715550100', ['Pacific/Guam']],
  ['+18005550100', []],
  ['+442071234567', []],
])('the number %s may ring in %j', (number, zones) => {
  expect([...zonesOfPhone(number)].toSorted()).toEqual([...zones].toSorted());
});

test.each([
  ['NY', '10001', ['America/New_York']],
  ['FL', '', ['America/New_York', 'America/Chicago']],
  ['FL', '32502', ['America/Chicago']],
  ['FL', '33101', ['America/New_York']],
  ['FL', '32401', ['America/New_York', 'America/Chicago']],
  ['AZ', '85001', ['America/Phoenix']],
  ['AZ', '86515', ['America/Denver']],
  ['AZ', '86599', ['America/Phoenix', 'America/Denver']],
  ['TX', '79901', ['America/Denver']],
  ['IN', '46402', ['America/Chicago']],
  ['HI', '96813', ['Pacific/Honolulu']],
  ['AS', '96799', ['Pacific/Pago_Pago']],
  ['MP', '96950', ['Pacific/Saipan']],
  ['XX', '90210', ['America/Los_Angeles']],
  ['AE', '09012', []],
])('an address in %s %s may lie in %j', (state, zip, zones) => {
  expect([...address(state, zip)].toSorted()).toEqual([...zones].toSorted());
});

test('a ZIP that contradicts the state adds its zone to the state’s', () => {
  expect([...address('CA', '10001')].toSorted()).toEqual(['America/Los_Angeles', 'America/New_York']);
});

test('nobody can place an address abroad', () => {
  expect(address('ON', 'M5V', 'CA')).toEqual([]);
});

test('every zone of the tables is one that the runtime knows', () => {
  const states = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU MP AS'; // prettier-ignore
  const codes = Array.from({ length: 800 }, (_, i) => `+1${i + 200}5550100`);
  const zones = [
    ...states.split(' ').flatMap((state) => zonesOfState(state)),
    ...codes.flatMap((code) => zonesOfPhone(code)),
  ];

  expect(states.split(' ').filter((state) => zonesOfState(state).length === 0)).toEqual([]);
  for (const zone of new Set(zones)) expect(() => localDate(zone, 0)).not.toThrow();
});

test('a local time that spring skips is the first instant after it, and one that comes twice is the first', () => {
  expect(new Date(instantOf('America/New_York', '2027-03-14', 150)).toISOString()).toBe('2027-03-14T07:30:00.000Z');
  expect(new Date(instantOf('America/New_York', '2026-11-01', 90)).toISOString()).toBe('2026-11-01T05:30:00.000Z');
});

test('a day begins at midnight on the clock, in every zone and on every date', () => {
  const zones = ['America/New_York', 'America/Phoenix', 'Pacific/Guam', 'Pacific/Honolulu', 'America/St_Johns'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 4_000 }), (zone, days) => {
      const date = addDays('2020-01-01', days);
      const midnight = startOfDay(zone, date);

      expect([localDate(zone, midnight), localMinute(zone, midnight)]).toEqual([date, 0]);
      expect(localDate(zone, midnight - 1)).toBe(addDays(date, -1));
    }),
  );
});
