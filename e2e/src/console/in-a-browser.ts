import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@fairdue/ids';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startPlatform, type Platform } from '../../../tools/platform/platform.ts';
import { Client } from '../contract/client.ts';

/** Debian's package. Where there is none, what needs a browser says so and is passed over. */
const chromiumPath = '/usr/bin/chromium';
export const hasBrowser = existsSync(chromiumPath);

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]; // prettier-ignore

export type ConsoleInBrowser = {
  platform: Platform;
  apiKey: string;
  client: Client;
  browser: Browser;
  /** Everything that any page asked for. */
  requested: string[];
  /** A page of its own, as of another person: no cookie of the others. */
  newPage(options?: { width?: number; colorScheme?: 'light' | 'dark' }): Promise<Page>;
  /** Signed in, at a place of the console. */
  pageAt(place: string, options?: { width?: number; colorScheme?: 'light' | 'dark'; apiKey?: string }): Promise<Page>;
  stop(): Promise<void>;
};

/** The whole platform on embedded engines, and a browser before it. */
export async function startConsole(): Promise<ConsoleInBrowser> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fairdue-console-'));
  const apiKey = `test-key-${newId('apiKey')}`;
  const platform = await startPlatform({
    port: 0, dataDir, environment: { LOG_LEVEL: 'error', BOOTSTRAP_API_KEY: apiKey },
  }); // prettier-ignore
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  const requested: string[] = [];

  const newPage: ConsoleInBrowser['newPage'] = async ({ width = 1_280, colorScheme = 'light' } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => requested.push(request.url()));
    return page;
  };

  return {
    platform, apiKey, browser, requested, newPage,
    client: new Client(platform.url, apiKey),
    async pageAt(place, { apiKey: key = apiKey, ...options } = {}) {
      const page = await newPage(options);
      await page.goto(`${platform.url}/console${place}`);
      await page.getByLabel('API key').fill(key);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('navigation', { name: 'Sections' }).waitFor();
      return page;
    },
    async stop() {
      await browser.close();
      await platform.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  }; // prettier-ignore
}
