import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import mongoose from 'mongoose';
import type { Page } from 'playwright-core';
import { newId } from '@fairdue/ids';
import { eventually } from '@fairdue/testing';
import { hasBrowser, startConsole, type ConsoleInBrowser } from './in-a-browser.ts';
import { playCustomer, type PlayedCustomer } from './played-customer.ts';

if (!hasBrowser) console.log('Passed over: the console is tested in Chromium, and /usr/bin/chromium is not there.');
const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('the console in a browser', () => {
  let running: ConsoleInBrowser;
  let ada: PlayedCustomer;
  let colleagueKey: string;
  let portfolioId: string;
  beforeAll(async () => {
    running = await startConsole();
    ada = await playCustomer(running.client);
    colleagueKey = await aColleague(running);
    portfolioId = await aPortfolio(running);
  }, 600_000);
  afterAll(() => running.stop(), 120_000);

  const aWholePage = async (page: Page, words: string) => page.getByText(words).first().waitFor();

  test('why a contact was refused is found from the customer’s name: the rule, and where it stands in the law', async () => {
    const page = await running.pageAt('/');

    await page.getByLabel('Search for').fill('Ada Ashby');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Ada Ashby' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ada Ashby' }).waitFor();
    await page.getByRole('button', { name: 'Refused', exact: true }).click();

    const refused = page.locator('.timeline > li').first();
    await refused.getByText('not made').waitFor();
    expect(await refused.locator('cite').first().innerText()).toMatch(/CFR|U\.S\.C\./);
    expect(await refused.getByRole('link').count()).toBeGreaterThan(0);
    expect(page.url()).toBe(`${running.platform.url}/console/customers/${ada.customerId}`); // no name in it
    await page.context().close();
  });

  test('a hold is placed and lifted, and the timeline tells of both', async () => {
    const page = await running.pageAt(`/customers/${ada.customerId}`);

    await page.getByRole('button', { name: 'Place a hold' }).click();
    await page.getByRole('dialog').getByLabel('In words, for the record').fill('She asked for quiet.');
    await page.getByRole('dialog').getByLabel('Letter').check();
    await page.getByRole('button', { name: 'Place the hold' }).click();
    await aWholePage(page, 'The hold stands');
    const hold = page.locator('.list > li').filter({ hasText: 'She asked for quiet.' });
    await hold.getByRole('button', { name: /^Lift/ }).click();
    await page.getByLabel('Why it is lifted').fill('She wants letters again.');
    await page.getByRole('button', { name: 'Lift the hold', exact: true }).click();

    await aWholePage(page, 'The hold is lifted.');
    await hold.getByText('lifted', { exact: true }).waitFor();
    expect(await hold.getByRole('button').count()).toBe(0);
    await page.context().close();
  });

  test('what protects a customer by law is lifted by a second person alone', async () => {
    const first = await running.pageAt(`/customers/${ada.customerId}`);
    await first.getByRole('button', { name: 'Place a hold' }).click();
    await first.getByRole('dialog').getByLabel('Why').selectOption('cease');
    await first.getByRole('button', { name: 'Place the hold' }).click();
    await aWholePage(first, 'The hold stands');
    const cease = (page: Page) => page.locator('.list > li').filter({ hasText: 'Cease and desist' });
    await cease(first).getByRole('button', { name: /^Lift/ }).click();
    await first.getByLabel('Why it is lifted').fill('She wrote again.');
    await first.getByRole('button', { name: 'Lift the hold', exact: true }).click();
    await aWholePage(first, 'Another person than you has to confirm.');
    expect(await cease(first).getByRole('button').count()).toBe(0);

    const second = await running.pageAt(`/customers/${ada.customerId}`, { apiKey: colleagueKey });
    await cease(second)
      .getByRole('button', { name: /^Confirm the lift/ })
      .click();
    await second.getByRole('button', { name: 'Confirm', exact: true }).click();

    await aWholePage(second, 'The hold is lifted.');
    for (const page of [first, second]) await page.context().close();
  });

  test('the explorer says why not, by which rule, and when it may be', async () => {
    const page = await running.pageAt(`/why/${ada.customerId}`);

    await aWholePage(page, 'Clocks of America/Chicago.');
    await page.getByLabel('Channel').selectOption('email');
    await page.getByLabel('When').fill('2027-01-05T03:00');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('heading', { name: 'Not allowed' }).waitFor();

    expect(await page.locator('.reasons').innerText()).toContain('1692c(a)(1)');
    expect(await page.locator('.notice.bad').innerText()).toMatch(/allowed again from 2027-01-0\d \d\d:\d\d CST/);
    await page.context().close();
  });

  test('a dead letter is shown, given up with a reason, and its key redriven', async () => {
    const key = await aFaultyMessage(running.platform.mongoUrl);
    const page = await running.pageAt('/dead-letters');
    const letter = page.getByRole('row').filter({ hasText: key });

    await letter.waitFor();
    await page.setViewportSize({ width: 360, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.setViewportSize({ width: 1_280, height: 900 });
    await letter.getByRole('button', { name: /^Show/ }).click();
    await page.getByRole('dialog').getByText('"broken": true').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await letter.getByRole('button', { name: /^Redrive/ }).click();
    await aWholePage(page, 'still at fault');
    await letter.getByRole('button', { name: /^Give up/ }).click();
    await page.getByLabel('Why', { exact: true }).fill('Sent by a test system.');
    await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
    await aWholePage(page, 'The next redrive of its key passes over it.');
    await letter.getByRole('button', { name: /^Redrive/ }).click();

    await aWholePage(page, 'nothing of that key waits any more');
    await eventually(async () => (await letter.count()) === 0);
    await page.context().close();
  });

  test('a customer’s evidence is verified in the browser, against a fingerprint; one letter changed is seen', async () => {
    const fingerprint = await eventually(() => theFingerprint(running), 30_000);
    const page = await running.pageAt(`/evidence/${ada.customerId}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');

    await page.getByLabel('Fingerprint').fill(fingerprint);
    await page.getByRole('button', { name: 'Verify' }).click();
    await aWholePage(page, 'Signed by the key you named.');

    const altered = {
      name: 'altered.jsonl',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(text.replace('do-not-interact', 'do-not-interacT')),
    };
    await page.getByLabel('File', { exact: true }).setInputFiles(altered);
    await aWholePage(page, 'altered.jsonl');
    await page.getByRole('button', { name: 'Verify' }).click();
    await aWholePage(page, 'Tampered with');
    expect(await page.locator('.notice li').first().innerText()).toContain('was altered');

    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ ...altered, name: 'whole.jsonl', buffer: Buffer.from(text) });
    await aWholePage(page, 'whole.jsonl');
    await page.getByLabel('Fingerprint').fill('0'.repeat(64));
    await page.getByRole('button', { name: 'Verify' }).click();
    await aWholePage(page, 'the key you named did not sign it');
    await page.context().close();
  });

  test('a campaign over a portfolio shows its progress and arms, and is paused and resumed', async () => {
    const page = await running.pageAt(`/campaigns/${portfolioId}`);
    await page.getByText(/^Done: \d+ documents looked at/).waitFor();
    expect(await page.getByRole('rowheader', { name: 'challenger' }).count()).toBeGreaterThan(0);

    for (const [verb, state] of [
      ['Pause', 'Paused'],
      ['Resume', 'Running'],
    ] as const) {
      await page.getByRole('button', { name: verb, exact: true }).click();
      await page.getByLabel('Why, for the log').fill('Bank holiday.');
      await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
      await aWholePage(page, `${verb}: done.`);
      await page.locator('.badge').filter({ hasText: state }).first().waitFor();
    }

    await page.goto(`${running.platform.url}/console/campaigns`);
    await page.getByRole('link', { name: 'Winter' }).waitFor();
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await aWholePage(page, 'documents would get the campaign');
    await page.context().close();
  });

  test('the campaign of one customer shows each contact with the last answer of the rules', async () => {
    const page = await running.pageAt(`/documents/${ada.documentId}/${ada.campaignId}`);

    const call = page.getByRole('row').filter({ hasText: '3. Call' });
    await call.getByText('Do not interact').first().waitFor();

    expect(await page.getByRole('row').filter({ hasText: '1. Email' }).innerText()).toContain('Allowed');
    await page.context().close();
  });

  test('a change of a rule is proposed by one person, tried, and put into force by another', async () => {
    const first = await running.pageAt('/rules');
    await first.getByLabel('Find').fill('reg-f-calls-after-conversation');
    await first.getByRole('link', { name: /Seven days after a conversation/ }).click();
    await first.getByLabel('Why').fill('Counsel wants to see it first.');
    await first.getByRole('button', { name: 'Propose' }).click();
    await aWholePage(first, 'is proposed');
    await first.getByLabel('To version').selectOption({ index: 1 });
    expect(await first.locator('ins', { hasText: '"enforcement": "warn"' }).count()).toBe(1);
    await aWholePage(first, 'Another person than you puts it into force.');
    await first.getByRole('button', { name: 'Back-test' }).click();
    await first.getByRole('button', { name: 'Start the back-test' }).click();
    await first.getByRole('heading', { level: 1, name: 'Back-test' }).waitFor();
    await first.getByText('Done', { exact: true }).waitFor();

    const second = await running.pageAt('/rules/reg-f-calls-after-conversation', { apiKey: colleagueKey });
    await second.getByRole('button', { name: 'Put into force' }).click();
    await second.getByRole('dialog').getByLabel('Why').fill('Agreed.');
    await second.getByRole('dialog').getByRole('button', { name: 'Put into force' }).click();
    await aWholePage(second, 'holds ten seconds from now');
    for (const page of [first, second]) await page.context().close();
  });

  test('by keyboard alone somebody signs in, finds a customer and filters the timeline', async () => {
    const page = await running.newPage();
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const focused = () =>
      page.evaluate<string>(
        'document.activeElement.textContent || document.activeElement.getAttribute("aria-label") || document.activeElement.id',
      );
    const tabTo = async (words: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await press('Tab');
        if ((await focused()).startsWith(words)) return;
      }
      throw new Error(`No way by keyboard to ${words}.`);
    };
    await page.goto(`${running.platform.url}/console/`);
    await page.getByLabel('API key').waitFor();
    await press('Tab');
    await page.keyboard.type(running.apiKey);
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    expect(await focused()).toBe('Customers');
    await page.reload(); // from the top of the page, as somebody who comes back
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await press('Tab', 'Tab'); // what to search by, then what for
    await page.keyboard.type('Ada Ashby');
    await press('Enter');
    await page.getByRole('link', { name: 'Ada Ashby' }).waitFor();
    await tabTo('Ada Ashby');
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ada Ashby' }).waitFor();
    await page.getByRole('button', { name: 'Refused', exact: true }).waitFor();
    await tabTo('Refused');
    await press('Enter');
    expect(await page.getByRole('button', { name: 'Refused', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await page.context().close();
  });

  test('a session that was ended is asked for again at the same place; another site’s page has none', async () => {
    const page = await running.pageAt(`/customers/${ada.customerId}`);
    expect(await page.evaluate<string>('document.cookie')).toBe('');
    expect(await page.evaluate<string[]>('Object.keys(localStorage)')).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    expect(page.url()).toContain(ada.customerId);
    expect((await page.context().cookies()).filter(({ name }) => name === 'fairdue-console')).toEqual([]);
    await page.context().close();
  });

  test('what happens to a customer is shown as it happens', async () => {
    const page = await running.pageAt(`/customers/${ada.customerId}`);
    await aWholePage(page, 'Shows what happens as it happens.');
    await running.client.post('/agency/v1/holds', { customerId: ada.customerId, reason: 'pause', channels: ['mail'] });

    await eventually(async () => {
      await running.client.send('PATCH', `/v1/documents/${ada.documentId}`, { title: `Loan ${newId('event')}` });
      return (await page.getByText('Something new has just happened.').count()) === 1;
    }, 60_000);

    await aWholePage(page, 'Hold placed: Paused');
    await page.context().close();
  });

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const looks = [
    { width: 1_280, colorScheme: 'light' },
    { width: 1_280, colorScheme: 'dark' },
    { width: 360, colorScheme: 'light' },
    { width: 360, colorScheme: 'dark' },
  ] as const;
  test.each(looks)('every screen is accessible and fits, $width wide and $colorScheme', async (look) => {
    const places = ['/', `/customers/${ada.customerId}`, `/why/${ada.customerId}`, '/campaigns', `/campaigns/${portfolioId}`, `/documents/${ada.documentId}/${ada.campaignId}`, '/rules', '/rules/reg-f-hours', '/dead-letters', `/evidence/${ada.customerId}`, '/nowhere']; // prettier-ignore
    const faults: unknown[] = [];
    const check = async (page: Page, place: string): Promise<void> => {
      await page.evaluate(axe);
      const found = await page.evaluate<unknown[]>(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
      );
      const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
      if (found.length > 0 || isTooWide) faults.push([place, isTooWide, ...found]);
    };
    const page = await running.pageAt('/', look);
    for (const place of places) {
      await page.goto(`${running.platform.url}/console${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await eventually(async () => (await page.locator('.loading, [aria-busy=true]').count()) === 0, 60_000);
      await check(page, place);
    }
    await page.goto(`${running.platform.url}/console/customers/${ada.customerId}`);
    await page.getByRole('button', { name: 'Place a hold' }).click();
    await check(page, 'the dialog');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await check(page, 'sign in');

    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('in all of this no page asked anybody but the platform', () => {
    const elsewhere = running.requested.filter(
      (url) => !url.startsWith(`${running.platform.url}/`) && !url.startsWith('blob:'),
    );

    expect(elsewhere).toEqual([]);
    expect(running.requested.length).toBeGreaterThan(100);
  });
});

/** Another person who may do everything: whom the first one asks to agree. */
async function aColleague({ client }: ConsoleInBrowser): Promise<string> {
  const { body: creditors } = await client.get('/agency/v1/creditors');
  const creditorIds = (creditors as { items: { creditorId: string }[] }).items.map(({ creditorId }) => creditorId);
  const opened = await client.post('/agency/v1/accounts', { name: 'A colleague', permissions: ['*'], creditorIds });
  const { accountId } = opened.body as { accountId: string };
  const issued = await client.post(`/agency/v1/accounts/${accountId}/keys`, {});
  return (issued.body as { apiKey: string }).apiKey;
}

/** A campaign over everything that is behind, with two arms. */
async function aPortfolio({ client }: ConsoleInBrowser): Promise<string> {
  const { body } = await client.post('/v1/rcm/campaigns', {
    name: 'Winter', filter: {}, sms: false, email: true, call: false, tone: 'plain', cadence: 'day 1, day 5, day 14',
    arms: [{ name: 'champion', share: 50 }, { name: 'challenger', share: 50, cadence: 'weekly' }],
  }); // prettier-ignore
  return (body as { campaign: { id: string } }).campaign.id;
}

/** The key that signs, from another way than the file that it signed. */
async function theFingerprint({ client }: ConsoleInBrowser): Promise<string | false> {
  const { body } = await client.get('/agency/v1/evidence/checkpoints?limit=1');
  return (body as { items: { checkpoint: { keyId: string } }[] }).items[0]?.checkpoint.keyId ?? false;
}

/** A message that recover cannot read lies in its store, as its consumer would have left it there; returns its key. */
async function aFaultyMessage(mongoUrl: string): Promise<string> {
  const key = newId('customer');
  const db = await mongoose.createConnection(mongoUrl, { dbName: 'fairdue_recover' }).asPromise();
  await db.collection<{ _id: string } & Record<string, unknown>>('deadLetters').insertOne({
    _id: `recover.compliance-guard.decisions.0.00000000000000000007.${key.slice(-12).toLowerCase()}`,
    group: 'recover', topic: 'compliance-guard.decisions', key, partition: 0, offset: '7', sequence: null,
    type: 'compliance-guard.hold-placed.v1', order: 1, state: 'waiting', attempts: 5, value: Buffer.from('{"broken": true}'),
    headers: {}, cause: { code: 'event-data-invalid', detail: 'holdId is missing' }, deadAt: new Date(), settledAt: null, givenUp: null,
  }); // prettier-ignore
  await db.close();
  return key;
}
