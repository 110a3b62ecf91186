import { useEffect, useState } from 'preact/hooks';
import type { Items } from '../answers.ts';
import { ChoiceField } from '../parts/fields.tsx';
import { Badge, Empty, Page, Section, Shown, Table, When } from '../parts/show.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { channelWords, inWords, themes, toneOf } from '../words.ts';
import type { BackTest, Finding } from './rule.types.ts';

const lookAgainMs = 1_000;

export function BackTestPage({ backTestId }: { backTestId: string }) {
  const { ask } = useSession();
  const path = `/agency/v1/rules/back-tests/${encodeURIComponent(backTestId)}`;
  const test = useAnswer(() => ask<BackTest>('GET', path), [backTestId]);
  const isRunning = test.value?.state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(test.again, lookAgainMs);
    return () => clearInterval(timer);
  }, [isRunning, test.again]);
  return (
    <Page
      title="Back-test"
      lead="Every decision of that time, judged again by the facts it was decided on, as if the proposal had held."
    >
      <Shown answer={test} lines={6}>
        {({ proposals, from, to, state, progress, counts }) => (
          <>
            <Section title="Progress" aside={<Badge tone={toneOf(state)}>{inWords(state)}</Badge>}>
              <p>
                {proposals.map(({ ruleId, version }) => (
                  <Link key={ruleId} to={`/rules/${ruleId}`}>
                    {ruleId}, version {version}
                  </Link>
                ))}
                , from <When at={from} /> to <When at={to} />
              </p>
              <label>
                <span>
                  {progress.done} of {progress.of ?? '…'} judged
                </span>
                <progress max={progress.of ?? 1} value={progress.of === null ? 0 : progress.done} />
              </label>
              <dl class="facts">
                {(
                  [
                    ['Decisions', counts.decisions],
                    ['Contacts made elsewhere', counts.contacts],
                    ['Newly refused', counts.newlyBlocked],
                    ['Newly allowed', counts.newlyAllowed],
                    ['Violations', counts.violations],
                    ['Could not be judged', counts.unjudged],
                  ] as const
                ).map(([words, count]) => (
                  <div key={words}>
                    <dt>{words}</dt>
                    <dd>{count}</dd>
                  </div>
                ))}
              </dl>
            </Section>
            <Findings path={path} round={state} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Findings({ path, round }: { path: string; round: string }) {
  const { ask } = useSession();
  const [finding, setFinding] = useState('newly-blocked');
  const findings = useAnswer(
    () => ask<Items<Finding>>('GET', `${path}/findings?finding=${finding}&limit=100`),
    [path, finding, round],
  );
  return (
    <Section title="Findings">
      <div class="fields">
        <ChoiceField
          label="Which"
          value={finding}
          onChoice={setFinding}
          options={[
            ['newly-blocked', 'Newly refused'],
            ['newly-allowed', 'Newly allowed'],
            ['violation', 'Violations'],
          ]}
        />
      </div>
      <Shown answer={findings} lines={4}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>None found.</Empty>
          ) : (
            <>
              <Table caption="Findings" heads={['When', 'Customer', 'Contact', 'Rules']}>
                {items.map(({ at, customerId, decisionId, channel, theme, ruleIds }) => (
                  <tr key={`${at}/${decisionId}/${customerId}`}>
                    <th scope="row">
                      <When at={at} />
                    </th>
                    <td class="id">
                      <Link to={`/customers/${customerId}`}>{customerId}</Link>
                    </td>
                    <td>
                      {channelWords(channel)}, {inWords(theme, themes).toLowerCase()}
                    </td>
                    <td class="id">{ruleIds.join(', ')}</td>
                  </tr>
                ))}
              </Table>
              {next && <p class="quiet">The first hundred; the API lists the rest.</p>}
            </>
          )
        }
      </Shown>
    </Section>
  );
}
