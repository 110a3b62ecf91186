import { zonesOfState } from './states.ts';

/** First three digits of a ZIP by state, as the Postal Service assigns them. Military post (AA, AE, AP) has no place. */
const prefixRuns = `
  005 NY|006-007 PR|008 VI|009 PR|010-027 MA|028-029 RI|030-038 NH|039-049 ME|050-054 VT|055 MA|056-059 VT|060-069 CT
  070-089 NJ|100-149 NY|150-196 PA|197-199 DE|200 DC|201 VA|202-205 DC|206-219 MD|220-246 VA|247-268 WV|270-289 NC
  290-299 SC|300-319 GA|320-339 FL|341-342 FL|344 FL|346-347 FL|349 FL|350-369 AL|370-385 TN|386-397 MS|398-399 GA
  400-427 KY|430-459 OH|460-479 IN|480-499 MI|500-528 IA|530-549 WI|550-567 MN|569 DC|570-577 SD|580-588 ND|590-599 MT
  600-629 IL|630-658 MO|660-679 KS|680-693 NE|700-714 LA|716-729 AR|730-732 OK|733 TX|734-749 OK|750-799 TX|800-816 CO
  820-831 WY|832-838 ID|840-847 UT|850-865 AZ|870-884 NM|885 TX|889-898 NV|900-961 CA|967-968 HI|969 GU|970-979 OR
  980-994 WA|995-999 AK`;

const stateByPrefix = new Map<string, string>();
for (const run of prefixRuns.split(/[|\n]/)) {
  const [, first = '', last = first, state] = /^(\d{3})(?:-(\d{3}))? ([A-Z]{2})$/.exec(run.trim()) ?? [];
  if (!state) continue;
  for (let prefix = Number(first); prefix <= Number(last); prefix++)
    stateByPrefix.set(String(prefix).padStart(3, '0'), state);
}

/**
 * Beginnings of ZIPs in split states whose zone is known, the longest one counts; and what is not
 * listed, because its post offices serve counties of two zones, has all zones of its state. Counties and zones: 49 CFR part 71; the Navajo
 * Nation inside Arizona keeps daylight time.
 */
const zonesByBeginning = new Map<string, readonly string[]>();
const settle = (zone: string, beginnings: string) => {
  for (const beginning of beginnings.split(' ')) zonesByBeginning.set(beginning, zone.split(' '));
};

settle('America/Chicago', '350 351 352 353 354 355 356 357 358 359 360 361 362 363 364 365 366 367 369');
settle('America/New_York', '320 321 322 323 326 327 328 329 33 34');
settle('America/Chicago', '325');
settle('America/Boise', '832 833 834 836 837');
settle('America/Los_Angeles', '838');
settle('America/Indiana/Indianapolis', '460 461 462 466 467 468 469 470 471 472 473 474 478');
settle('America/Chicago', '463 464 477');
settle('America/Chicago', '660 661 662 664 665 666 667 668 669 670 671 672 673 674 675 676 679');
settle('America/New_York', '400 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418');
settle('America/Chicago', '420 421 422 423 424');
settle('America/Detroit', '48 490 491 492 493 494 495 496 497');
settle('America/Chicago', '680 681 683 684 685 686 687 688 689');
settle('America/Denver', '693');
settle('America/Los_Angeles', '889 890 891 893 894 895 897');
settle('America/Chicago', '580 581 582 583 584 587');
settle('America/Los_Angeles', '970 971 972 973 974 975 976 977 978');
settle('America/Chicago', '570 571 572 573 574');
settle('America/Denver', '577');
settle('America/New_York', '374 376 378 379');
settle('America/Chicago', '370 371 372 380 381 382 383 384 385');
settle('America/Chicago', '733 75 76 77 78 790 791 792 793 794 795 796 797');
settle('America/Denver', '799 885');
settle('America/Phoenix', '850 851 852 853 855 856 857 859 863 864 8600');
settle('America/Denver', '86033 86044 86045 86053 86054 86503 86504 86505 86507 86510 86515 86538 86556');
settle('America/Adak', '99546 99547');
settle('America/Anchorage', '995 996 997 998 999');
settle('Pacific/Pago_Pago', '96799');
settle('Pacific/Saipan', '96950 96951 96952');

const inState = (state: string, zip: string): readonly string[] => {
  for (let length = 5; length >= 2; length--) {
    const zones = zonesByBeginning.get(zip.slice(0, length));
    if (zones) return zones;
  }
  return zonesOfState(state);
};

/**
 * Every zone that an address points to. A ZIP that lies in another state than the address says is a contradiction, and
 * both count. None: nobody can tell what time it is there.
 */
export function zonesOfAddress(address: { state: string; zipcode: string; countryCode: string }): readonly string[] {
  if (!['US', 'USA', ''].includes(address.countryCode.trim().toUpperCase())) return [];
  const zip = /^(\d{5})(-?\d{4})?$/.exec(address.zipcode.trim())?.[1];
  const state = address.state.trim().toUpperCase();
  const zipState = zip && stateByPrefix.get(zip.slice(0, 3));
  if (!zip || !zipState) return zonesOfState(state);
  if (zipState === state || zonesOfState(state).length === 0) return inState(zipState, zip);
  const territory = inState(zipState, zip);
  return [...new Set([...zonesOfState(state), ...territory])];
}
