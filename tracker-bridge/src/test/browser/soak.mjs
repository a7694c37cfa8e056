// What the page costs while it stays open under steady change, and how late its frames are. Prints one line a period and a summary.

import { command, launch, live, logIn, PAGE_URL } from './browser.mjs';

const minutes = Number(process.env.MINUTES ?? 2);
const rate = Number(process.env.RATE ?? 1000);
const tasks = Number(process.env.TASKS ?? 10_000);
const PERIODS = 10;

const browser = await launch(['--enable-precise-memory-info']);
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState: await logIn(browser) });
const page = await context.newPage();
const debug = await context.newCDPSession(page);
await debug.send('Performance.enable');
await debug.send('HeapProfiler.enable');

await command('many', { count: tasks });
await page.goto(`${PAGE_URL}/?q=many-`);
await live(page);
await page.waitForFunction((n) => document.querySelector('.table')?.getAttribute('aria-rowcount') === String(n + 1), tasks);

// When a text with its time of sending is in a frame that has been painted: a message posted in an animation frame is handled after that frame.
await page.evaluate(() => {
  window.latencies = [];
  const seen = new Map();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    const now = Date.now();
    for (const sent of data) window.latencies.push(now - sent);
  };
  new MutationObserver(() => {
    const fresh = [];
    for (const cell of document.querySelectorAll('.body .row .said')) {
      const sent = Number(/sent (\d+)/.exec(cell.textContent)?.[1] ?? 0);
      const row = cell.parentElement.querySelector('.name').dataset.task;
      if (sent > (seen.get(row) ?? 0)) {
        if (seen.has(row)) fresh.push(sent);
        seen.set(row, sent);
      }
    }
    if (fresh.length > 0) requestAnimationFrame(() => port2.postMessage(fresh));
  }).observe(document.querySelector('.body'), { subtree: true, characterData: true, childList: true });
});

async function measure() {
  await debug.send('HeapProfiler.collectGarbage');
  const { metrics } = await debug.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

const at = (values, share) => values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];

await command('churn', { rate, tasks });
// Compiled and settled before anything counts.
await new Promise((done) => setTimeout(done, 15_000));
await page.evaluate(() => { window.latencies.length = 0; });
let before = await measure();
const first = before;
const heaps = [];
const shares = [];
console.log(`${rate} changes/s over ${tasks} tasks, ${minutes} minutes; JS heap after a collection, CPU share of the page's main thread`);
for (let period = 1; period <= PERIODS; period++) {
  await new Promise((done) => setTimeout(done, (minutes * 60_000) / PERIODS));
  const now = await measure();
  const share = (now.TaskDuration - before.TaskDuration) / (now.Timestamp - before.Timestamp);
  heaps.push(now.JSHeapUsedSize);
  shares.push(share);
  console.log(`${((now.Timestamp - first.Timestamp) / 60).toFixed(1).padStart(6)} min  heap ${(now.JSHeapUsedSize / 1e6).toFixed(2)} MB  nodes ${now.Nodes}  listeners ${now.JSEventListeners}  CPU ${(100 * share).toFixed(1)} %`);
  before = now;
}
const latencies = await page.evaluate(() => window.latencies);
const floor = JSON.parse(await command('calm'));
const half = heaps.length / 2;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const growth = (values) => (mean(values.slice(half)) / mean(values.slice(0, half)) - 1) * 100;
const p99 = at(latencies, 0.99);
console.log(JSON.stringify({
  rate, tasks, minutes, heapMB: +(heaps.at(-1) / 1e6).toFixed(2), heapGrowthPercent: +growth(heaps).toFixed(1), cpuPercent: +(100 * mean(shares)).toFixed(1), cpuGrowthPercent: +growth(shares).toFixed(1),
  frames: latencies.length, paintP50Ms: at(latencies, 0.5), paintP99Ms: p99, floorP50Ms: floor.p50, floorP99Ms: floor.p99, changes: floor.changes, p99ToFloor: +(p99 / Math.max(1, floor.p99)).toFixed(1),
}));
await browser.close();
