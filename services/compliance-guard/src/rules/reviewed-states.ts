/** States and territories whose law was looked at, so that no rule of theirs means no rule but the federal ones. */
const reviewed = new Set(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR
   RI SC SD TN TX UT VT VA VI WA WV WI WY`
    .trim()
    .split(/\s+/)
    .map((state) => `US-${state}`),
);

/** Read in part only, or in secondary sources: board rules, codes and agencies’ rules are missing. */
const partly = new Set(['US-IA', 'US-MD', 'US-ND', 'US-NM', 'US-TN', 'US-VT', 'US-WY']);

export type Review = 'reviewed' | 'state-partly-reviewed' | 'state-not-reviewed';

/** How far the law of a state was read. A city is read with its state. */
export function reviewOf(jurisdiction: string): Review {
  const [state = ''] = jurisdiction.split('/');
  if (!reviewed.has(state)) return 'state-not-reviewed';
  return partly.has(state) ? 'state-partly-reviewed' : 'reviewed';
}
