import { useEffect, useRef, useState } from 'preact/hooks';
import { Badge, Citations, Empty, Section, Shown, When, type Tone } from '../parts/show.tsx';
import { useActivity } from '../parts/use-activity.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import type { Items } from '../answers.ts';
import type { Decision, Document, Hold, Interaction, Reason } from './customer.types.ts';
import { timelineOf, type TimelineItem, type TimelineKind } from './timeline.ts';
import { none, wholeList, wholeLog, type Whole } from './whole-list.ts';

const kinds: readonly (readonly [TimelineKind | 'all', string])[] = [
  ['all', 'All'], ['made', 'Made'], ['refused', 'Refused'], ['received', 'Received'],
  ['hold', 'Holds'], ['campaign', 'Campaigns'], ['question', 'Questions'],
]; // prettier-ignore

const badges: Readonly<Record<TimelineKind, readonly [Tone, string]>> = {
  made: ['good', 'Contact'],
  refused: ['bad', 'Refused'],
  received: ['plain', 'Received'],
  hold: ['warn', 'Hold'],
  campaign: ['plain', 'Campaign'],
  question: ['plain', 'Question'],
};

const shownAtOnce = 25;

type Props = { customerId: string; documents: readonly Document[] | undefined; zone: string | undefined };

export function Timeline({ customerId, documents, zone }: Props) {
  const { ask, may } = useSession();
  const [kind, setKind] = useState<TimelineKind | 'all'>('all');
  const [shown, setShown] = useState(shownAtOnce);
  const path = encodeURIComponent(customerId);
  const list = <T,>(permission: string, from: string): Promise<Whole<T>> =>
    may(permission) ? wholeList<T>(ask, from) : Promise.resolve(none);

  const timeline = useAnswer(async () => {
    const [interactions, decisions, holds, log] = await Promise.all([
      list<Interaction>('agency.interactions:read', `/agency/v1/interactions?customerId=${path}`),
      list<Decision>('agency.decisions:read', `/agency/v1/decisions?customerId=${path}`),
      may('agency.holds:read')
        ? ask<Items<Hold>>('GET', `/agency/v1/holds?customerId=${path}`).then(({ items }) => items)
        : [],
      may('campaign.campaigns:read') ? Promise.all((documents ?? []).map(({ id }) => wholeLog(ask, id))) : [],
    ]);
    const logged = log.flatMap(({ items }) => items);
    return {
      items: timelineOf({
        interactions: interactions.items,
        decisions: decisions.items,
        holds,
        log: logged,
      }),
      isCut: [interactions, decisions, ...log].some((each) => each.isCut),
    };
  }, [customerId, documents?.map(({ id }) => id)]);

  const news = useNews(documents, timeline.again);

  return (
    <Section
      title="Timeline"
      aside={
        <p class="quiet" role="status">
          {news}
        </p>
      }
    >
      <div class="chips" role="group" aria-label="What the timeline shows">
        {kinds.map(([each, words]) => (
          <button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
            {words}
          </button>
        ))}
      </div>
      <Shown answer={timeline} lines={10}>
        {({ items, isCut }) => {
          const chosen = items.filter((each) => kind === 'all' || each.kind === kind);
          if (chosen.length === 0)
            return <Empty>{kind === 'all' ? 'Nothing has happened yet.' : 'Nothing of that kind has happened.'}</Empty>;
          return (
            <>
              <ol class="timeline">
                {chosen.slice(0, shown).map((item) => (
                  <Happened key={item.id} item={item} zone={zone} />
                ))}
              </ol>
              {chosen.length > shown && (
                <button type="button" onClick={() => setShown(shown + shownAtOnce)}>
                  Show {Math.min(shownAtOnce, chosen.length - shown)} earlier ones
                </button>
              )}
              {isCut && <Empty>There is more than is shown here: the customer’s evidence file has all of it.</Empty>}
            </>
          );
        }}
      </Shown>
    </Section>
  );
}

/** Looks again when something happened to one of these documents: soon, and once for many events. */
function useNews(documents: readonly Document[] | undefined, again: () => void): string {
  const [count, setCount] = useState(0);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  useActivity(({ documentId }) => {
    if (!documents?.some(({ id }) => id === documentId)) return;
    if (pending.current !== undefined) return; // one look is on its way, however fast things go on happening
    pending.current = setTimeout(() => {
      pending.current = undefined;
      setCount((before) => before + 1);
      again();
    }, 400);
  });
  useEffect(() => () => clearTimeout(pending.current), []);
  return count === 0 ? 'Shows what happens as it happens.' : 'Something new has just happened.';
}

function Happened({ item, zone }: { item: TimelineItem; zone: string | undefined }) {
  const [tone, words] = badges[item.kind];
  return (
    <li class={item.kind}>
      <div class="happened">
        <p class="title">
          <Badge tone={tone}>{words}</Badge> <strong>{item.title}</strong>
        </p>
        <When at={item.at} zone={zone} />
      </div>
      {item.detail && <p class="quiet">{item.detail}</p>}
      {item.reasons.length > 0 && <Reasons of={item.reasons} zone={zone} />}
      {item.reasons.length > 0 && item.nextAllowedAt && (
        <p>
          Allowed again: <When at={item.nextAllowedAt} zone={zone} />
        </p>
      )}
    </li>
  );
}

/** What stood against a contact: each rule in words, and where in the law it stands. */
export const Reasons = ({ of, zone }: { of: readonly Reason[]; zone: string | undefined }) => (
  <ul class="reasons">
    {of.map((reason) => (
      <li key={`${reason.ruleId}/${reason.message}`}>
        <p>
          <strong>{reason.name ?? reason.message}</strong>
        </p>
        {reason.name && <p>{reason.message}</p>}
        {reason.citations && (
          <p>
            <Citations of={reason.citations} />
          </p>
        )}
        <p class="quiet">
          {reason.ruleId ? (
            <Link to={`/rules/${reason.ruleId}`}>
              {reason.ruleId}
              {reason.ruleVersion ? `, version ${reason.ruleVersion}` : ''}
            </Link>
          ) : (
            reason.reasonCode
          )}
          {reason.nextAllowedAt && (
            <>
              {' · stands until '}
              <When at={reason.nextAllowedAt} zone={zone} />
            </>
          )}
        </p>
      </li>
    ))}
  </ul>
);
