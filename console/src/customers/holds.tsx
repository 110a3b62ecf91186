import { useState } from 'preact/hooks';
import { Badge, Empty, Section, Shown, When } from '../parts/show.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import { channelWords, holdReasons, inWords } from '../words.ts';
import type { Items } from '../answers.ts';
import type { Hold } from './customer.types.ts';
import { LiftHold, PlaceHold } from './hold-dialogs.tsx';

type Open = { kind: 'place' } | { kind: 'lift' | 'confirm'; hold: Hold };

/** What forbids contact by somebody's word. What protects a customer by law comes off only when a second person agrees. */
export function Holds({ customerId, zone }: { customerId: string; zone: string | undefined }) {
  const { ask, may } = useSession();
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState('');
  const holds = useAnswer(
    () =>
      ask<Items<Hold>>('GET', `/agency/v1/holds?customerId=${encodeURIComponent(customerId)}`).then(
        ({ items }) => items,
      ),
    [customerId],
  );
  const done = (words: string): void => {
    setOpen(undefined);
    setSaid(words);
    holds.again();
  };
  if (!may('agency.holds:read')) return null;
  return (
    <Section
      title="Holds"
      aside={
        may('agency.holds:write') && (
          <button type="button" onClick={() => setOpen({ kind: 'place' })}>
            Place a hold
          </button>
        )
      }
    >
      <p class="said" role="status">
        {said}
      </p>
      <Shown answer={holds} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Empty>Nothing holds back contact by anybody’s word.</Empty>
          ) : (
            <ul class="list">
              {items
                .toSorted(
                  (a, b) =>
                    Number(a.liftedAt !== null) - Number(b.liftedAt !== null) || b.placedAt.localeCompare(a.placedAt),
                )
                .map((hold) => (
                  <OneHold key={hold.holdId} hold={hold} zone={zone} onOpen={(kind) => setOpen({ kind, hold })} />
                ))}
            </ul>
          )
        }
      </Shown>
      {open?.kind === 'place' && <PlaceHold customerId={customerId} onDone={done} onClose={() => setOpen(undefined)} />}
      {open && open.kind !== 'place' && (
        <LiftHold
          customerId={customerId}
          hold={open.hold}
          isSecond={open.kind === 'confirm'}
          onDone={done}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
}

type OneProps = { hold: Hold; zone: string | undefined; onOpen: (kind: 'lift' | 'confirm') => void };
function OneHold({ hold, zone, onOpen }: OneProps) {
  const { may, accountId } = useSession();
  const words = inWords(hold.reason, holdReasons);
  const isOver = hold.liftedAt !== null || (hold.endsAt !== null && hold.endsAt < new Date().toISOString());
  const state = hold.liftedAt ? 'lifted' : isOver ? 'over' : hold.liftAskedBy ? 'lift asked for' : 'stands';
  return (
    <li class={isOver ? 'over' : ''}>
      <div class="happened">
        <p class="title">
          <Badge tone={isOver ? 'plain' : 'bad'}>{state}</Badge> <strong>{words}</strong>{' '}
          <span class="quiet">
            {hold.channels.length === 0 ? 'all channels' : hold.channels.map(channelWords).join(', ')},{' '}
            {hold.themes === 'collection' ? 'collection only' : 'everything'}
          </span>
        </p>
        <When at={hold.placedAt} zone={zone} />
      </div>
      <p class="quiet">
        By {hold.recordedBy.id}
        {hold.recordedBy.description && `, “${hold.recordedBy.description}”`} ·{' '}
        {hold.endsAt ? (
          <>
            Until <When at={hold.endsAt} zone={zone} />.
          </>
        ) : (
          'Until it is lifted.'
        )}
        {hold.liftAskedBy &&
          !hold.liftedAt &&
          ` ${hold.liftAskedBy.id} asks for it to be lifted: “${hold.liftAskedBy.description ?? ''}”`}
      </p>
      {!isOver && may('agency.holds:write') && (
        <div class="actions">
          {hold.liftAskedBy === null && (
            <button type="button" onClick={() => onOpen('lift')}>
              Lift<span class="hidden"> the hold {words}</span>
            </button>
          )}
          {hold.liftAskedBy !== null && hold.liftAskedBy.id !== accountId && (
            <button type="button" onClick={() => onOpen('confirm')}>
              Confirm the lift<span class="hidden"> of {words}</span>
            </button>
          )}
          {hold.liftAskedBy?.id === accountId && <p class="quiet">Another person than you has to confirm.</p>}
        </div>
      )}
    </li>
  );
}
