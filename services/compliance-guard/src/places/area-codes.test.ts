import { zonesOfNumber } from './area-codes.ts';
import { localDate } from './local-time.ts';

test.each([
  ['+12125550100', ['America/New_York']],
  ['+18505550100', ['America/New_York', 'America/Chicago']],
  ['+12705550100', ['America/New_York', 'America/Chicago']],
  ['+12085550100', ['America/Boise', 'America/Los_Angeles']],
  ['+19285550100', ['America/Phoenix', 'America/Denver']],
  ['+19065550100', ['America/Detroit', 'America/Menominee']],
  ['+19075550100', ['America/Anchorage', 'America/Adak']],
  ['+19155550100', ['America/Denver']],
  ['+14325550100', ['America/Chicago']],
  ['+16895550100', ['America/New_York']],
  ['+18085550100', ['Pacific/Honolulu']],
  ['+17875550100', ['America/Puerto_Rico']],
  ['+13405550100', ['America/St_Thomas']],
  ['+16715550100', ['Pacific/Guam']],
  ['+16705550100', ['Pacific/Saipan']],
  ['+16845550100', ['Pacific/Pago_Pago']],
  ['+18765550100', ['America/Jamaica']],
  ['+18005550100', []],
  ['+19005550100', []],
  ['+442071234567', []],
  ['not a number', []],
])('the number %s may ring in %j', (number, zones) => {
  expect([...zonesOfNumber(number)].toSorted()).toEqual([...zones].toSorted());
});

test('the runtime knows every zone of every area code', () => {
  const zones = new Set(Array.from({ length: 800 }, (_, i) => zonesOfNumber(`+1${i + 200}5550100`)).flat());
  expect(zones.size).toBeGreaterThan(40);
  for (const zone of zones) expect(() => localDate(zone, 0)).not.toThrow();
});
