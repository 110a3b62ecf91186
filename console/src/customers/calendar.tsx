import { useState } from 'preact/hooks';
import { ChoiceField } from '../parts/fields.tsx';
import { Citations, Empty, Section, Shown, Table } from '../parts/show.tsx';
import { dayName } from '../parts/time.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import { channels, themes } from '../words.ts';
import type { Contact } from './customer.types.ts';
import { inOneLine } from './customer.types.ts';
import { closingRules, daysOf, openHours, type Calendar as Week, type Day, type Stretch } from './week.ts';

/** The coming week of one channel: when a contact would be lawful, and which rule closes the time between. */
export function Calendar({ customerId, contacts }: { customerId: string; contacts: readonly Contact[] }) {
  const { ask } = useSession();
  const [channel, setChannel] = useState('voice');
  const [theme, setTheme] = useState('opsCollDebt');
  const query = new URLSearchParams({ channel, theme, days: '7' });
  const week = useAnswer(
    () => ask<Week>('GET', `/agency/v1/people/${encodeURIComponent(customerId)}/calendar?${query}`),
    [customerId, channel, theme],
  );
  return (
    <Section title="Lawful windows of the coming week">
      <div class="fields">
        <ChoiceField label="Channel" value={channel} onChoice={setChannel} options={channels.slice(0, 4)} />
        <ChoiceField label="About" value={theme} onChoice={setTheme} options={themes} />
      </div>
      <Shown answer={week} lines={7}>
        {(value) => (
          <DrawnWeek week={value} contact={contacts.find(({ contactId }) => contactId === value.contactId)} />
        )}
      </Shown>
    </Section>
  );
}

function DrawnWeek({ week, contact }: { week: Week; contact: Contact | undefined }) {
  const zone = week.timeZones[0] ?? 'UTC';
  const days = daysOf(week, zone);
  const rules = closingRules(days);
  return (
    <>
      <p class="quiet">
        To {contact ? inOneLine(contact) : week.contactId}. Clocks of {zone}
        {week.timeZones.length > 1 && `; open only where it is open in ${week.timeZones.join(' and ')}`}.
      </p>
      <table class="week">
        <caption class="hidden">Open hours by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <td aria-hidden="true">
              <span class="hours">
                {[0, 6, 12, 18, 24].map((hour) => (
                  <span key={hour}>{hour}</span>
                ))}
              </span>
            </td>
            <th scope="col">Open</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <DrawnDay key={day.date} day={day} />
          ))}
        </tbody>
      </table>
      {rules.length === 0 ? (
        <Empty>Nothing closes this week.</Empty>
      ) : (
        <Table caption="Rules that close the time between" heads={['Closed by', { number: 'Days' }, 'Where it stands']}>
          {rules.map(({ ruleId, message, reasonCode, citations, days: onDays }) => (
            <tr key={`${ruleId}/${message}`}>
              <th scope="row">
                {message} <small class="id">{ruleId ?? reasonCode}</small>
              </th>
              <td class="number">{onDays}</td>
              <td>
                <Citations of={citations} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

const DrawnDay = ({ day }: { day: Day }) => (
  <tr>
    <th scope="row">{dayName(day.date)}</th>
    <td aria-hidden="true">
      <svg class="day" viewBox="0 0 1440 20" preserveAspectRatio="none">
        {day.stretches.map((each) => (
          <DrawnStretch key={each.fromMinutes} stretch={each} />
        ))}
      </svg>
    </td>
    <td class="open-hours">{openHours(day)}</td>
  </tr>
);

const DrawnStretch = ({ stretch: { fromMinutes, untilMinutes, isOpen, closedBy } }: { stretch: Stretch }) => (
  <rect
    x={fromMinutes}
    y="0"
    width={Math.max(4, untilMinutes - fromMinutes)}
    height="20"
    class={isOpen ? 'open' : 'shut'}
  >
    <title>{isOpen ? 'Open' : closedBy.map(({ message }) => message).join(' ')}</title>
  </rect>
);
