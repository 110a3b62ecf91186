import { useState } from 'preact/hooks';
import type { AnswerTo } from '../answers.ts';
import { Reasons } from '../customers/timeline.tsx';
import { inOneLine, type Customer } from '../customers/customer.types.ts';
import { ChoiceField, Form, TextField, type Option } from '../parts/fields.tsx';
import { Badge, Citations, Page, Section, Shown, Table, When } from '../parts/show.tsx';
import { useAnswer, useDoing } from '../parts/use-answer.ts';
import { goTo, Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { channels, inWords, themes } from '../words.ts';
import { zoneOf } from '../customers/zone-of.ts';
import { toInstant } from './to-instant.ts';

type Decided = AnswerTo<'canInteract'>['data'];

const typeOf: Readonly<Record<string, string>> = { email: 'email', mail: 'address' };

/** May this person be contacted, then, this way, about this? The platform decides as it would, keeps the answer, and reserves nothing. */
export function WhyNotPage({ personId }: { personId: string }) {
  const { ask, may } = useSession();
  const [person, setPerson] = useState(personId);
  const [channel, setChannel] = useState('voice');
  const [theme, setTheme] = useState('opsCollDebt');
  const [contactId, setContactId] = useState('');
  const [moment, setMoment] = useState('');
  const [answer, setAnswer] = useState<Decided>();
  const doing = useDoing();
  const customer = useAnswer(
    () =>
      personId
        ? ask<Customer>('GET', `/agency/v1/customers/${encodeURIComponent(personId)}`)
        : Promise.resolve(undefined),
    [personId],
  );
  const fitting = (customer.value?.contacts ?? []).filter(
    ({ contactType }) => contactType === (typeOf[channel] ?? 'phone'),
  );
  const contact =
    fitting.find((each) => each.contactId === contactId) ?? fitting.find(({ isPrimary }) => isPrimary) ?? fitting[0];
  const zones = useAnswer(() => (personId ? zoneOf(ask, may, personId) : Promise.resolve(undefined)), [personId]);
  const zone = answer?.timeZones[0] ?? zones.value?.[0];

  const decide = async (): Promise<void> => {
    if (person.trim() !== personId) return goTo(`/why/${encodeURIComponent(person.trim())}`);
    if (!contact) throw new Error('This customer has no contact on file for that channel.');
    const body = {
      channel,
      theme,
      contactId: contact.contactId,
      ...(moment && { startAt: toInstant(moment, zone ?? 'UTC') }),
    };
    const { data } = await ask<AnswerTo<'canInteract'>>(
      'POST',
      `/api/people/${encodeURIComponent(personId)}/can-interact?explain=true`,
      body,
    );
    setAnswer(data);
  };

  return (
    <Page
      title="Why not?"
      lead="Whether a contact would be allowed, and every rule that was asked. The question is kept as evidence; nothing is reserved or sent."
    >
      <Section title="The contact in question">
        <Form
          doing={doing}
          send={personId && person.trim() === personId ? 'Decide' : 'Choose this customer'}
          onSend={decide}
        >
          <TextField
            label="Customer id"
            value={person}
            onText={setPerson}
            required
            hint="As the customer’s page shows it, beginning with BO-."
          />
          {personId && (
            <Shown answer={customer} lines={2}>
              {(value) =>
                value && (
                  <div class="fields">
                    <ChoiceField label="Channel" value={channel} onChoice={setChannel} options={channels.slice(0, 4)} />
                    <ChoiceField label="About" value={theme} onChoice={setTheme} options={themes} />
                    <ChoiceField
                      label="To"
                      value={contact?.contactId ?? ''}
                      onChoice={setContactId}
                      options={
                        fitting.length > 0
                          ? fitting.map((each): Option => [each.contactId, inOneLine(each)])
                          : [['', 'No contact on file']]
                      }
                    />
                    <TextField
                      label="When"
                      type="datetime-local"
                      value={moment}
                      onText={setMoment}
                      hint={`Empty: now. Clocks of ${zone ?? 'UTC'}.`}
                    />
                  </div>
                )
              }
            </Shown>
          )}
        </Form>
      </Section>
      <div aria-live="polite">{answer && <Decided answer={answer} />}</div>
      {personId && (
        <p class="links">
          <Link to={`/customers/${personId}`}>The customer’s page</Link>
        </p>
      )}
    </Page>
  );
}

function Decided({ answer }: { answer: Decided }) {
  const { result, blocking, evaluated = [], nextAllowedAt, timeZones, decisionId, effectiveAt, warnings } = answer;
  const zone = timeZones[0];
  return (
    <>
      <Section title={result ? 'Allowed' : 'Not allowed'} aside={<span class="id">{decisionId}</span>}>
        <div class={`notice ${result ? 'good' : 'bad'}`}>
          <p>
            {result ? 'This contact is lawful at ' : 'This contact is refused at '}
            <When at={effectiveAt} zone={zone} />.
            {!result &&
              (nextAllowedAt ? (
                <>
                  {' '}
                  It is allowed again from <When at={nextAllowedAt} zone={zone} />.
                </>
              ) : (
                ' No time is known at which it becomes lawful.'
              ))}
          </p>
        </div>
        {blocking.length > 0 && <Reasons of={blocking} zone={zone} />}
        {warnings.map(({ code, detail }) => (
          <p class="notice warn" key={code + detail}>
            {detail}
          </p>
        ))}
      </Section>
      <Section title="Every rule that was asked">
        <Table caption="Rules asked" heads={['Rule', 'Says', 'Because', 'Where it stands']}>
          {evaluated
            .toSorted((a, b) => weight(b.outcome) - weight(a.outcome))
            .map(({ ruleId, ruleVersion, outcome, detail, name, citations }) => (
              <tr key={`${ruleId}/${ruleVersion}/${detail}`}>
                <th scope="row">
                  <Link to={`/rules/${ruleId}`}>{name}</Link> <small class="id">{ruleId}</small>
                </th>
                <td>
                  <Badge
                    tone={
                      outcome === 'block' ? 'bad' : outcome === 'warn' ? 'warn' : outcome === 'pass' ? 'good' : 'plain'
                    }
                  >
                    {inWords(outcome)}
                  </Badge>
                </td>
                <td>{detail}</td>
                <td>
                  <Citations of={citations} />
                </td>
              </tr>
            ))}
        </Table>
      </Section>
    </>
  );
}

const weight = (outcome: string): number => ['notApplicable', 'pass', 'warn', 'block'].indexOf(outcome);
