// Pictures for the documentation, of a running Tracker. Started by build/screenshots.

import { readFileSync } from 'node:fs';

const { url, tokenFile } = JSON.parse(readFileSync(process.env.ENDPOINTS, 'utf8'));
process.env.PAGE_URL = url;
process.env.PAGE_TOKEN = readFileSync(tokenFile, 'utf8').trim();
const folder = process.env.SCREENSHOTS;
/** Until there is something to see: tasks that have ended, curves that have a shape. */
const WARM_UP_MS = Number(process.env.WARM_UP_MS ?? 150_000);

const { launch, live, logIn } = await import('./browser.mjs');
const browser = await launch();
const storageState = await logIn(browser);

async function take(name, path, options, ready) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, storageState, ...options });
  const page = await context.newPage();
  await page.goto(url + path);
  await live(page);
  await page.locator(ready).first().waitFor();
  // The small curves have something to show after some seconds.
  await page.waitForTimeout(options.wait ?? 3_000);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(name);
  await context.close();
}

console.log(`letting the fleet work for ${WARM_UP_MS / 1000} s`);
await new Promise((done) => setTimeout(done, WARM_UP_MS));
const cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const ask = async (path) => (await fetch(url + path, { headers: { Cookie: cookie } })).json();
const [task] = await ask('/api/tasks?active=true&sort=-progress&limit=1&form=row');
const trees = await ask('/api/rollups?by=tree');
const tree = trees.groups.toSorted((a, b) => b.tasks - a.tasks)[0];
await take('overview', '/', { wait: 60_000 }, '.body .name');
await take('dark', '/?sort=-cost', { colorScheme: 'dark', wait: 30_000 }, '.body .name');
await take('task', `/?task=${encodeURIComponent(task.taskId)}`, { viewport: { width: 1360, height: 1000 } }, '.chart svg path');
await take('tree', `/?task=${encodeURIComponent(tree.key)}`, { viewport: { width: 1360, height: 1500 }, colorScheme: 'dark' }, '.tree li');
await take('narrow', '/', { viewport: { width: 390, height: 844 } }, '.body .name');
await take('projects', '/?view=projects', { viewport: { width: 1360, height: 500 } }, 'tbody tr');
await browser.close();
