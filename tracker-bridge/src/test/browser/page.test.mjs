// The page in a real Chromium, against a real bridge on a real broker. Started by PageInChromiumTest, which sets PAGE_URL and CONTROL_URL.
// With SCREENSHOTS=folder it leaves pictures there.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PAGE_URL, CONTROL_URL, SCREENSHOTS } = process.env;
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const HOSTILE = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b id=injected>bold</b>';

let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
});

async function command(path, parameters = {}) {
  const response = await fetch(`${CONTROL_URL}/${path}?${new URLSearchParams(parameters)}`, { method: 'POST' });
  assert.equal(response.status, 204, path);
}

/** A page that is live, and that fails the test at its end if anything went wrong in it. */
async function withPage(options, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/WebSocket|Failed to load resource|ERR_CONNECTION/.test(message.text())) wrong.push(message.text());
  });
  try {
    await page.goto(PAGE_URL + (options.path ?? '/'));
    await page.locator('.connection.good', { hasText: 'Live' }).waitFor();
    await work(page);
    assert.deepEqual(wrong, []);
  } catch (error) {
    if (wrong.length > 0) error.message += `\nThe page complained: ${wrong.join('; ')}`;
    throw error;
  } finally {
    await context.close();
  }
}

async function picture(page, name) {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}

const row = (page, text) => page.locator('a.row', { hasText: text });

test('a change appears without a reload', () => withPage({}, async (page) => {
  await page.evaluate(() => { window.sameDocument = true; });
  await command('start', { task: 'live-1', title: 'Appears by itself' });
  await row(page, 'Appears by itself').waitFor();
  await command('verify', { task: 'live-1' });
  await row(page, 'Appears by itself').getByText(/^50\s%/).waitFor();
  await command('complete', { task: 'live-1' });
  await row(page, 'Appears by itself').getByText('Complete').waitFor();
  await command('remove', { task: 'live-1' });
  await row(page, 'Appears by itself').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => window.sameDocument), true);
}));

test('texts of tasks stay texts', () => withPage({}, async (page) => {
  await row(page, 'Title <img').waitFor();
  await picture(page, 'hostile');
  await row(page, 'Title <img').click();
  await page.locator('.criteria').getByText(`Criterion ${HOSTILE}`).waitFor();
  await page.locator('.log').getByText(`Log ${HOSTILE}`).waitFor();
  await page.locator('.files').getByText(`file/${HOSTILE}`).waitFor();
  assert.match(await page.locator('.under').innerText(), /<img src=x onerror=/);
  assert.match(await page.title(), /<img src=x/);
  await page.goto(`${PAGE_URL}/?q=${encodeURIComponent(HOSTILE + 'no match')}&show=${encodeURIComponent(HOSTILE)}`);
  await page.getByText('No task matches').waitFor();
  await page.goto(`${PAGE_URL}/?task=${encodeURIComponent(HOSTILE)}`);
  await page.getByText('No such task is known.').waitFor();
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator('#injected, #app img[src="x"], #app script, #app svg').count(), 0);
}));

test('a task is opened, read and left by keyboard', () => withPage({}, async (page) => {
  await command('start', { task: 'keys/1 %2F', title: 'For the keyboard' });
  await page.keyboard.press('/');
  await page.keyboard.type('for the key');
  await row(page, 'For the keyboard').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('a.row').length === 1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'For the keyboard' }).waitFor();
  await page.getByText('first criterion').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
  assert.equal(new URL(page.url()).searchParams.get('task'), 'keys/1 %2F');
  await command('log', { task: 'keys/1 %2F', message: 'said while watched' });
  await page.getByText('said while watched').waitFor();
  await page.keyboard.press('Escape');
  await row(page, 'For the keyboard').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.className), 'row');
  assert.equal(new URL(page.url()).searchParams.get('q'), 'for the key');
  await page.reload();
  await row(page, 'For the keyboard').waitFor();
  assert.equal(await page.locator('#q').inputValue(), 'for the key');
}));

test('the filter finds what it names', () => withPage({ path: '/?show=failed' }, async (page) => {
  await page.waitForFunction(() => document.querySelectorAll('a.row').length > 0);
  const states = await page.locator('a.row .chip').allInnerTexts();
  assert.ok(states.every((text) => text.includes('Failed')), states.join());
  await page.getByRole('button', { name: 'Failed' }).click();
  await row(page, 'Complete').first().waitFor();
  await page.locator('#q').fill('no such thing at all');
  await page.getByText('No task matches').waitFor();
}));

test('a lost bridge is not mistaken for lost agents, and the page comes back by itself', () => withPage({}, async (page) => {
  await page.evaluate(() => { window.sameDocument = true; });
  const before = await page.locator('.alive-running').count();
  await command('stop-bridge');
  await page.getByText('Viewer disconnected').waitFor();
  await page.getByText('This page has lost the bridge.').waitFor();
  assert.equal(await page.locator('.alive-running').count(), before);
  await picture(page, 'disconnected');
  await command('start', { task: 'meanwhile', title: 'Started meanwhile' });
  await command('start-bridge');
  await row(page, 'Started meanwhile').waitFor({ timeout: 60_000 });
  await page.locator('.connection.good', { hasText: 'Live' }).waitFor();
  assert.equal(await page.evaluate(() => window.sameDocument), true);
}));

test('many changes at once do not freeze it', () => withPage({}, async (page) => {
  await command('many', { count: 20_000 });
  await page.getByText(/newest 300 of/).waitFor();
  await page.getByText(/more are not drawn/).waitFor();
  const longest = await page.evaluate(() => new Promise((done) => {
    let last = performance.now();
    let worst = 0;
    let frames = 0;
    const frame = (now) => {
      worst = Math.max(worst, now - last);
      last = now;
      if (++frames < 60) requestAnimationFrame(frame); else done(worst);
    };
    requestAnimationFrame(frame);
  }));
  assert.ok(longest < 5_000, `a frame took ${longest} ms`);
}));

test('it fits a phone, in the dark', () => withPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', path: '/?q=task-' }, async (page) => {
  await row(page, 'task-').first().waitFor();
  await picture(page, 'phone-dark');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no scrolling sideways');
  await row(page, 'task-').first().click();
  await page.locator('.criteria li').first().waitFor();
  await picture(page, 'phone-dark-task');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no scrolling sideways in a task');
}));

test('pictures', { skip: !SCREENSHOTS }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    await withPage({ colorScheme, path: '/?q=task-' }, async (page) => {
      await row(page, 'task-').first().waitFor();
      await picture(page, `overview-${colorScheme}`);
      await row(page, 'task-').nth(2).click();
      await page.locator('.criteria li').first().waitFor();
      await picture(page, `task-${colorScheme}`);
    });
  }
});
