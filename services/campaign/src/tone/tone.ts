/** Which of the approved wordings a campaign uses. Free text chooses among them; it is never put into a message. */
const toneVariants = ['empathetic', 'neutral', 'firm'] as const;
export type ToneVariant = (typeof toneVariants)[number];
export type ToneWarning = 'tone_clamped' | 'tone_not_understood';

const words = (list: string): Set<string> => new Set(list.split(' '));

const voters: Record<ToneVariant, Set<string>> = {
  empathetic: words(
    'empathetic gentle warm kind caring supportive friendly soft understanding compassionate helpful patient',
  ),
  neutral: words('neutral professional polite respectful clear factual formal courteous plain brief business'),
  firm: words('firm direct serious assertive strong strict final urgent'),
};
const forbidden = words(
  'aggressive threatening threat scary scare intimidating harsh hostile shame shaming relentless sue arrest',
);
const negations = words('not no never without');

const gentler: Record<ToneVariant, ToneVariant> = { empathetic: 'empathetic', neutral: 'empathetic', firm: 'neutral' };

/** Most votes win, a tie goes to the gentler variant, and a word nobody may use makes the wording neutral. */
export function readTone(tone: string): { variant: ToneVariant; warnings: ToneWarning[] } {
  const said = tone.toLowerCase().match(/[a-z]+/g) ?? [];
  const legalAction = said.some((word, i) => word === 'legal' && said[i + 1] === 'action');
  if (legalAction || said.some((word) => forbidden.has(word)))
    return { variant: 'neutral', warnings: ['tone_clamped'] };

  const votes: Record<ToneVariant, number> = { empathetic: 0, neutral: 0, firm: 0 };
  said.forEach((word, i) => {
    const voted = toneVariants.find((variant) => voters[variant].has(word));
    if (voted) votes[negations.has(said[i - 1] ?? '') ? gentler[voted] : voted]++;
  });
  const most = Math.max(...Object.values(votes));
  if (most === 0) return { variant: 'neutral', warnings: ['tone_not_understood'] };
  return { variant: toneVariants.find((variant) => votes[variant] === most) ?? 'neutral', warnings: [] };
}
