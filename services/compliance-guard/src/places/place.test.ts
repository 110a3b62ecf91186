import { placeOf } from './place.ts';
import { zonesOfState } from './states.ts';

const [eastern, central, mountain, pacific] = [
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles',
] as const; // prettier-ignore
const [boise, phoenix, indiana] = ['America/Boise', 'America/Phoenix', 'America/Indiana/Indianapolis'] as const;

const at = (state: string, zipcode = '', county: string | null = null, countryCode = 'US') =>
  placeOf({ state, zipcode, countryCode, county });

test.each([
  ['NY', '10001', [eastern]],
  ['FL', '', [eastern, central]],
  ['FL', '32502', [central]], // Pensacola
  ['FL', '32401', [central]], // Panama City
  ['FL', '33101', [eastern]],
  ['FL', '32301', [eastern]], // Tallahassee
  ['FL', '32465', [eastern, central]], // Gulf County is cut by the line
  ['FL', '32324', [eastern, central]], // Chattahoochee: the line is the river
  ['FL', '33999', [eastern, central]], // nobody lives there yet
  ['AZ', '85001', [phoenix]],
  ['AZ', '86515', [mountain]], // Window Rock, capital of the Navajo Nation
  ['AZ', '86503', [mountain]], // Chinle
  ['AZ', '86042', [phoenix]], // Polacca, of the Hopi
  ['AZ', '86045', [phoenix, mountain]], // Tuba City of the Navajo and Moenkopi of the Hopi
  ['AZ', '86599', [phoenix, mountain]],
  ['AL', '35203', [central]],
  ['AL', '36867', [eastern, central]], // Phenix City, by custom
  ['AK', '99501', ['America/Anchorage']],
  ['AK', '99546', ['America/Adak']],
  ['AK', '99660', ['America/Anchorage']], // Saint Paul lies west of the line and keeps the mainland's time
  ['ID', '83702', [boise]],
  ['ID', '83814', [pacific]], // Coeur d'Alene
  ['ID', '83549', [boise, pacific]], // Riggins, on the Salmon River
  ['IN', '46204', [indiana]],
  ['IN', '46402', [central]], // Gary
  ['IN', '47708', [central]], // Evansville
  ['IN', '46534', [central]], // Knox
  ['KS', '67202', [central]],
  ['KS', '67735', [central, mountain]], // Goodland delivers over the county line
  ['KY', '40202', [eastern]],
  ['KY', '42101', [central]], // Bowling Green
  ['MI', '48201', ['America/Detroit']],
  ['MI', '49801', ['America/Menominee']], // Iron Mountain
  ['NE', '68102', [central]],
  ['NE', '69361', [mountain]], // Scottsbluff
  ['NV', '89101', [pacific]],
  ['NV', '89883', [mountain]], // West Wendover
  ['NV', '89825', [mountain, pacific]], // Jackpot, by custom
  ['NV', '89801', [pacific]], // Elko
  ['ND', '58501', [central]],
  ['ND', '58601', [mountain]], // Dickinson
  ['OR', '97201', [pacific]],
  ['OR', '97914', [boise]], // Ontario
  ['SD', '57104', [central]],
  ['SD', '57701', [mountain]], // Rapid City
  ['TN', '37201', [central]],
  ['TN', '37902', [eastern]], // Knoxville
  ['TX', '75201', [central]],
  ['TX', '79901', [mountain]], // El Paso
  ['TX', '79855', [central, mountain]], // Van Horn, in a county that is cut
  ['HI', '96813', ['Pacific/Honolulu']],
  ['PR', '00901', ['America/Puerto_Rico']],
  ['VI', '00802', ['America/St_Thomas']],
  ['GU', '96910', ['Pacific/Guam']],
  ['MP', '96950', ['Pacific/Saipan']],
  ['AS', '96799', ['Pacific/Pago_Pago']],
  ['XX', '90210', [pacific]],
  ['Texas', '79901-1234', [mountain]],
])('an address in %s %s may lie in %j', (state, zip, zones) => {
  expect(at(state, zip).zones).toEqual([...zones].toSorted());
});

