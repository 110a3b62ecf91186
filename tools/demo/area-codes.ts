/** One area code of each state, from the North American Numbering Plan: where a person's number most likely is. */
const areaCodeOf: Readonly<Record<string, string>> = {
  AK: '907', AL: '205', AR: '501', AZ: '602', CA: '213', CO: '303', CT: '203', DC: '202', DE: '302', FL: '305', GA: '404',
  HI: '808', IA: '515', ID: '208', IL: '312', IN: '317', KS: '316', KY: '502', LA: '504', MA: '617', MD: '410', ME: '207',
  MI: '313', MN: '612', MO: '314', MS: '601', MT: '406', NC: '919', ND: '701', NE: '402', NH: '603', NJ: '201', NM: '505',
  NV: '702', NY: '212', OH: '614', OK: '405', OR: '503', PA: '215', RI: '401', SC: '803', SD: '605', TN: '615', TX: '214',
  UT: '801', VA: '804', VT: '802', WA: '206', WI: '414', WV: '304', WY: '307',
}; // prettier-ignore

/** Where more people live than one area code has invented numbers for. */
const further: Readonly<Record<string, readonly string[]>> = {
  CA: ['310', '415', '619', '916'], FL: ['407', '813'], NJ: ['609', '732'], NY: ['315', '516', '716'], TX: ['512', '713'],
}; // prettier-ignore

/** Those that only this state’s people use come first: the others serve those who moved, too. */
export const areaCodesOf = (state: string): readonly string[] => [
  ...(further[state] ?? []),
  areaCodeOf[state] ?? '202',
];

/** People move and keep their number: these are far enough apart to put one person into two time zones. */
export const farAreaCodes = ['206', '213', '212', '305', '808'];
