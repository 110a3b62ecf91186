import { Badge, Empty, Page, Section, Shown, Table } from '../parts/show.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { inWords, toneOf } from '../words.ts';
import { Calendar } from './calendar.tsx';
import { Contacts } from './contacts.tsx';
import type { AnswerTo } from '../answers.ts';
import { fullName, type Customer, type Document } from './customer.types.ts';
import { Debts } from './debts.tsx';
import { Holds } from './holds.tsx';
import { Timeline } from './timeline.tsx';
import { zoneOf } from './zone-of.ts';

export function CustomerPage({ customerId }: { customerId: string }) {
  const { ask, may } = useSession();
  const path = encodeURIComponent(customerId);
  const customer = useAnswer(() => ask<Customer>('GET', `/agency/v1/customers/${path}`), [customerId]);
  const documents = useAnswer(
    () =>
      may('campaign.documents:read')
        ? ask<AnswerTo<'listDocuments'>>('GET', `/v1/documents?personId=${path}&limit=100`).then(
            (each) => each.documents,
          )
        : Promise.resolve([]),
    [customerId],
  );
  const zone = useAnswer(() => zoneOf(ask, may, customerId), [customerId]);

  return (
    <Page title={customer.value ? fullName(customer.value.name) : 'Customer'}>
      <Shown answer={customer} lines={8}>
        {({ reference, language, contacts, debts, plans }) => (
          <>
            <dl class="facts">
              <div>
                <dt>Reference</dt>
                <dd>{reference ?? 'none'}</dd>
              </div>
              <div>
                <dt>Id</dt>
                <dd class="id">{customerId}</dd>
              </div>
              <div>
                <dt>Time zone</dt>
                <dd>{zone.value?.join(', ') ?? (zone.isLoading ? '…' : 'unknown: times are UTC')}</dd>
              </div>
              <div>
                <dt>Language</dt>
                <dd>{language === 'es' ? 'Spanish' : 'English'}</dd>
              </div>
            </dl>
            <p class="links">
              {may('complianceguard.decision:create') && <Link to={`/why/${customerId}`}>Ask why not</Link>}
              {may('agency.evidence:read') && <Link to={`/evidence/${customerId}`}>Evidence</Link>}
            </p>
            <Debts debts={debts} plans={plans} />
            <Holds customerId={customerId} zone={zone.value?.[0]} />
            <Timeline customerId={customerId} documents={documents.value} zone={zone.value?.[0]} />
            {may('agency.calendar:read') && <Calendar customerId={customerId} contacts={contacts} />}
            <Contacts contacts={contacts} />
            <Documents documents={documents.value ?? []} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Documents({ documents }: { documents: readonly Document[] }) {
  const { may, ask } = useSession();
  const ids = documents.map(({ id }) => id);
  const campaigns = useAnswer(async () => {
    if (!may('campaign.campaigns:read')) return [];
    const lists = await Promise.all(
      ids.map((id) => ask<AnswerTo<'listCampaigns'>>('GET', `/v1/documents/${id}/rcm?limit=10`)),
    );
    return lists.flatMap((list, i) => list.campaigns.map((campaign) => ({ ...campaign, documentId: ids[i] ?? '' })));
  }, [ids]);
  if (!may('campaign.campaigns:read')) return null;
  return (
    <Section title="Campaigns">
      <Shown answer={campaigns} lines={2}>
        {(list) =>
          list.length === 0 ? (
            <Empty>No campaign was started for this customer.</Empty>
          ) : (
            <Table
              caption="Campaigns of this customer"
              heads={['Cadence', 'State', { number: 'Made' }, { number: 'Planned' }]}
            >
              {list.map(({ id, documentId, state, cadence, touchesSent, touchesPlanned }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to={`/documents/${documentId}/${id}`}>{cadence || id}</Link>
                  </th>
                  <td>
                    <Badge tone={toneOf(state)}>{inWords(state)}</Badge>
                  </td>
                  <td class="number">{touchesSent}</td>
                  <td class="number">{touchesPlanned}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Shown>
    </Section>
  );
}
