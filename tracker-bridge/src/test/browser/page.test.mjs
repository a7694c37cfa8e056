// The page in a real Chromium, against a real bridge on a real broker. Started by PageInChromiumTest, which sets PAGE_URL, PAGE_TOKEN and CONTROL_URL.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { command, launch, live, logIn, PAGE_TOKEN, PAGE_URL } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b id=injected>bold</b>';
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
let cookies;

before(async () => {
  browser = await launch();
  cookies = await logIn(browser);
});

after(async () => {
  await browser?.close();
});

/** A page that is logged in and live, and that fails the test at its end if anything went wrong in it. */
async function withPage(options, work) {
  const { path = '/', loggedIn = true, ...rest } = options;
  const context = await browser.newContext({ viewport: DESKTOP, ...(loggedIn ? { storageState: cookies } : {}), ...rest });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error.stack)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/WebSocket|Failed to load resource|ERR_CONNECTION/.test(message.text())) wrong.push(message.text());
  });
  try {
    await page.goto(PAGE_URL + path);
    if (loggedIn) await live(page);
    await work(page, context);
    assert.deepEqual(wrong, []);
  } catch (error) {
    if (wrong.length > 0) error.message += `\nThe page complained: ${wrong.join('; ')}`;
    throw error;
  } finally {
    await context.close();
  }
}

/** Fails with what axe finds. The engine comes in through the debugger, so the page's own policy stays in force. */
async function accessible(page, what) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary})`).slice(0, 3).join(' | ')}`);
  assert.deepEqual(told, [], what);
}

/** Looks until it is so: what a key or a click changes, the page shows a frame later. */
async function becomes(look, wanted, what) {
  for (const deadline = Date.now() + 20_000; ;) {
    const seen = await look();
    if (isDeepStrictEqual(seen, wanted)) return;
    if (Date.now() > deadline) assert.deepEqual(seen, wanted, what);
    await sleep(50);
  }
}

