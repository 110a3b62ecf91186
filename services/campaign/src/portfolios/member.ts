/**
 * A customer in an arm of a portfolio campaign, with what has come of it. Customers are what is counted, not documents:
 * a person is drawn into an arm once, pays once and leaves once, and only so is a share with its interval true.
 */
export type Member = {
  _id: string;
  creditorId: string;
  portfolioId: string;
  customerId: string;
  arm: string;
  campaignIds: string[];
  debtIds: string[];
  /** Interactions with them that went out: as many as a campaign has touches. */
  contactedBy: string[];
  reached: boolean;
  optedOut: boolean;
  /** What came in, less what went back. */
  paidCents: number;
  startedAt: Date;
};

/** Sums over the customers of an arm. The last two and the squares are what an interval of a ratio is made of. */
export type Counts = {
  contacted: number;
  reached: number;
  optedOut: number;
  paid: number;
  contacts: number;
  paidCents: number;
  contactsSquared: number;
  paidCentsSquared: number;
  paidTimesContacts: number;
};

export const noCounts: Counts = {
  contacted: 0, reached: 0, optedOut: 0, paid: 0, contacts: 0, paidCents: 0, contactsSquared: 0, paidCentsSquared: 0,
  paidTimesContacts: 0,
}; // prettier-ignore

export const memberIdOf = (portfolioId: string, customerId: string): string => `${portfolioId}:${customerId}`;

/** `debtId` is null for a document that no debt stands behind: nobody tells of payments on it. */
type Placed = { campaignId: string; debtId: string | null };

export const placedIn = (
  { portfolioId, arm, creditorId, customerId }: Pick<Member, 'portfolioId' | 'arm' | 'creditorId' | 'customerId'>,
  { campaignId, debtId }: Placed,
  now: Date,
): Member => ({
  _id: memberIdOf(portfolioId, customerId),
  creditorId, portfolioId, customerId, arm, campaignIds: [campaignId], debtIds: debtId === null ? [] : [debtId], contactedBy: [], reached: false,
  optedOut: false, paidCents: 0, startedAt: now,
}); // prettier-ignore

export const withDocument = (member: Member, { campaignId, debtId }: Placed): Member => ({
  ...member,
  campaignIds: [...member.campaignIds, campaignId],
  debtIds: debtId === null ? member.debtIds : [...member.debtIds, debtId],
});

/** Something that a member did or had done to them. A fact about anything else, or from before, changes nothing. */
export type News =
  | { kind: 'sent' | 'reached'; campaignId: string | null; interactionId: string }
  | { kind: 'opted-out'; at: Date; debtIds: readonly string[] }
  | { kind: 'paid'; at: Date; debtId: string; amountCents: number };

export function withNews(member: Member, news: News): Member {
  switch (news.kind) {
    case 'sent':
    case 'reached': {
      const { campaignId, interactionId } = news;
      if (campaignId === null || !member.campaignIds.includes(campaignId)) return member;
      const isKnown = member.contactedBy.includes(interactionId);
      const contactedBy = isKnown ? member.contactedBy : [...member.contactedBy, interactionId];
      const reached = member.reached || news.kind === 'reached';
      return isKnown && reached === member.reached ? member : { ...member, contactedBy, reached };
    }
    case 'opted-out': {
      const concerns = news.debtIds.length === 0 || news.debtIds.some((id) => member.debtIds.includes(id));
      return member.optedOut || !concerns || news.at < member.startedAt ? member : { ...member, optedOut: true };
    }
    case 'paid':
      if (!member.debtIds.includes(news.debtId) || news.at < member.startedAt) return member;
      return { ...member, paidCents: member.paidCents + news.amountCents };
  }
}

export function countsOf({ contactedBy, reached, optedOut, paidCents }: Member): Counts {
  const contacts = contactedBy.length;
  return {
    contacted: Number(contacts > 0), reached: Number(reached), optedOut: Number(optedOut), paid: Number(paidCents > 0), contacts,
    paidCents, contactsSquared: contacts ** 2, paidCentsSquared: paidCents ** 2, paidTimesContacts: paidCents * contacts,
  };
} // prettier-ignore

export function combined(a: Counts, b: Counts, sign: 1 | -1 = 1): Counts {
  const sum = { ...a };
  for (const name of Object.keys(noCounts) as (keyof Counts)[]) sum[name] += sign * b[name];
  return sum;
}
