import { useEffect, useState } from 'preact/hooks';
import { Badge, Empty, money, Page, Section, Shown, Table } from '../parts/show.tsx';
import { useActivity } from '../parts/use-activity.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import { inWords, toneOf } from '../words.ts';
import type { Portfolio, Result, Share } from './campaign.types.ts';
import { StateActions } from './state-actions.tsx';

type Whole = { campaign: Portfolio; results: readonly Result[] };
const lookAgainMs = 2_000;

export function PortfolioPage({ portfolioId }: { portfolioId: string }) {
  const { ask } = useSession();
  const [said, setSaid] = useState('');
  const path = `/v1/rcm/campaigns/${encodeURIComponent(portfolioId)}`;
  const campaign = useAnswer(() => ask<Whole>('GET', path), [portfolioId]);
  const isMoving =
    campaign.value &&
    (campaign.value.campaign.progress.state === 'underway' || campaign.value.campaign.membersFollowing);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(campaign.again, lookAgainMs);
    return () => clearInterval(timer);
  }, [isMoving, campaign.again]);
  useSoonAfterActivity(campaign.again);

  return (
    <Page title={campaign.value?.campaign.name ?? 'Portfolio campaign'}>
      <Shown answer={campaign} lines={8}>
        {({ campaign: { state, progress, arms, membersFollowing }, results }) => (
          <>
            <p class="badges">
              <Badge tone={toneOf(state)}>{inWords(state)}</Badge>
              {membersFollowing && <Badge tone="warn">members are following</Badge>}
            </p>
            <p class="said" role="status">
              {said}
            </p>
            <Section
              title="Progress"
              aside={
                <StateActions
                  path={path}
                  state={state}
                  onDone={(words) => {
                    setSaid(words);
                    campaign.again();
                  }}
                />
              }
            >
              <label>
                <span>
                  {inWords(progress.state)}: {progress.examined} documents looked at, {progress.matched} fit,{' '}
                  {progress.started} started
                </span>
                <progress max={1} value={progress.share} />
              </label>
              {Object.entries(progress.skipped).map(([why, many]) => (
                <p class="quiet" key={why}>
                  {many} not started: {inWords(why).toLowerCase()}
                </p>
              ))}
            </Section>
            <Section title="Arms">
              <Table caption="Arms" heads={['Arm', { number: 'Share' }, 'Cadence', 'Tone', 'Channels']}>
                {arms.map(({ name, share, cadence, tone, email, sms, call }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td class="number">{share} %</td>
                    <td>{cadence}</td>
                    <td>{tone}</td>
                    <td>{[email && 'Email', sms && 'Text', call && 'Call'].filter(Boolean).join(', ')}</td>
                  </tr>
                ))}
              </Table>
            </Section>
            <Section title="What came of it">
              <Results results={results} />
            </Section>
          </>
        )}
      </Shown>
    </Page>
  );
}

/** Many contacts are made at once: looked at soon after the first of them, once. */
function useSoonAfterActivity(again: () => void): void {
  const [heard, setHeard] = useState(0);
  useActivity(() => setHeard((before) => before + 1));
  useEffect(() => {
    if (heard === 0) return;
    const timer = setTimeout(again, 1_000);
    return () => clearTimeout(timer);
  }, [heard, again]);
}

function Results({ results }: { results: readonly Result[] }) {
  if (results.length === 0) return <Empty>No customer is in it yet.</Empty>;
  return (
    <>
      <p class="quiet">
        Shares of an arm’s customers, with intervals of 95 %: where two of them overlap, the difference may be chance.
      </p>
      <Table
        caption="Results by arm"
        heads={[
          'Arm',
          { number: 'Customers' },
          'Contacted',
          'Reached',
          'Opted out',
          'Paid',
          { number: 'Money' },
          { number: 'Per contact' },
        ]}
      >
        {results.map((result) => (
          <tr key={result.arm}>
            <th scope="row">{result.arm}</th>
            <td class="number">{result.customers}</td>
            {([result.contacted, result.reached, result.optedOut, result.paid] as const).map((share, i) => (
              <td key={i}>
                <Interval share={share} />
              </td>
            ))}
            <td class="number">{money(result.paidCents)}</td>
            <td class="number">{result.centsPerContact ? money(result.centsPerContact.value) : '–'}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`;

function Interval({ share: { count, share, low, high } }: { share: Share }) {
  if (share === null) return <>{count}</>;
  return (
    <>
      {percent(share)}
      {low !== null && high !== null && (
        <>
          <small>
            {percent(low)} to {percent(high)}
          </small>
          <svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            <line x1="0" x2="100" y1="6" y2="6" />
            <rect x={low * 100} width={Math.max(1, (high - low) * 100)} y="2" height="8" />
          </svg>
        </>
      )}
    </>
  );
}
