/**
 * The states that lie in two zones, by county: 49 CFR part 71 and the comments of the IANA database. Every county not
 * named lies in `main`. `both` are counties that a line cuts through, or whose people keep the neighbours' time by custom;
 * `pinned` are post offices inside them whose side is known.
 */
export type SplitState = {
  state: string;
  fips: string;
  main: string;
  other: string;
  /** Counties wholly in the other zone, and those in both; names as the Census Bureau writes them. */
  counties: { other: string; both: string };
  pinned: { main: string; other: string };
};

const split = (
  [state, fips]: [string, string],
  [main, other]: [string, string],
  counties: Partial<SplitState['counties']>,
  pinned: Partial<SplitState['pinned']> = {},
): SplitState => ({
  state,
  fips,
  main,
  other,
  counties: { other: '', both: '', ...counties },
  pinned: { main: '', other: '', ...pinned },
});

const [eastern, central, mountain, pacific] = [
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles',
] as const; // prettier-ignore

export const splitStates: readonly SplitState[] = [
  // Phenix City, Lanett and Valley work in Georgia and keep its time; no law says so.
  split(['AL', '01'], [central, eastern], { both: 'Russell, Lee, Chambers' }),
  // West of 169°30′ W; the Pribilof Islands lie there too and keep the mainland's time.
  split(['AK', '02'], ['America/Anchorage', 'America/Adak'], { both: 'Aleutians West' }, {
    main: '99591 99638 99660 99685 99692',
    other: '99546 99547',
  }), // prettier-ignore
  // The Navajo Nation keeps daylight time, the Hopi land inside it does not. Where post offices serve both: both.
  split(['AZ', '04'], ['America/Phoenix', mountain], { both: 'Apache, Navajo, Coconino' }, {
    main: `85901 85902 85911 85912 85920 85923 85924 85925 85926 85927 85928 85929 85930 85931 85932 85933 85934 85935
      85936 85937 85938 85939 85940 85941 85942 86001 86002 86004 86005 86011 86015 86017 86018 86022 86023 86024
      86025 86028 86029 86030 86032 86038 86039 86042 86043 86046 86052 86336 86339 86351 86435`,
    other: `86033 86044 86053 86054 86503 86504 86505 86506 86507 86508 86510 86511 86514 86515 86520 86535 86538 86540
      86544 86545 86547 86556`,
  }), // prettier-ignore
  split(['FL', '12'], [eastern, central], {
    other: 'Bay, Calhoun, Escambia, Holmes, Jackson, Okaloosa, Santa Rosa, Walton, Washington',
    both: 'Gulf',
  }),
  split(['ID', '16'], ['America/Boise', pacific], {
    other: 'Benewah, Bonner, Boundary, Clearwater, Kootenai, Latah, Lewis, Nez Perce, Shoshone',
    both: 'Idaho',
  }, { other: '83530 83539' }), // prettier-ignore
  split(['IN', '18'], ['America/Indiana/Indianapolis', central], {
    other: 'Gibson, Jasper, Lake, LaPorte, Newton, Perry, Porter, Posey, Spencer, Starke, Vanderburgh, Warrick',
  }),
  split(['KS', '20'], [central, mountain], { other: 'Greeley, Hamilton, Sherman, Wallace' }),
  split(['KY', '21'], [eastern, central], {
    other: `Adair, Allen, Ballard, Barren, Breckinridge, Butler, Caldwell, Calloway, Carlisle, Christian, Clinton,
      Crittenden, Cumberland, Daviess, Edmonson, Fulton, Graves, Grayson, Green, Hancock, Hart, Henderson, Hickman,
      Hopkins, Livingston, Logan, Lyon, Marshall, McCracken, McLean, Metcalfe, Monroe, Muhlenberg, Ohio, Russell, Simpson,
      Todd, Trigg, Union, Warren, Webster`,
  }),
  split(['MI', '26'], ['America/Detroit', 'America/Menominee'], { other: 'Dickinson, Gogebic, Iron, Menominee' }),
  split(['NE', '31'], [central, mountain], {
    other: `Arthur, Banner, Box Butte, Chase, Cheyenne, Dawes, Deuel, Dundy, Garden, Grant, Hooker, Keith, Kimball,
      Morrill, Perkins, Scotts Bluff, Sheridan, Sioux`,
    both: 'Cherry',
  }, { main: '69201' }), // prettier-ignore
  // West Wendover by law, though its ZIP reaches over empty ground; Jackpot, Mountain City and Owyhee by custom.
  split(['NV', '32'], [pacific, mountain], { both: 'Elko' }, {
    main: '89801 89802 89803 89815 89822 89823 89824 89828 89833 89834 89835',
    other: '89883',
  }), // prettier-ignore
  split(['ND', '38'], [central, mountain], {
    other: 'Adams, Billings, Bowman, Golden Valley, Grant, Hettinger, Slope, Stark',
    both: 'Dunn, McKenzie, Sioux',
  }),
  split(['OR', '41'], [pacific, 'America/Boise'], { both: 'Malheur' }, { other: '97901 97903 97913 97914 97918' }),
  split(['SD', '46'], [central, mountain], {
    other: `Bennett, Butte, Corson, Custer, Dewey, Fall River, Haakon, Harding, Jackson, Lawrence, Meade, Oglala Lakota,
      Pennington, Perkins, Ziebach`,
    both: 'Stanley',
  }),
  split(['TN', '47'], [central, eastern], {
    other: `Anderson, Blount, Bradley, Campbell, Carter, Claiborne, Cocke, Grainger, Greene, Hamblen, Hamilton, Hancock,
      Hawkins, Jefferson, Johnson, Knox, Loudon, McMinn, Meigs, Monroe, Morgan, Polk, Rhea, Roane, Scott, Sevier,
      Sullivan, Unicoi, Union, Washington`,
  }),
  split(['TX', '48'], [central, mountain], { other: 'El Paso, Hudspeth', both: 'Culberson' }),
];