test.each([
  ['FL', 'Escambia', [central]],
  ['FL', 'Gulf County', [eastern, central]],
  ['FL', 'Miami-Dade', [eastern]],
  ['FL', 'Nowhere', [eastern, central]],
  ['IN', 'La Porte', [central]],
  ['IN', 'ST. JOSEPH COUNTY', [indiana]],
  ['ID', 'Idaho County', [boise, pacific]],
  ['TX', 'Hudspeth', [mountain]],
  ['AK', 'Aleutians West Census Area', ['America/Adak', 'America/Anchorage']],
  ['AZ', 'Maricopa', [phoenix]],
  ['AZ', 'Apache', [phoenix, mountain]],
])('without a ZIP an address in %s, %s, may lie in %j', (state, county, zones) => {
  expect(at(state, '', county).zones).toEqual([...zones].toSorted());
});

test('a county narrows a ZIP of both zones, and one that contradicts the ZIP adds its zone', () => {
  expect(at('AL', '36867', 'Mobile').zones).toEqual([central]);
  expect(at('FL', '33101', 'Escambia').zones).toEqual([central, eastern]);
});

test('a ZIP that contradicts the state adds its state and its zones', () => {
  expect(at('CA', '10001')).toEqual({ states: ['CA', 'NY'], zones: [pacific, eastern], isNewYorkCity: true });
  expect(at('TX', '33101').zones).toEqual([central, mountain, eastern]);
});

test('military post has no zone, whatever state it names', () => {
  expect(at('AE', '09012')).toEqual({ states: [], zones: [], isNewYorkCity: false });
  expect(at('AA', '34001').zones).toEqual([]);
  expect(at('AP', '96201').zones).toEqual([]);
  expect(at('CA', '96201')).toEqual({ states: ['CA'], zones: [], isNewYorkCity: false });
});

test('nobody can place an address abroad, and territories may be written as countries', () => {
  expect(at('ON', 'M5V', null, 'CA')).toEqual({ states: [], zones: [], isNewYorkCity: false });
  expect(at('', '', null, 'US')).toEqual({ states: [], zones: [], isNewYorkCity: false });
  expect(at('', '00901', null, 'PR')).toMatchObject({ states: ['PR'], zones: ['America/Puerto_Rico'] });
});

test.each([
  ['NY', 'ny'], ['NY', 'New York'], ['NY', ' N.Y. '], ['DC', 'D.C.'], ['DC', 'District of Columbia'], ['VI', 'US Virgin Islands'],
])('%s may be written %j', (code, text) => {
  expect(at(text).states).toEqual([code]);
}); // prettier-ignore

test.each([
  ['10001', null, true], // Manhattan
  ['10451', null, true], // the Bronx
  ['10301', null, true], // Staten Island
  ['11201', null, true], // Brooklyn
  ['11101', null, true], // Queens
  ['11004', null, true], // Glen Oaks
  ['11001', null, true], // Floral Park, on both sides of the line
  ['11030', null, false], // Manhasset
  ['10701', null, false], // Yonkers
  ['12207', null, false], // Albany
  ['', 'Kings', true],
  ['', 'Kings County', true],
  ['', 'The Bronx', true],
  ['', 'Erie', false],
  ['12207', 'Queens', true],
  ['', null, true],
])('in the state of New York, ZIP %j and county %j are the city: %s', (zip, county, isCity) => {
  expect(at('NY', zip, county).isNewYorkCity).toBe(isCity);
});

test('New York in another state is not the city', () => {
  expect(at('TX', '75201', 'Kings').isNewYorkCity).toBe(false);
});

test('every state and territory has a zone, and a place in it never has one that the state has not', () => {
  const states = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU MP AS'; // prettier-ignore
  expect(states.split(' ').filter((state) => zonesOfState(state).length === 0)).toEqual([]);
  for (let zip = 500; zip < 100_000; zip++) {
    const { states: found, zones } = at('', String(zip).padStart(5, '0'));
    const possible = found.flatMap((state) => zonesOfState(state));
    if (!zones.every((zone) => possible.includes(zone))) throw new Error(`${zip}: ${zones.join()} of ${found.join()}`);
  }
});
