/**
 * Zones of each state and territory, all of them where it is split (49 CFR part 71, names of the IANA database). Alabama's
 * Phenix City and Nevada's Jackpot keep their neighbours' time by custom, so both count for those who are only known to
 * live somewhere in the state.
 */
const zonesByState = new Map<string, readonly string[]>();
const place = (zones: string, states: string) => {
  for (const state of states.split(' ')) zonesByState.set(state, zones.split(' '));
};

place('America/New_York', 'CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV');
place('America/Chicago', 'AR IL IA LA MN MS MO OK WI');
place('America/Denver', 'CO MT NM UT WY');
place('America/Los_Angeles', 'CA WA');
place('America/New_York America/Chicago', 'AL FL KY TN');
place('America/Indiana/Indianapolis America/Chicago', 'IN');
place('America/Detroit America/Menominee', 'MI');
place('America/Chicago America/Denver', 'KS NE ND SD TX');
place('America/Boise America/Los_Angeles', 'ID OR');
place('America/Los_Angeles America/Denver', 'NV');
place('America/Phoenix America/Denver', 'AZ');
place('America/Anchorage America/Adak', 'AK');
place('Pacific/Honolulu', 'HI');
place('America/Puerto_Rico', 'PR');
place('America/St_Thomas', 'VI');
place('Pacific/Guam', 'GU');
place('Pacific/Saipan', 'MP');
place('Pacific/Pago_Pago', 'AS');

export const zonesOfState = (code: string): readonly string[] => zonesByState.get(code) ?? [];

const names =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|VI Virgin Islands|GU Guam|MP Northern Mariana Islands|AS American Samoa'; // prettier-ignore

const codeByName = new Map(names.split('|').map((row) => [row.slice(3).toUpperCase(), row.slice(0, 2)]));

/** The two letters of a state or territory, from them or from its name; undefined when it is neither. */
export function stateCode(text: string): string | undefined {
  const words = text
    .trim()
    .toUpperCase()
    .replaceAll(/[.\s]+/g, ' ')
    .trim();
  const letters = words.replaceAll(' ', '');
  return zonesByState.has(letters) ? letters : codeByName.get(words.replace(/^(US|U S) /, ''));
}

/** Post offices of the armed forces are states of their own on an envelope. */
export const isMilitaryState = (text: string): boolean => ['AA', 'AE', 'AP'].includes(text.trim().toUpperCase());
