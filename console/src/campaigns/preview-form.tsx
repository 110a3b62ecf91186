import { useState } from 'preact/hooks';
import { CheckField, ChoiceField, Form, TextField } from '../parts/fields.tsx';
import { Section } from '../parts/show.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { dayName } from '../parts/time.ts';
import { useSession } from '../session/session.tsx';
import { inWords } from '../words.ts';
import type { Preview } from './campaign.types.ts';

/** What a campaign over all loans that are behind would do in its first thirty days. Nothing is stored, and nobody contacted. */
export function PreviewForm() {
  const { ask } = useSession();
  const [cadence, setCadence] = useState('day 1 email, day 5 sms, day 14');
  const [tone, setTone] = useState('plain');
  const [channels, setChannels] = useState({ email: true, sms: true, call: false });
  const [preview, setPreview] = useState<Preview>();
  const doing = useDoing();
  const look = async (): Promise<void> => {
    const body = { ...channels, cadence, tone, filter: { status: 'BEHIND' } };
    setPreview(await ask<Preview>('POST', '/v1/rcm/campaigns/preview', body));
  };
  return (
    <Section title="Preview">
      <Form doing={doing} send="Show what it would do" onSend={look}>
        <div class="fields">
          <TextField
            label="Cadence, in words"
            value={cadence}
            onText={setCadence}
            required
            hint="For instance: weekly for 4 weeks then monthly."
          />
          <ChoiceField
            label="Tone"
            value={tone}
            onChoice={setTone}
            options={[
              ['plain', 'Neutral'],
              ['warm', 'Empathetic'],
              ['firm', 'Firm'],
            ]}
          />
          <fieldset>
            <legend>Channels</legend>
            {(['email', 'sms', 'call'] as const).map((channel) => (
              <CheckField
                key={channel}
                label={{ email: 'Email', sms: 'Text', call: 'Call' }[channel]}
                checked={channels[channel]}
                onCheck={(is) => setChannels({ ...channels, [channel]: is })}
              />
            ))}
          </fieldset>
        </div>
      </Form>
      <div aria-live="polite">{preview && <Previewed preview={preview} />}</div>
    </Section>
  );
}

const figure = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  low === value && high === value ? String(value) : `${value} (${low} to ${high})`;

function Previewed({ preview: { isEstimate, matched, starting, skipped, arms, calendar } }: { preview: Preview }) {
  const most = Math.max(1, ...calendar.map(({ touches }) => touches.value));
  const planned = calendar.filter(({ touches }) => touches.high > 0);
  return (
    <>
      <p>
        <strong>{figure(starting)}</strong> of {figure(matched)} documents would get the campaign
        {isEstimate && ', estimated from a sample'}.
        {Object.entries(skipped).map(([why, many]) => ` ${figure(many)} not: ${inWords(why).toLowerCase()}.`)}
        {arms.flatMap(({ warnings }) => warnings).map((each) => ` ${inWords(each)}.`)}
      </p>
      {planned.length > 0 && (
        <table class="plan">
          <caption class="hidden">Contacts planned by day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Contacts</th>
              <td aria-hidden="true" />
              <th scope="col">Email, text, call</th>
            </tr>
          </thead>
          <tbody>
            {planned.map(({ date, touches, email, sms, call }) => (
              <tr key={date}>
                <th scope="row">{dayName(date)}</th>
                <td class="number">{figure(touches)}</td>
                <td class="bar-cell" aria-hidden="true">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                    <rect width={(touches.value / most) * 100} height="10" rx="1" />
                  </svg>
                </td>
                <td class="number">
                  {email}, {sms}, {call}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
