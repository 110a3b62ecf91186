import { useState } from 'preact/hooks';
import { CheckField, Form, TextField } from '../parts/fields.tsx';
import { Section } from '../parts/show.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import type { Version } from './rule.types.ts';

function changeIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The change is no JSON: look for a missing quote, comma or brace.');
  }
}

/** What differs from the version that holds now; the platform checks it, and judges nothing by it until a second person agrees. */
export function Propose({ ruleId, onDone }: { ruleId: string; onDone: (words: string) => void }) {
  const { ask, may, creditorId } = useSession();
  const [change, setChange] = useState('{\n  "enforcement": "warn"\n}');
  const [reason, setReason] = useState('');
  const [isForAll, setIsForAll] = useState(false);
  const doing = useDoing();
  if (!may('agency.rules:write')) return null;
  const propose = async (): Promise<void> => {
    const body = { creditorId: isForAll ? null : creditorId, change: changeIn(change), reason: reason.trim() };
    const { version } = await ask<Version>('POST', `/agency/v1/rules/${encodeURIComponent(ruleId)}/versions`, body);
    setReason('');
    onDone(`Version ${version} is proposed. Try it on what happened before another person puts it into force.`);
  };
  return (
    <Section title="Propose a change">
      <Form doing={doing} send="Propose" onSend={propose}>
        <TextField
          label="What changes (JSON)"
          rows={5}
          value={change}
          onText={setChange}
          required
          hint="Only what differs. The rest of the record stays."
        />
        <TextField label="Why" value={reason} onText={setReason} required />
        {may('agency.rules:everywhere') && (
          <CheckField
            label="For every creditor without a version of their own"
            checked={isForAll}
            onCheck={setIsForAll}
          />
        )}
      </Form>
    </Section>
  );
}
