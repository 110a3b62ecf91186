import { useState } from 'preact/hooks';
import { TextField } from '../parts/fields.tsx';
import { Badge, Citations, Empty, Page, Section, Shown, Table } from '../parts/show.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { Link } from '../route.tsx';
import { useSession } from '../session/session.tsx';
import { inWords } from '../words.ts';
import type { Items } from '../answers.ts';
import type { BackTest, HeldRule } from './rule.types.ts';

const shownAtOnce = 50;

export function RulesPage() {
  const { ask, creditorId } = useSession();
  const [text, setText] = useState('');
  const [shown, setShown] = useState(shownAtOnce);
  const rules = useAnswer(async () => {
    const all: HeldRule[] = [];
    for (let after: string | null = ''; after !== null;) {
      const query = new URLSearchParams({ limit: '500', ...(creditorId && { creditorId }), ...(after && { after }) });
      const page: Items<HeldRule> = await ask<Items<HeldRule>>('GET', `/agency/v1/rules?${query}`);
      all.push(...page.items);
      after = page.next;
    }
    return all;
  }, [creditorId]);
  const wanted = text.trim().toLowerCase();
  const fits = ({ ruleId, name, jurisdiction, citations }: HeldRule): boolean =>
    [ruleId, name, jurisdiction, ...citations.map(({ authority, reference }) => `${authority} ${reference}`)].some(
      (each) => each.toLowerCase().includes(wanted),
    );

  return (
    <Page
      title="Rules"
      lead="What is judged before every contact, as it holds now. A change is proposed by one person, tried on what happened, and put into force by another."
    >
      <BackTests />
      <Section title="In force">
        <TextField
          label="Find"
          value={text}
          onText={setText}
          hint="A word of its name, its place (US, CA, NYC) or its citation."
        />
        <Shown answer={rules} lines={12}>
          {(all) => {
            const fitting = all.filter(fits);
            return (
              <>
                <p class="quiet" role="status">
                  {fitting.length} of {all.length} rules
                </p>
                {fitting.length === 0 ? (
                  <Empty>No rule has that in its name, place or citation.</Empty>
                ) : (
                  <Table caption="Rules in force" heads={['Rule', 'Place', 'Does', 'Where it stands']}>
                    {fitting
                      .slice(0, shown)
                      .map(({ ruleId, ruleVersion, name, jurisdiction, enforcement, citations }) => (
                        <tr key={ruleId}>
                          <th scope="row">
                            <Link to={`/rules/${ruleId}`}>{name}</Link>{' '}
                            <small class="id">
                              {ruleId}, version {ruleVersion}
                            </small>
                          </th>
                          <td>{jurisdiction}</td>
                          <td>
                            <Badge tone={enforcement === 'off' ? 'plain' : enforcement === 'warn' ? 'warn' : 'bad'}>
                              {inWords(enforcement)}
                            </Badge>
                          </td>
                          <td>
                            <Citations of={citations} />
                          </td>
                        </tr>
                      ))}
                  </Table>
                )}
                {fitting.length > shown && (
                  <button type="button" onClick={() => setShown(shown + shownAtOnce)}>
                    Show more
                  </button>
                )}
              </>
            );
          }}
        </Shown>
      </Section>
    </Page>
  );
}

function BackTests() {
  const { ask } = useSession();
  const tests = useAnswer(() => ask<Items<BackTest>>('GET', '/agency/v1/rules/back-tests?limit=10'), []);
  if (!tests.value || tests.value.items.length === 0) return null;
  return (
    <Section title="Latest back-tests">
      <Table
        caption="Back-tests"
        heads={[
          'Proposal',
          'State',
          { number: 'Newly refused' },
          { number: 'Newly allowed' },
          { number: 'Violations' },
        ]}
      >
        {tests.value.items.map(({ backTestId, proposals, state, counts }) => (
          <tr key={backTestId}>
            <th scope="row">
              <Link to={`/back-tests/${backTestId}`}>
                {proposals.map(({ ruleId, version }) => `${ruleId} ${version}`).join(', ')}
              </Link>
            </th>
            <td>{inWords(state)}</td>
            <td class="number">{counts.newlyBlocked}</td>
            <td class="number">{counts.newlyAllowed}</td>
            <td class="number">{counts.violations}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
