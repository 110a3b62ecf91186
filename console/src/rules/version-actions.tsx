import { useState } from 'preact/hooks';
import { Dialog, Form, TextField } from '../parts/fields.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { goTo } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import type { BackTest, Version } from './rule.types.ts';

type Verb = 'back-test' | 'activation' | 'withdrawal';
const words: Readonly<Record<Verb, readonly [title: string, send: string]>> = {
  'back-test': ['Try it on what happened', 'Start the back-test'],
  activation: ['Put it into force', 'Put into force'],
  withdrawal: ['Take the proposal back', 'Take back'],
};

/** What can be done with a proposal. Whoever proposed it tries it or takes it back; somebody else puts it into force. */
export function VersionActions({ version, onDone }: { version: Version; onDone: (words: string) => void }) {
  const { may, accountId } = useSession();
  const [verb, setVerb] = useState<Verb>();
  if (version.state !== 'proposed') return <>–</>;
  const isMine = version.proposedBy?.id === accountId;
  return (
    <div class="actions">
      {may('agency.rules:write') && version.record && (
        <button type="button" onClick={() => setVerb('back-test')}>
          Back-test
        </button>
      )}
      {may('agency.rules:activate') && !isMine && (
        <button type="button" onClick={() => setVerb('activation')}>
          Put into force
        </button>
      )}
      {may('agency.rules:write') && (
        <button type="button" onClick={() => setVerb('withdrawal')}>
          Take back
        </button>
      )}
      {isMine && <p class="quiet">Another person than you puts it into force.</p>}
      {verb && <Act verb={verb} version={version} onDone={onDone} onClose={() => setVerb(undefined)} />}
    </div>
  );
}

const monthAgo = (): string => new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);

type ActProps = { verb: Verb; version: Version; onDone: (words: string) => void; onClose: () => void };
function Act({ verb, version: { ruleId, version, creditorId: whose }, onDone, onClose }: ActProps) {
  const { ask, creditorId } = useSession();
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState(monthAgo);
  const doing = useDoing();
  const act = async (): Promise<void> => {
    if (verb === 'back-test') {
      const body = { creditorId: whose ?? creditorId, proposals: [{ ruleId, version }], from: `${from}T00:00:00.000Z` };
      const { backTestId } = await ask<BackTest>('POST', '/agency/v1/rules/back-tests', body);
      return goTo(`/back-tests/${backTestId}`);
    }
    await ask('POST', `/agency/v1/rules/${encodeURIComponent(ruleId)}/versions/${version}/${verb}`, {
      reason: reason.trim(),
    });
    onClose();
    onDone(
      verb === 'activation' ? `Version ${version} holds ten seconds from now.` : `Version ${version} is taken back.`,
    );
  };
  return (
    <Dialog title={words[verb][0]} onClose={onClose}>
      <Form doing={doing} send={words[verb][1]} onSend={act} onCancel={onClose}>
        {verb === 'back-test' ? (
          <TextField
            label="From"
            type="date"
            value={from}
            onText={setFrom}
            required
            hint="Everything decided since then is judged again. It changes nothing."
          />
        ) : (
          <TextField label="Why" value={reason} onText={setReason} required />
        )}
      </Form>
    </Dialog>
  );
}
