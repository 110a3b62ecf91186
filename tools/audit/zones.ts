/** Where people live, as far as a state tells: all zones that any of it keeps. A table of the auditor’s own. */
const E = 'America/New_York';
const C = 'America/Chicago';
const M = 'America/Denver';
const P = 'America/Los_Angeles';
const zonesOfStates: Readonly<Record<string, readonly string[]>> = {
  AK: ['America/Anchorage', 'America/Adak'], AL: [C], AR: [C], AZ: ['America/Phoenix', M], CA: [P], CO: [M], CT: [E], DC: [E], DE: [E],
  FL: [E, C], GA: [E], HI: ['Pacific/Honolulu'], IA: [C], ID: ['America/Boise', P], IL: [C], IN: ['America/Indiana/Indianapolis', C],
  KS: [C, M], KY: [E, C], LA: [C], MA: [E], MD: [E], ME: [E], MI: ['America/Detroit', C], MN: [C], MO: [C], MS: [C], MT: [M], NC: [E],
  ND: [C, M], NE: [C, M], NH: [E], NJ: [E], NM: [M], NV: [P, M], NY: [E], OH: [E], OK: [C], OR: [P, 'America/Boise'], PA: [E], RI: [E],
  SC: [E], SD: [C, M], TN: [C, E], TX: [C, M], UT: [M], VA: [E], VT: [E], WA: [P], WI: [C], WV: [E], WY: [M],
}; // prettier-ignore

/** Area codes that lie in one zone; others are not judged. */
const zoneOfAreaCodes: Readonly<Record<string, string>> = {
  201: E, 202: E, 203: E, 206: P, 207: E, 212: E, 213: P, 214: C, 215: E, 302: E, 303: M, 304: E, 305: E, 310: P, 312: C, 313: 'America/Detroit',
  315: E, 317: 'America/Indiana/Indianapolis', 401: E, 404: E, 405: C, 407: E, 410: E, 415: P, 501: C, 504: C, 505: M, 512: C, 515: C, 516: E,
  601: C, 602: 'America/Phoenix', 603: E, 609: E, 612: C, 614: E, 615: C, 617: E, 619: P, 702: P, 713: C, 716: E, 732: E, 801: M, 802: E,
  803: E, 804: E, 808: 'Pacific/Honolulu', 813: E, 907: 'America/Anchorage', 916: P, 919: E,
}; // prettier-ignore

/** The zones that a person or number may be in, of which one is theirs. Empty: unknown. */
export const zonesOfState = (state = ''): readonly string[] => zonesOfStates[state.toUpperCase()] ?? [];
export const zonesOfNumber = (phoneNumber = ''): readonly string[] => {
  const zone = zoneOfAreaCodes[phoneNumber.replace(/^\+1/, '').replaceAll('-', '').slice(0, 3)];
  return zone === undefined ? [] : [zone];
};

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' }); // prettier-ignore
  formats.set(timeZone, format);
  return format;
}

/** The local hour, and the local day as a number that grows by one each day. */
export function localTime(at: Date, timeZone: string): { hour: number; day: number } {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0 } = parts;
  return { hour, day: Date.UTC(year, month - 1, day) / 86_400_000 };
}
