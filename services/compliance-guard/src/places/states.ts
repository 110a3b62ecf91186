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

export const zonesOfState = (state: string): readonly string[] => zonesByState.get(state.trim().toUpperCase()) ?? [];
