import { BackTestPage } from './rules/back-test-page.tsx';
import { CampaignPage } from './campaigns/campaign-page.tsx';
import { CampaignsPage } from './campaigns/campaigns-page.tsx';
import { PortfolioPage } from './campaigns/portfolio-page.tsx';
import { CustomerPage } from './customers/customer-page.tsx';
import { FindCustomer } from './customers/find-customer.tsx';
import { DeadLettersPage } from './dead-letters/dead-letters-page.tsx';
import { EvidencePage } from './evidence/evidence-page.tsx';
import { WhyNotPage } from './explorer/why-not-page.tsx';
import { Empty, Page } from './parts/show.tsx';
import { ThemeSwitch } from './parts/theme.tsx';
import { Link, usePlace } from './route.tsx';
import { RulePage } from './rules/rule-page.tsx';
import { RulesPage } from './rules/rules-page.tsx';
import { useSession, WithSession } from './session/session.tsx';

const sections = [
  ['', 'Customers', 'agency.customers:read'],
  ['why', 'Why not?', 'complianceguard.decision:create'],
  ['campaigns', 'Campaigns', 'campaign.campaigns:read'],
  ['rules', 'Rules', 'agency.rules:read'],
  ['dead-letters', 'Dead letters', 'agency.dead-letters:read'],
  ['evidence', 'Evidence', undefined],
] as const;

export const App = () => (
  <WithSession>
    <Frame />
  </WithSession>
);

function Frame() {
  const place = usePlace();
  const { may } = useSession();
  const [section = ''] = place;
  const isIn = (name: string): boolean => name === section || (name === '' && section === 'customers');
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <p class="brand">Fairdue</p>
        <nav aria-label="Sections">
          <ul>
            {sections
              .filter(([, , permission]) => permission === undefined || may(permission))
              .map(([name, words]) => (
                <li key={name}>
                  <Link to={`/${name}`} current={isIn(name)}>
                    {words}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <WhoIsIn />
      </header>
      <main id="main" tabIndex={-1}>
        <Screen place={place} />
      </main>
    </>
  );
}

function WhoIsIn() {
  const { accountId, creditorId, creditorIds, chooseCreditor, signOut } = useSession();
  return (
    <div class="who">
      {creditorIds.length > 1 && (
        <label class="compact-field">
          <span>Creditor</span>
          <select value={creditorId} onChange={(event) => chooseCreditor(event.currentTarget.value)}>
            {creditorIds.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      )}
      <ThemeSwitch />
      <p class="account">
        <span class="quiet">Signed in as</span>{' '}
        <span class="id" title={accountId}>
          {accountId}
        </span>
      </p>
      <button type="button" onClick={signOut}>
        Sign out
      </button>
    </div>
  );
}

function Screen({ place }: { place: readonly string[] }) {
  const { creditorId } = useSession();
  const [section = '', id, more] = place;
  const key = `${creditorId}/${place.join('/')}`;
  if (section === '') return <FindCustomer key={key} />;
  if (section === 'customers' && id) return <CustomerPage key={key} customerId={id} />;
  if (section === 'why') return <WhyNotPage key={key} personId={id ?? ''} />;
  if (section === 'campaigns' && id) return <PortfolioPage key={key} portfolioId={id} />;
  if (section === 'campaigns') return <CampaignsPage key={key} />;
  if (section === 'documents' && id && more) return <CampaignPage key={key} documentId={id} campaignId={more} />;
  if (section === 'rules' && id) return <RulePage key={key} ruleId={id} />;
  if (section === 'rules') return <RulesPage key={key} />;
  if (section === 'back-tests' && id) return <BackTestPage key={key} backTestId={id} />;
  if (section === 'dead-letters') return <DeadLettersPage key={key} />;
  if (section === 'evidence') return <EvidencePage key={key} customerId={id ?? ''} />;
  return (
    <Page title="Nothing is here">
      <Empty>
        This address leads nowhere in the console. <Link to="/">Go to the customers</Link>.
      </Empty>
    </Page>
  );
}
