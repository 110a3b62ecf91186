import type { Contact } from '@fairdue/contracts';
import type { aDebt, anInteraction } from '../examples.ts';
import type { FactName } from '../rules/fact-registry.ts';
import type { FactValue } from '../rules/facts.ts';
import type { Says } from '../rules/words.ts';
import type { Home } from './homes.ts';

export type Interaction = Partial<ReturnType<typeof anInteraction>>;

/** What is heard while the case is set up, in the words of the services and people that say it. */
export type Given = {
  /** Contacts made, or begun by the customer, as the communicator tells of them. */
  made?: readonly Interaction[];
  /** Messages of the customer; a STOP is understood as one. */
  received?: readonly (Interaction & { understoodAs: 'stop' | null })[];
  /** What recover tells of the phone since it was placed. */
  changed?: Partial<Contact>;
  /** What recover tells of the debt. */
  debt?: Partial<ReturnType<typeof aDebt>>;
  /** What somebody at the agency writes down: consents, preferences, other facts. */
  known?: readonly Known[];
  /** Holds that somebody at the agency places. */
  holds?: readonly object[];
};

export type Known = { name: FactName; value?: FactValue; from?: string; contactId?: string; debtId?: string };

/** One question of the rules document's section 10, and its answer. What a case does not say is in order. */
export type Case = Given & {
  no: string;
  /** The moment that is asked about, and to which the clock is moved. */
  at: string;
  /** Cases that name the same customer go on with what earlier ones left. */
  customer?: string;
  home?: Home;
  /** The customer’s number; unsaid, one of their home. */
  phone?: string;
  /** What is known of the phone that would be used. */
  line?: Partial<Contact>;
  /** The validation notice, where it did not go out by mail long ago. */
  notice?: Interaction;
  /** A creditor that collects its own debts and follows third parties’ rules in nothing. */
  bySelf?: true;
  contactId?: string;
  channel?: 'voice' | 'text' | 'email' | 'mail';
  theme?: string;
  subject?: string;
  loans?: readonly string[];
  isAutodialed?: true;
  says?: Says;
  /** Only this day is asked about. */
  date?: string;
  /** The contact that was allowed is made, with its permit. */
  use?: true;
  /** Every rule that refuses, in the order of the answer, with its reason code. Empty: allowed. */
  by?: readonly string[];
  next?: string | null;
  firstAllowedAt?: string | null;
  warns?: readonly string[];
};

/** Contacts that are not the customer’s own. */
export const phoneOfAttorney = 'CT-1-ATTORNEY';
export const phoneOfExecutor = 'CT-1-EXECUTOR';
export const otherDebtId = 'LN-2-B';
