import { useState } from 'preact/hooks';
import { ChoiceField } from '../parts/fields.tsx';
import { Badge, Empty, Page, Section, Shown, Table, When } from '../parts/show.tsx';
import { useAnswer, useDoing } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import type { Items } from '../answers.ts';
import type { DeadLetter, Open, Redriven } from './dead-letter.types.ts';
import { inShort } from './in-short.ts';
import { GiveUp, ShowLetter } from './letter-dialogs.tsx';

const services = ['recover', 'compliance-guard', 'communicator', 'campaign', 'creditor'] as const;

/** Messages that a service could not apply. Those of one key wait in order behind the first, so they are redriven by key. */
export function DeadLettersPage() {
  const [state, setState] = useState('waiting');
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState<Said>({ words: '', isFault: false });
  const [round, setRound] = useState(0);
  return (
    <Page
      title="Dead letters"
      lead="Facts that a service could not apply. While one waits, later facts of the same customer wait behind it in that service; while it waits at compliance-guard, nobody contacts that customer."
    >
      <div class="fields card">
        <ChoiceField
          label="Which"
          value={state}
          onChoice={setState}
          options={[
            ['waiting', 'Waiting'],
            ['redriven', 'Redriven'],
            ['set-aside', 'Given up'],
          ]}
        />
      </div>
      <p class={said.isFault ? 'said warn' : 'said'} role="status">
        {said.words}
      </p>
      {services.map((service) => (
        <OfService
          key={`${service}/${state}/${round}`}
          service={service}
          state={state}
          onOpen={setOpen}
          onSaid={setSaid}
        />
      ))}
      {open?.kind === 'show' && <ShowLetter {...open} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'give-up' && (
        <GiveUp
          {...open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            setSaid({ words: 'Given up. The next redrive of its key passes over it.', isFault: false });
            setRound(round + 1);
          }}
        />
      )}
    </Page>
  );
}

type Said = { words: string; isFault: boolean };
type OfProps = { service: string; state: string; onOpen: (open: Open) => void; onSaid: (said: Said) => void };

function OfService({ service, state, onOpen, onSaid }: OfProps) {
  const { ask, may } = useSession();
  const letters = useAnswer(
    () => ask<Items<DeadLetter>>('GET', `/agency/v1/dead-letters/${service}?state=${state}&limit=200`),
    [service, state],
  );
  const doing = useDoing();
  const redrive = async ({ topic, key }: DeadLetter): Promise<void> => {
    const { settled, stoppedBy } = await ask<Redriven>('POST', `/agency/v1/dead-letters/${service}/redrive`, {
      topic,
      key,
    });
    onSaid(
      stoppedBy
        ? {
            words: `${settled} taken in; the next one is still at fault: ${inShort(stoppedBy.cause.detail)}`,
            isFault: true,
          }
        : { words: `${settled} taken in; nothing of that key waits any more.`, isFault: false },
    );
    letters.again();
  };
  const count = letters.value?.items.length ?? 0;
  return (
    <Section
      title={service}
      aside={
        letters.value && (
          <Badge tone={count > 0 && state === 'waiting' ? 'warn' : 'plain'}>
            {count + (letters.value.next ? ' and more' : '')}
          </Badge>
        )
      }
    >
      {doing.error && (
        <p class="notice bad" role="alert">
          {doing.error.message}
        </p>
      )}
      <Shown answer={letters} lines={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{state === 'waiting' ? 'Nothing waits.' : 'None.'}</Empty>
          ) : (
            <Table caption={`Dead letters of ${service}`} heads={['Message', 'Key', 'Why', 'Since', 'To do']}>
              {items.map((letter) => (
                <tr key={letter._id}>
                  <th scope="row">
                    {letter.type ?? 'Unreadable'} <small class="id">{letter._id}</small>
                  </th>
                  <td class="id">
                    {letter.key?.startsWith('BO-') ? (
                      <Link to={`/customers/${letter.key}`}>{letter.key}</Link>
                    ) : (
                      (letter.key ?? 'none')
                    )}
                  </td>
                  <td>
                    {letter.givenUp
                      ? `Given up by ${letter.givenUp.by}: ${letter.givenUp.reason}`
                      : inShort(letter.cause.detail)}{' '}
                    <small class="id">
                      {letter.cause.code}, tried {letter.attempts}×
                    </small>
                  </td>
                  <td>
                    <When at={letter.deadAt} />
                  </td>
                  <td>
                    <div class="actions">
                      {may('agency.dead-letters:read.sensitive') && (
                        <button type="button" onClick={() => onOpen({ kind: 'show', service, letter })}>
                          Show<span class="hidden"> {letter._id}</span>
                        </button>
                      )}
                      {state === 'waiting' && may('agency.dead-letters:write') && (
                        <>
                          <button
                            type="button"
                            aria-disabled={doing.isDoing}
                            onClick={() => doing.run(() => redrive(letter))}
                          >
                            Redrive<span class="hidden"> the key {letter.key}</span>
                          </button>
                          {!letter.givenUp && (
                            <button type="button" onClick={() => onOpen({ kind: 'give-up', service, letter })}>
                              Give up<span class="hidden"> {letter._id}</span>
                            </button>
                          )}
                        </>
                      )}
                    </div>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Shown>
    </Section>
  );
}
