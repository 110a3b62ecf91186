import { useState } from 'preact/hooks';
import type { Items } from '../answers.ts';
import { ChoiceField, type Option } from '../parts/fields.tsx';
import { Badge, Citations, Page, Section, Shown, Table, When } from '../parts/show.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import { inWords, toneOf } from '../words.ts';
import { diffLines, inOrder } from './diff.ts';
import { Propose } from './propose.tsx';
import type { Version } from './rule.types.ts';
import { VersionActions } from './version-actions.tsx';

export function RulePage({ ruleId }: { ruleId: string }) {
  const { ask } = useSession();
  const [said, setSaid] = useState('');
  const versions = useAnswer(
    () =>
      ask<Items<Version>>('GET', `/agency/v1/rules/${encodeURIComponent(ruleId)}/versions`).then(({ items }) => items),
    [ruleId],
  );
  const done = (words: string): void => {
    setSaid(words);
    versions.again();
  };
  const shipped = versions.value?.find(({ state }) => state === 'shipped');
  return (
    <Page title={shipped?.record?.name ?? 'Rule'} lead={shipped?.record?.message ?? undefined}>
      <Shown answer={versions} lines={10}>
        {(all) => (
          <>
            <p>
              <span class="id">{ruleId}</span> · <Citations of={shipped?.record?.citations ?? []} />
            </p>
            <p class="said" role="status">
              {said}
            </p>
            <Section title="Versions">
              <Table caption="Versions" heads={['Version', 'State', 'For', 'Proposed', 'In force from', 'To do']}>
                {all.map((version) => (
                  <tr key={version.version}>
                    <th scope="row">{version.version}</th>
                    <td>
                      <Badge tone={toneOf(version.state)}>{inWords(version.state)}</Badge>
                    </td>
                    <td class="id">{version.creditorId ?? 'everybody'}</td>
                    <td>
                      {version.proposedAt ? <When at={version.proposedAt} /> : '–'}
                      {version.proposedBy && (
                        <small>
                          {version.proposedBy.id}: {version.proposedBy.description}
                        </small>
                      )}
                    </td>
                    <td>{version.effectiveAt ? <When at={version.effectiveAt} /> : '–'}</td>
                    <td>
                      <VersionActions version={version} onDone={done} />
                    </td>
                  </tr>
                ))}
              </Table>
            </Section>
            <Compare versions={all} />
            <Propose ruleId={ruleId} onDone={done} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Compare({ versions }: { versions: readonly Version[] }) {
  const last = versions.at(-1);
  const [before, setBefore] = useState(String(versions[0]?.version ?? ''));
  const [after, setAfter] = useState(String(last?.version ?? ''));
  const options = versions.map(({ version, state }): Option => [String(version), `${version}, ${state}`]);
  const textOf = (version: string): string =>
    inOrder(versions.find((each) => String(each.version) === version)?.record ?? null);
  const lines = diffLines(textOf(before), textOf(after));
  const changed = lines.filter(({ kind }) => kind !== 'same').length;
  return (
    <Section title="What differs">
      <div class="fields">
        <ChoiceField label="From version" value={before} onChoice={setBefore} options={options} />
        <ChoiceField label="To version" value={after} onChoice={setAfter} options={options} />
      </div>
      <p class="quiet" role="status">
        {changed === 0 ? 'Nothing differs.' : `${changed} lines differ.`}
      </p>
      <ol class="diff" tabIndex={0} aria-label="The record, line by line">
        {lines.map(({ kind, text }, i) => (
          <li key={i}>
            {kind === 'same' && text}
            {kind === 'added' && <ins>+ {text}</ins>}
            {kind === 'removed' && <del>− {text}</del>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
