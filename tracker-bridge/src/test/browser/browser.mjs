// What the tests and the soak share: Chromium, the login, commands to the fixture.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const { PAGE_URL, PAGE_TOKEN, CONTROL_URL } = process.env;
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

export function launch(more = []) {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more],
  });
}

/** Logs in as people do. Returns the cookies. */
export async function logIn(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(PAGE_URL + '/login');
  await page.getByLabel('Token').fill(PAGE_TOKEN);
  await page.getByRole('button', { name: 'Log in' }).click();
  await live(page);
  const state = await context.storageState();
  await context.close();
  return state;
}

export const live = (page) => page.locator('.connection.live').waitFor();

export async function command(path, parameters = {}) {
  const response = await fetch(`${CONTROL_URL}/${path}?${new URLSearchParams(parameters)}`, { method: 'POST' });
  const body = await response.text();
  assert.equal(response.status, 200, `${path}: ${body}`);
  return body;
}
