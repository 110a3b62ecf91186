import { useState } from 'preact/hooks';
import { Badge, Empty, Page, Section, Shown, Table, When } from '../parts/show.tsx';
import { useActivity } from '../parts/use-activity.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { channelWords, inWords, reasonWords, toneOf } from '../words.ts';
import type { Campaign, Touch } from './campaign.types.ts';
import { StateActions } from './state-actions.tsx';

/** One document's campaign: what is planned, what was made, and why the rest was not. */
export function CampaignPage({ documentId, campaignId }: { documentId: string; campaignId: string }) {
  const { ask } = useSession();
  const [said, setSaid] = useState('');
  const path = `/v1/documents/${encodeURIComponent(documentId)}/rcm/${encodeURIComponent(campaignId)}`;
  const whole = useAnswer(
    () => ask<{ campaign: Campaign; touches: readonly Touch[] }>('GET', path),
    [documentId, campaignId],
  );
  useActivity((activity) => activity.campaignId === campaignId && whole.again());
  return (
    <Page title="Campaign" lead={whole.value?.campaign.cadence}>
      <Shown answer={whole} lines={8}>
        {({ campaign, touches }) => (
          <>
            <dl class="facts">
              <div>
                <dt>State</dt>
                <dd>
                  <Badge tone={toneOf(campaign.state)}>{inWords(campaign.state)}</Badge>{' '}
                  {inWords(campaign.endReason ?? campaign.pauseReason ?? '').toLowerCase()}
                </dd>
              </div>
              <div>
                <dt>Made, refused, left out</dt>
                <dd>
                  {campaign.touchesSent}, {campaign.touchesBlocked}, {campaign.touchesSkipped}
                </dd>
              </div>
              <div>
                <dt>Tone</dt>
                <dd>{campaign.tone}</dd>
              </div>
              {campaign.arm && (
                <div>
                  <dt>Arm</dt>
                  <dd>{campaign.arm}</dd>
                </div>
              )}
            </dl>
            <p class="links">
              {campaign.personId && <Link to={`/customers/${campaign.personId}`}>The customer</Link>}
              {campaign.portfolioId && <Link to={`/campaigns/${campaign.portfolioId}`}>The portfolio campaign</Link>}
            </p>
            {campaign.warnings.map((each) => (
              <p class="notice warn" key={each}>
                {inWords(each)}
              </p>
            ))}
            <p class="said" role="status">
              {said}
            </p>
            <Section
              title="Contacts"
              aside={
                <StateActions
                  path={path}
                  state={campaign.state}
                  onDone={(words) => {
                    setSaid(words);
                    whole.again();
                  }}
                />
              }
            >
              <Touches touches={touches} zone={campaign.schedule?.timeZone} />
            </Section>
          </>
        )}
      </Shown>
    </Page>
  );
}

function Touches({ touches, zone }: { touches: readonly Touch[]; zone: string | undefined }) {
  if (touches.length === 0) return <Empty>Nothing is planned.</Empty>;
  return (
    <Table caption="Contacts of the campaign" heads={['Channel', 'State', 'Due', 'Last answer of the rules']}>
      {touches.map((touch) => (
        <tr key={touch.id}>
          <th scope="row">
            {touch.slot}. {channelWords(touch.channel)}
          </th>
          <td>
            <Badge tone={toneOf(touch.state)}>{inWords(touch.state)}</Badge>
            {touch.outcomeReason && touch.outcomeReason !== touch.lastDecision?.ruleId && (
              <small>{reasonWords(touch.outcomeReason)}</small>
            )}
          </td>
          <td>
            <When at={touch.sentAt ?? touch.dueAt} zone={zone} />
          </td>
          <td>
            {touch.lastDecision === null && '–'}
            {touch.lastDecision?.result === true && 'Allowed'}
            {touch.lastDecision?.result === false && (
              <>
                {[...new Set(touch.lastDecision.reasons)].map((each) => inWords(each)).join(', ') || 'Refused'}
                {touch.lastDecision.ruleId && (
                  <small>
                    <Link to={`/rules/${touch.lastDecision.ruleId}`}>{touch.lastDecision.ruleId}</Link>
                  </small>
                )}
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
