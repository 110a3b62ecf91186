import { useState } from 'preact/hooks';
import { Badge, Empty, Page, Section, Shown, Table, When } from '../parts/show.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { inWords, toneOf } from '../words.ts';
import type { Portfolio } from './campaign.types.ts';
import { PreviewForm } from './preview-form.tsx';

export function CampaignsPage() {
  const { ask } = useSession();
  const [limit, setLimit] = useState(25);
  const campaigns = useAnswer(
    () => ask<{ campaigns: Portfolio[] }>('GET', `/v1/rcm/campaigns?limit=${limit}`).then(({ campaigns: all }) => all),
    [limit],
  );
  return (
    <Page title="Campaigns" lead="Campaigns over many documents. Those of one customer are on the customer’s page.">
      <Section title="Portfolio campaigns">
        <Shown answer={campaigns} lines={5}>
          {(items) =>
            items.length === 0 ? (
              <Empty>No campaign over a portfolio was started yet. Try one below: a preview stores nothing.</Empty>
            ) : (
              <>
                <Table
                  caption="Portfolio campaigns"
                  heads={['Name', 'State', { number: 'Planned' }, { number: 'Started' }, 'Arms', 'Since']}
                >
                  {items.map(({ id, name, state, progress, arms, createdAt }) => (
                    <tr key={id}>
                      <th scope="row">
                        <Link to={`/campaigns/${id}`}>{name ?? id}</Link>
                      </th>
                      <td>
                        <Badge tone={toneOf(state)}>{inWords(state)}</Badge>
                      </td>
                      <td class="number">{Math.round(progress.share * 100)} %</td>
                      <td class="number">{progress.started}</td>
                      <td>{arms.map((arm) => arm.name).join(', ')}</td>
                      <td>
                        <When at={createdAt} />
                      </td>
                    </tr>
                  ))}
                </Table>
                {items.length === limit && (
                  <button type="button" onClick={() => setLimit(Math.min(100, limit * 2))}>
                    Show more
                  </button>
                )}
              </>
            )
          }
        </Shown>
      </Section>
      <PreviewForm />
    </Page>
  );
}
