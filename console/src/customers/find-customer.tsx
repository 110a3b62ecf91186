import { useState } from 'preact/hooks';
import { ChoiceField, Form, TextField } from '../parts/fields.tsx';
import { Badge, Empty, Page, Section, Table, When } from '../parts/show.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { goTo, Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import type { Items } from '../answers.ts';
import { fullName, type FoundCustomer } from './customer.types.ts';

const ways = [
  ['name', 'Name'], ['reference', 'Creditor’s reference'], ['email', 'Email'],
  ['phone', 'Phone'], ['transactionId', 'Transaction id of a debt'], ['customerId', 'Customer id'],
] as const; // prettier-ignore

/** What is searched for stays on this screen: it stands in no address and in no history of the browser. */
export function FindCustomer() {
  const { ask } = useSession();
  const [by, setBy] = useState<string>('name');
  const [text, setText] = useState('');
  const [found, setFound] = useState<Items<FoundCustomer>>();
  const doing = useDoing();

  const search = async (after?: string): Promise<void> => {
    const wanted = text.trim();
    if (by === 'customerId') return goTo(`/customers/${encodeURIComponent(wanted)}`);
    const query = new URLSearchParams({ [by]: wanted, limit: '25', ...(after && { after }) });
    const page = await ask<Items<FoundCustomer>>('GET', `/agency/v1/customers?${query}`);
    setFound((before) => (after && before ? { ...page, items: [...before.items, ...page.items] } : page));
  };

  return (
    <Page title="Customers" lead="Find a customer to see every contact made and refused, and why.">
      <Section title="Find a customer">
        <Form doing={doing} send="Search" onSend={() => search()}>
          <div class="fields">
            <ChoiceField label="Search by" value={by} onChoice={setBy} options={ways} />
            <TextField label="Search for" value={text} onText={setText} required />
          </div>
        </Form>
        <div aria-live="polite">
          {found && found.items.length === 0 && (
            <Empty>Nobody fits. Try another way: a name as it was placed, or the creditor’s own reference.</Empty>
          )}
          {found && found.items.length > 0 && (
            <>
              <p class="quiet">
                {found.items.length} found{found.next && ', and more'}
              </p>
              <Table caption="Customers found" heads={['Name', 'Reference', 'Placed', 'Id']}>
                {found.items.map(({ customerId, reference, name, timeCreated }) => (
                  <tr key={customerId}>
                    <th scope="row">
                      <Link to={`/customers/${customerId}`}>{fullName(name)}</Link>
                    </th>
                    <td>{reference ?? <Badge>none</Badge>}</td>
                    <td>
                      <When at={timeCreated} />
                    </td>
                    <td class="id">{customerId}</td>
                  </tr>
                ))}
              </Table>
              {found.next && (
                <button type="button" onClick={() => doing.run(() => search(found.next ?? undefined))}>
                  Show more
                </button>
              )}
            </>
          )}
        </div>
      </Section>
    </Page>
  );
}
