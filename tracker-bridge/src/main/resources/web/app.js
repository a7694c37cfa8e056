import { html, render } from './vendor/htm-preact-standalone.module.js';
import { Alerts } from './alerts.js';
import { Fleet, Latest } from './documents.js';
import { drawer } from './drawing.js';
import { listen } from './keys.js';
import { Line } from './line.js';
import { Live } from './live.js';
import { address, HOME, read } from './route.js';
import { Rows } from './rows.js';
import { TaskData } from './task-data.js';
import { Groups, GroupHead } from './ui/groups.js';
import { Banner, Header } from './ui/header.js';
import { Help } from './ui/help.js';
import { List } from './ui/list.js';
import { Notices } from './ui/notices.js';
import { Overview } from './ui/overview.js';
import { TaskView } from './ui/task.js';

const MOST_GROUPS = 200;

let route = read();
let helps = false;
const draw = drawer(() => {
  app.task.refresh(app.line.connection === 'live');
  render(html`<${App} />`, root);
});
const line = new Line(() => draw());
const live = new Live(line);
const app = {
  line, live, draw,
  fleet: new Fleet(draw, line),
  groups: new Latest(draw),
  task: new TaskData(live, draw),
  /**
   * The list: its rows, the id and place of the chosen one, what moves the choice while there is a list; whether it has just been come back to, and where it
   * was scrolled to then.
   */
  list: { rows: new Rows(draw), chosen: null, place: null, mover: null, returning: false, scrolled: null },
  alerts: null,
  help(on) { helps = on; draw(); },
  back() { if (route.task !== null) go(address({ ...route, task: null })); },
  goTo(view) { go(address({ ...HOME, view })); },
};
const root = document.getElementById('app');

/** The project or agent that the list is about, if it is about one. */
function subject() {
  for (const by of ['project', 'agent']) if (route[by].length === 1) return { by, name: route[by][0] };
  return null;
}

/** Subscribes to what the route shows; the list asks for its window itself. */
function follow() {
  live.subscribe('fleet', { view: 'fleet' }, app.fleet);
  const about = route.task !== null ? null : route.view === 'tasks' ? subject() : { by: route.view.slice(0, -1) };
  if (about === null) live.unsubscribe('groups');
  else {
    const own = about.name === undefined ? {} : { [about.by]: [about.name] };
    live.subscribe('groups', { view: 'rollups', by: about.by, limit: MOST_GROUPS, ...own }, app.groups);
  }
  if (route.task === null) app.task.close();
  else app.task.open(route.task);
  if (route.task !== null || route.view !== 'tasks') live.unsubscribe('list');
}

function enter(next) {
  const left = route.task;
  if (JSON.stringify({ ...next, task: null }) !== JSON.stringify({ ...route, task: null })) Object.assign(app.list, { chosen: null, place: null });
  route = next;
  follow();
  draw();
  app.list.returning = left !== null && route.task === null;
}

function go(to) {
  const scrolled = scrollY;
  history.replaceState({ scrolled }, '');
  history.pushState(null, '', to);
  enter(read());
}

function change(part) {
  history.replaceState(history.state, '', address({ ...route, ...part }));
  scrollTo(0, Math.min(scrollY, listTop()));
  enter(read());
}

const listTop = () => (document.querySelector('.tasks')?.offsetTop ?? 0);

addEventListener('popstate', (event) => {
  enter(read());
  app.list.scrolled = event.state?.scrolled ?? null;
});

function title() {
  if (route.task === null) return 'Tracker';
  return `${app.task.task?.title || route.task} – Tracker`;
}

function App() {
  document.title = title();
  const about = subject();
  return html`
    <a class="skip" href="#main">Skip to content</a>
    <${Header} app=${app} route=${route} go=${go} />
    <${Banner} line=${line} reconnect=${() => live.now()} />
    <main id="main" class=${line.isCurrent() ? '' : 'stale'}>
      ${route.task !== null ? html`<${TaskView} key=${route.task} app=${app} route=${route} go=${go} />`
        : route.view !== 'tasks' ? html`<${Groups} key=${route.view} app=${app} by=${route.view.slice(0, -1)} go=${go} />`
        : html`${about === null ? html`<${Overview} app=${app} /><${Notices} app=${app} go=${go} />` : html`<${GroupHead} app=${app} ...${about} route=${route} go=${go} />`}
          <${List} app=${app} route=${route} change=${change} go=${go} />`}
    </main>
    ${helps && html`<${Help} close=${() => app.help(false)} />`}`;
}

app.alerts = new Alerts(live, (id) => go(address({ ...HOME, task: id })));
root.replaceChildren();
listen(app);
follow();
draw();
// Ages grow by themselves.
setInterval(draw, 1000);
