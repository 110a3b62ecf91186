import { useState } from 'preact/hooks';
import { Form, TextField } from '../parts/fields.tsx';
import { Page, Section } from '../parts/show.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { verifyFile, type Verdict } from './verify-file.ts';

type Loaded = { name: string; text: string };

export function EvidencePage({ customerId }: { customerId: string }) {
  const { may } = useSession();
  const [file, setFile] = useState<Loaded>();
  return (
    <Page
      title="Evidence"
      lead="What was decided, held and sent, as files that prove themselves: no entry can be changed, removed or put in without it showing."
    >
      {may('agency.evidence:read') && <Fetch customerId={customerId} onFile={setFile} />}
      <Verify file={file} onFile={setFile} />
    </Page>
  );
}

function save({ name, text }: Loaded): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function Fetch({ customerId, onFile }: { customerId: string; onFile: (file: Loaded) => void }) {
  const { fetchText } = useSession();
  const [id, setId] = useState(customerId);
  const doing = useDoing();
  const wanted = id.trim();
  const load = async (): Promise<void> => {
    const path = wanted
      ? `/agency/v1/customers/${encodeURIComponent(wanted)}/evidence`
      : '/agency/v1/evidence/export?limit=1000';
    const file = { name: `evidence-${wanted || 'chain'}.jsonl`, text: await fetchText(path, 'application/x-ndjson') };
    save(file);
    onFile(file);
  };
  return (
    <Section title="Get a file">
      <Form doing={doing} send="Download" onSend={load}>
        <TextField
          label="Customer id"
          value={id}
          onText={setId}
          hint="Empty: the first thousand entries of the creditor’s whole chain."
        />
      </Form>
      {wanted && (
        <p class="links">
          <Link to={`/customers/${wanted}`}>The customer’s page</Link>
        </p>
      )}
    </Section>
  );
}

function Verify({ file, onFile }: { file: Loaded | undefined; onFile: (file: Loaded) => void }) {
  const [fingerprint, setFingerprint] = useState('');
  const [verdict, setVerdict] = useState<Verdict>();
  const doing = useDoing();
  const verify = async (): Promise<void> => {
    setVerdict(undefined);
    if (!file) throw new Error('Choose a file, or download one above.');
    setVerdict(await verifyFile(file.text, fingerprint.trim()));
  };
  return (
    <Section title="Verify a file">
      <p class="quiet">In this browser, by the rules of the command npm run evidence. Nothing is sent anywhere.</p>
      <Form doing={doing} send="Verify" onSend={verify}>
        <div class="field">
          <label for="evidence-file">File</label>
          <input
            id="evidence-file"
            type="file"
            accept=".jsonl,.ndjson,application/x-ndjson"
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              setVerdict(undefined);
              if (chosen) void chosen.text().then((text) => onFile({ name: chosen.name, text }));
            }}
          />
          <p class="hint">
            {file ? `To be verified: ${file.name}` : 'Whoever downloads one above has it here already.'}
          </p>
        </div>
        <TextField
          label="Fingerprint of the agency’s key"
          value={fingerprint}
          onText={setFingerprint}
          hint="As you got it on paper or in a contract, not from the file: whoever makes up a file makes up its key."
        />
      </Form>
      <div role="status">{verdict && <Said verdict={verdict} isKeyNamed={fingerprint.trim() !== ''} />}</div>
    </Section>
  );
}

const tones = { whole: 'good', tampered: 'bad', 'other-keys': 'warn', unknown: 'warn' } as const;

function Said({ verdict, isKeyNamed }: { verdict: Verdict; isKeyNamed: boolean }) {
  const { outcome, faults, faultCount, entries, checkpoints, keyIds, range } = verdict;
  const counted = `${entries} entries and ${checkpoints} checkpoints`;
  return (
    <div class={`notice ${tones[outcome]}`}>
      {outcome === 'whole' && (
        <p>
          <strong>Whole</strong>, from position {(range?.after ?? 0) + 1} to {range?.position}: {counted}.{' '}
          {isKeyNamed
            ? 'Signed by the key you named.'
            : 'Compare the key below with the fingerprint the agency gave you.'}
        </p>
      )}
      {outcome === 'tampered' && (
        <p>
          <strong>Tampered with</strong>: {faultCount} faults in {counted}.
        </p>
      )}
      {outcome === 'other-keys' && (
        <p>
          <strong>Not checked</strong>: the key you named did not sign it. Either the fingerprint is the wrong one, or
          the whole file was made up.
        </p>
      )}
      {outcome === 'unknown' && (
        <p>
          <strong>This browser cannot check it</strong>: it does not know Ed25519 signatures. Take a newer one, or npm
          run evidence -- verify.
        </p>
      )}
      {faults.length > 0 && (
        <ul>
          {faults.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {keyIds.map((each) => (
        <p key={each}>
          Signed by <code>{each}</code>
        </p>
      ))}
      {range?.next != null && <p>The chain goes on in the file that is asked for with after={range.next}.</p>}
    </div>
  );
}
