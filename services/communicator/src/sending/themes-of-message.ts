import { themeOfSubject, themes } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';

type Theme = (typeof themes)[number];

/** What a message to a customer may be about. One that came in has other themes; staff are not contacted about a debt. */
export const outboundThemes = themes.filter((theme) => !theme.startsWith('inb')) as [Theme, ...Theme[]];

/** By the limits they meet, most first: what is contacted for collection counts as that. */
const classes = [/^opsColl/, /^opsLoan|Notice$|Validation$|Verification/, /^opsServicing$/, /./];
const placeOf = (theme: Theme): number => classes.findIndex((form) => form.test(theme));

/** Why a message is sent: what its sender says and what its subject implies. Where they differ, the rules of both hold. */
export function themesOfMessage(subject: string, said: Theme | undefined): { theme: Theme; otherTheme: Theme | null } {
  const implied = themeOfSubject(subject);
  const [theme, other = null] = [...new Set([said, implied])]
    .filter((each) => each !== undefined && each !== null)
    .toSorted((a, b) => placeOf(a) - placeOf(b));
  if (theme) return { theme, otherTheme: other };
  throw new Refused('malformed', 'theme-required', 'That subject implies no theme', [
    { path: 'theme', problem: `${subject} needs one` },
  ]);
}
