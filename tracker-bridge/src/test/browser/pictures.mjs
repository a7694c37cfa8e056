// Takes the pictures of the documents, into the folder SCREENSHOTS. Started by build/screenshots, against all of `tracker dev` and a made fleet.

import { mkdirSync } from 'node:fs';
import { command, launch, live, logIn, PAGE_URL } from './browser.mjs';

const { SCREENSHOTS } = process.env;
const DESKTOP = { width: 1360, height: 850 };
const PHONE = { width: 390, height: 844 };

const browser = await launch();
const storageState = await logIn(browser);
mkdirSync(SCREENSHOTS, { recursive: true });

async function open(path, ready, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, storageState, ...options });
  const page = await context.newPage();
  await page.goto(PAGE_URL + path);
  await live(page);
  await page.locator(ready).first().waitFor();
  return page;
}

async function shoot(page, name) {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}

async function take(name, path, ready, { show, ...options } = {}) {
  const page = await open(path, ready, options);
  await page.waitForTimeout(3_000);
  if (show) await page.locator(show).scrollIntoViewIfNeeded();
  await shoot(page, name);
  await page.context().close();
}

// The fleet's past came at once; what is said of the last minute is true of the made fleet a minute later.
const overview = await open('/?sort=attention', '.body .name');
await overview.waitForTimeout(75_000);
await shoot(overview, 'overview');
await take('task', '/?task=orders-paging', '.chart svg', { viewport: { width: 1360, height: 1000 } });
await take('dark', '/?project=billing&sort=attention', '.body .name', { colorScheme: 'dark' });
await take('tree', '/?task=move-payments', '.tree li', { viewport: { width: 1360, height: 1000 }, colorScheme: 'dark', show: '.tree' });
await take('narrow', '/?sort=attention', '.body .name', { viewport: PHONE });
await command('stop');
await overview.locator('.pill', { hasText: 'Viewer disconnected' }).waitFor();
await overview.waitForTimeout(1_000);
await shoot(overview, 'disconnected');
await browser.close();