const row = (page, text) => page.locator('.body .row', { hasText: text });
const facet = (page, group, name) => page.getByRole('group', { name: group }).getByRole('button', { name: new RegExp(`^${name}`) });
const noSidewaysScroll = async (page, what) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no scrolling sideways: ${what}`);

test('nobody gets in without a token, and a link lets in once', () => withPage({ loggedIn: false }, async (page) => {
  assert.equal((await page.request.get(PAGE_URL + '/')).status(), 401);
  await accessible(page, 'login');
  await page.getByLabel('Token').fill('not the token at all');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  const link = await (await fetch(PAGE_URL + '/api/login-links', { method: 'POST', headers: { Authorization: `Bearer ${PAGE_TOKEN}` } })).json();
  const url = new URL(link.url, PAGE_URL).href;
  await page.goto(url);
  await live(page);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Token').waitFor();
  await page.goto(url);
  await page.getByLabel('Token').waitFor();
  assert.equal((await page.request.get(PAGE_URL + '/api/session')).status(), 401);
}));

test('a change appears without a reload', () => withPage({}, async (page) => {
  await page.evaluate(() => { window.sameDocument = true; });
  await command('start', { task: 'live-1', title: 'Appears by itself' });
  await row(page, 'Appears by itself').waitFor();
  await command('verify', { task: 'live-1' });
  await row(page, 'Appears by itself').getByText(/^50\s%/).waitFor();
  await command('log', { task: 'live-1', message: 'said just now' });
  await row(page, 'Appears by itself').getByText('said just now').waitFor();
  await command('complete', { task: 'live-1' });
  await row(page, 'Appears by itself').locator('.state', { hasText: 'Complete' }).waitFor();
  await command('remove', { task: 'live-1' });
  await row(page, 'Appears by itself').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => window.sameDocument), true);
}));

test('estimates are marked as such, and alerts and budgets are told', () => withPage({ path: '/?q=estimated/' }, async (page) => {
  await command('start', { task: 'estimated/one', title: 'Port the importer' });
  await command('spend', { task: 'estimated/one' });
  const spent = page.locator('.row .estimated');
  await spent.waitFor();
  assert.equal((await spent.innerText()).replaceAll('\u00a0', ' ').replace(/\s*\(.*$/s, ''), '≈ $0.42');
  assert.equal(await spent.getAttribute('title'), 'estimated from tokens by list prices');

  await command('alert', { task: 'estimated/one' });
  const notices = page.getByRole('region', { name: 'Alerts and budgets' });
  await notices.getByText('of $10.00 (81').waitFor();
  await notices.locator('summary').click();
  await notices.getByRole('link', { name: 'Port the importer: 80 % of the budget spent' }).click();
  await page.locator('.vitals .estimated').waitFor();
}));

test('texts of tasks stay texts', () => withPage({ path: '/?q=hostile' }, async (page) => {
  const clean = async () => {
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator('#injected, #app img[src="x"], #app script, #app svg[onload]').count(), 0);
  };
  await row(page, 'Title <img').waitFor();
  await row(page, 'Title <img').locator('.said', { hasText: HOSTILE }).waitFor();
  await clean();
  await row(page, 'Title <img').getByRole('link').click();
  await page.locator('.criteria').getByText(`Criterion ${HOSTILE}`).waitFor();
  await page.locator('.panel').getByText(`Criterion ${HOSTILE}`).waitFor();
  await page.locator('.panel .log').getByText(`Log ${HOSTILE}`).waitFor();
  await page.locator('.card', { has: page.getByRole('heading', { name: /^Log last/ }) }).getByText(`Log ${HOSTILE}`).waitFor();
  await page.locator('.events').getByText(HOSTILE).first().waitFor();
  await page.locator('.files').getByText(`file/${HOSTILE}`).waitFor();
  assert.match(await page.locator('.under').innerText(), /<img src=x onerror=/);
  assert.match(await page.title(), /<img src=x/);
  await clean();
  for (const view of ['agents', 'projects']) {
    await page.goto(`${PAGE_URL}/?view=${view}`);
    await page.locator('table').getByText(view === 'agents' ? '<img src=x' : '<svg onload').waitFor();
    await clean();
  }
  const hostile = encodeURIComponent(HOSTILE);
  await page.goto(`${PAGE_URL}/?q=${hostile}no+match&agent=${hostile}&project=${hostile}&status=${hostile}&sort=${hostile}&view=${hostile}`);
  await page.getByText('No task matches').waitFor();
  await page.goto(`${PAGE_URL}/?task=${hostile}`);
  await page.getByText('No such task is known.').waitFor();
  await clean();
}));

test('everything can be done by keyboard', () => withPage({ path: '/?q=keys/' }, async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.dataset?.task ?? document.activeElement.tagName);
  for (const n of [1, 2, 3]) await command('start', { task: `keys/${n} %2F`, title: `For the keyboard ${n}` });
  await page.getByText(/^3\stasks$/).waitFor();
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement.dataset?.task?.startsWith('keys/'));
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((before) => document.activeElement.dataset?.task !== before, first);
  const second = await focused();
  await page.keyboard.press('k');
  await page.waitForFunction((before) => document.activeElement.dataset?.task === before, first);
  await page.keyboard.press('j');
  await page.waitForFunction((before) => document.activeElement.dataset?.task === before, second);
  await page.keyboard.press('Enter');
  await page.getByText('first criterion').first().waitFor();
  await becomes(focused, 'H2');
  await becomes(() => new URL(page.url()).searchParams.get('task'), second);
  await command('log', { task: second, message: 'said while watched' });
  await page.getByText('said while watched').first().waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction((task) => document.activeElement.dataset?.task === task, second);
  await page.keyboard.press('/');
  await becomes(focused, 'INPUT');
  await page.keyboard.type('3?j');
  await becomes(() => new URL(page.url()).searchParams.get('q'), 'keys/3?j');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('task before').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
  await page.goBack();
  await page.getByText('No task matches').waitFor();
}));

test('filters are in the address, and the counts lead to what they count', () => withPage({}, async (page) => {
  const count = Number((await facet(page, 'Status', 'Failed').locator('.n').innerText()).replace(/\D/g, ''));
  assert.ok(count > 0);
  await facet(page, 'Status', 'Failed').click();
  await page.getByText(new RegExp(`^${count}\\stasks?$`)).waitFor();
  await becomes(() => new URL(page.url()).search, '?status=failed');
  await page.waitForFunction(() => [...document.querySelectorAll('.body .row .state')].every((state) => state.innerText === 'Failed'));
  await facet(page, 'Project', 'billing').click();
  await page.getByRole('heading', { name: 'billing' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'billing' }).waitFor();
  await becomes(() => facet(page, 'Status', 'Failed').getAttribute('aria-pressed'), 'true');
  await page.getByRole('columnheader', { name: 'Cost' }).getByRole('button').click();
  await becomes(() => new URL(page.url()).searchParams.get('sort'), '-cost');
  await becomes(() => page.getByRole('columnheader', { name: 'Cost' }).getAttribute('aria-sort'), 'descending');
  await page.waitForFunction(() => {
    const costs = [...document.querySelectorAll('.body .row .cost')].map((cell) => Number(cell.innerText.match(/\$([\d.]+)/)?.[1] ?? -1));
    return costs.length > 1 && costs.every((cost, i) => i === 0 || costs[i - 1] >= cost);
  });
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await page.locator('#q').fill('no such thing at all');
  await page.getByText('No task matches “no such thing at all”').waitFor();
}));

test('a task shows its tree, its panel and where its past comes from', () => withPage({ path: '/?task=move-payments' }, async (page) => {
  const tree = page.locator('.tree');
  await tree.getByText('Webhooks').waitFor();
  await becomes(() => tree.locator('li').count(), 8);
  await page.locator('.panel').getByText('sess_move-payments').waitFor();
  await page.locator('.chart svg, .chart .empty').first().waitFor();
  await page.locator('.figure', { hasText: 'Time left' }).locator('dd').first().waitFor();
  await tree.getByRole('link', { name: 'New adapter' }).click();
  await page.getByRole('heading', { name: 'New adapter' }).waitFor();
  await command('start', { task: 'move-payments/2/new', title: 'Found later', project: 'billing', parent: 'move-payments/2' });
  await tree.getByText('Found later').waitFor();
  await page.locator('.under').getByRole('link', { name: 'move-payments' }).click();
  await page.getByRole('heading', { name: 'Move payments to the new provider' }).waitFor();
  await command('remove', { task: 'move-payments/2/new' });
}));

test('a lost bridge is not mistaken for lost agents, and the page comes back by itself', () => withPage({ path: '/?q=task-&sort=attention' }, async (page) => {
  await page.evaluate(() => { window.sameDocument = true; });
  const colour = (name) => page.evaluate((tone) => {
    const probe = document.querySelector(`.body .tone-${tone}`);
    return getComputedStyle(probe).color;
  }, name);
  await row(page, 'Failed').first().waitFor();
  assert.notEqual(await colour('failed'), await page.evaluate(() => getComputedStyle(document.querySelector('.body .sub')).color));
  const before = await page.locator('.body .row .state').allInnerTexts();
  await command('stop-bridge');
  await page.locator('.pill', { hasText: 'Viewer disconnected' }).waitFor();
  await page.getByText('This page has lost the bridge.').waitFor();
  await page.locator('.total', { hasText: 'last known' }).waitFor();
  assert.deepEqual(await page.locator('.body .row .state').allInnerTexts(), before);
  const isGrey = async () => await colour('failed') === await page.evaluate(() => getComputedStyle(document.querySelector('.body .sub')).color);
  await becomes(isGrey, true, 'grey, not red');
  await accessible(page, 'disconnected');
  await command('start', { task: 'task-meanwhile', title: 'Started meanwhile' });
  await command('start-bridge');
  await live(page);
  await page.locator('#q').fill('meanwhile');
  await row(page, 'Started meanwhile').waitFor();
  assert.equal(await page.evaluate(() => window.sameDocument), true);
  await becomes(() => page.locator('main.stale').count(), 0);
}));

test('a login that has ended is said as such', () => withPage({}, async (page, context) => {
  await context.clearCookies();
  await command('stop-bridge');
  await command('start-bridge');
  await page.getByText('Your login has ended.').waitFor();
  await becomes(() => page.locator('main.stale').count(), 1);
  await page.getByRole('link', { name: 'Log in' }).click();
  await page.getByLabel('Token').waitFor();
}));

test('what needs somebody is notified, once, if that was asked for', () => withPage({}, async (page, context) => {
  await context.grantPermissions(['notifications'], { origin: PAGE_URL });
  await page.addInitScript(() => {
    const real = window.Notification;
    window.said = [];
    window.Notification = class extends real {
      constructor(title, options) {
        super(title, options);
        window.said.push(title);
      }
    };
  });
  await page.reload();
  await live(page);
  const bell = page.getByRole('button', { name: 'Notifications' });
  await bell.click();
  await page.waitForFunction(() => document.querySelector('.tool[aria-pressed="true"]'));
  const watched = page.waitForEvent('websocket').catch(() => null);
  await page.reload();
  const socket = await watched;
  const seen = new Set();
  await new Promise((done) => {
    socket.on('framereceived', ({ payload }) => {
      const { sub = '', type } = JSON.parse(payload);
      if (sub.startsWith('alert-') && type === 'snapshot') seen.add(sub);
      if (seen.size === 3) done();
    });
  });
  assert.deepEqual(await page.evaluate(() => window.said), [], 'what was there before is no news');
  await command('start', { task: 'alert-1', title: 'Goes wrong' });
  await command('fail', { task: 'alert-1' });
  await page.waitForFunction(() => window.said.length > 0);
  assert.deepEqual(await page.evaluate(() => window.said), ['Goes wrong: failed']);
  await bell.click();
  await page.waitForFunction(() => !document.querySelector('.tool[aria-pressed="true"]'));
}));

test('of 10,000 tasks only those that can be seen exist, while they change', () => withPage({ path: '/?q=many-' }, async (page) => {
  await command('many', { count: 10_000 });
  await page.getByText(/^10,000\stasks$/).waitFor();
  await becomes(() => page.getByRole('table').getAttribute('aria-rowcount'), '10001');
  await command('churn', { rate: 1000, tasks: 10_000 });
  const few = async () => assert.ok(await page.locator('.body .row').count() < 60);
  await row(page, 'many-000000').getByText('sent').waitFor();
  await few();
  for (const place of [5_000, 9_999]) {
    await page.evaluate((n) => scrollTo(0, document.querySelector('.body').offsetTop + n * 57), place);
    await row(page, `many-00${place}`).waitFor();
    await few();
  }
  await page.evaluate(() => scrollTo(0, 0));
  await row(page, 'many-000000').waitFor();
  await page.keyboard.press('j');
  for (let i = 0; i < 40; i++) await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement.dataset?.task > 'many-000025');
  await few();
  await command('calm');
}));

test('it fits a phone, in the dark', () => withPage({ viewport: PHONE, colorScheme: 'dark', path: '/?q=task-&sort=attention' }, async (page) => {
  await row(page, 'task-').first().waitFor();
  await noSidewaysScroll(page, 'list');
  await accessible(page, 'phone, list');
  await page.getByRole('button', { name: 'Filters' }).click();
  await facet(page, 'Status', 'Failed').click();
  await noSidewaysScroll(page, 'filters');
  await row(page, 'task-').first().getByRole('link').click();
  await page.locator('.criteria li').first().waitFor();
  await noSidewaysScroll(page, 'task');
  await accessible(page, 'phone, task');
  await page.goto(`${PAGE_URL}/?view=agents`);
  await page.locator('tbody tr').first().waitFor();
  await noSidewaysScroll(page, 'agents');
}));

for (const colorScheme of ['light', 'dark']) {
  test(`it is accessible, ${colorScheme}`, () => withPage({ colorScheme, path: '/?q=task-&sort=attention' }, async (page) => {
    await row(page, 'task-').first().waitFor();
    await accessible(page, 'list');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await accessible(page, 'help');
    await page.keyboard.press('Escape');
    await page.goto(`${PAGE_URL}/?task=move-payments`);
    await page.locator('.tree li').first().waitFor();
    await page.locator('.panel .checks li').first().waitFor();
    await accessible(page, 'task');
    for (const path of ['/?view=projects', '/?view=agents', '/?project=shop']) {
      await page.goto(PAGE_URL + path);
      await page.locator('.mix').first().waitFor();
      await accessible(page, path);
    }
  }));
}

test('the theme follows the system until somebody chooses', () => withPage({ colorScheme: 'dark' }, async (page) => {
  const lightness = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0) / 3);
  await becomes(async () => await lightness() < 60, true);
  const theme = page.getByRole('button', { name: 'Theme' });
  await theme.click();
  await theme.click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  await becomes(async () => await lightness() > 200, true);
  await page.reload();
  await live(page);
  await becomes(async () => await lightness() > 200, true);
  await theme.click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === undefined);
}));
