import { Badge, Empty, Section, Table } from '../parts/show.tsx';
import { inWords } from '../words.ts';
import { inOneLine, type Contact } from './customer.types.ts';

function flagsOf(contact: Contact): readonly (readonly ['good' | 'bad' | 'warn' | 'plain', string])[] {
  const {
    isActive,
    isPrimary,
    valid,
    unsubscribed,
    receiveTextMessages,
    consentAutodialedCall,
    verifiedAt,
    affiliation,
  } = contact;
  return [
    ...(isPrimary ? [['good', 'primary'] as const] : []),
    ...(isActive ? [] : [['bad', 'switched off'] as const]),
    ...(valid ? [] : [['bad', 'does not work'] as const]),
    ...(unsubscribed ? [['bad', 'unsubscribed'] as const] : []),
    ...(affiliation === 'self' ? [] : [['warn', inWords(affiliation)] as const]),
    ...(receiveTextMessages === true ? [['good', 'texts agreed'] as const] : []),
    ...(receiveTextMessages === false ? [['warn', 'no texts'] as const] : []),
    ...(consentAutodialedCall === false ? [['warn', 'no autodialler'] as const] : []),
    ...(verifiedAt ? [['good', 'verified'] as const] : []),
  ];
}

export const Contacts = ({ contacts }: { contacts: readonly Contact[] }) => (
  <Section title="Contacts">
    {contacts.length === 0 ? (
      <Empty>No way to reach this customer is on file.</Empty>
    ) : (
      <Table caption="Contacts" heads={['Contact', 'Kind', 'Flags']}>
        {contacts.map((contact) => (
          <tr key={contact.contactId}>
            <th scope="row">
              {inOneLine(contact)} <small class="id">{contact.contactId}</small>
            </th>
            <td>
              {inWords(contact.contactType)}, {inWords(contact.label).toLowerCase()}
            </td>
            <td>
              <span class="badges">
                {flagsOf(contact).map(([tone, words]) => (
                  <Badge key={words} tone={tone}>
                    {words}
                  </Badge>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </Table>
    )}
  </Section>
);
