import { Component, html } from '../vendor/htm-preact-standalone.module.js';
import { clock, count } from '../format.js';
import { address, filter, isFiltered, unfiltered } from '../route.js';
import { Facets } from './facets.js';
import { Icon } from './icons.js';
import { Row } from './row.js';

/** Browsers lose their way in elements taller than some ten million pixels; beyond this the scroll bar counts in larger steps. */
const TALLEST_PX = 8_000_000;
const NARROW = matchMedia('(max-width: 760px)');
const HEIGHT = { wide: 57, narrow: 118 };
/** Rows drawn beyond both edges, rows asked for beyond them, and the grid to which windows snap so that a small scroll asks for nothing. */
const OVERSCAN = 4;
const MARGIN = 30;
const STEP = 20;
const MOST_ROWS = 500;

const COLUMNS = [
  ['task', 'Task', 'title'], ['said', 'Last said', null], ['how', 'State', 'attention'], ['progress', 'Progress', '-progress'],
  ['num iteration', 'Iteration', '-iteration'], ['num cost', 'Cost', '-cost'], ['num heard', 'Heard', '-heard'],
];
const SORTS = [
  ['-started', 'Newest first'], ['attention', 'Needs attention first'], ['-heard', 'Last heard first'], ['advanced', 'Longest without advance'], ['-cost', 'Most expensive first'],
  ['-progress', 'Furthest first'], ['-iteration', 'Most iterations first'], ['-completed', 'Last ended first'], ['title', 'By title'], ['agent', 'By agent'], ['project', 'By project'],
];

const bare = (sort) => sort.replace(/^-/, '');
const turned = (sort) => (sort.startsWith('-') ? bare(sort) : '-' + sort);

/** The tasks that match, as many as there may be; only rows that can be seen exist. */
export class List extends Component {
  state = { first: 0, last: 20, scrolled: 0, view: 800 };
  #body = null;
  #wanted = null;

  componentDidMount() {
    this.measure = () => this.#measure();
    addEventListener('scroll', this.measure, { passive: true });
    addEventListener('resize', this.measure);
    this.props.app.list.mover = (by) => this.#move(by);
    this.#return();
    this.#measure();
  }

  /** Back in the list, the page is scrolled to where it was, and the keyboard is on the row that it was on. */
  #return() {
    const { list } = this.props.app;
    if (list.scrolled !== null) scrollTo(0, list.scrolled);
    if (list.returning && list.chosen !== null) this.#move(0);
    Object.assign(list, { returning: false, scrolled: null });
  }

  componentWillUnmount() {
    removeEventListener('scroll', this.measure);
    removeEventListener('resize', this.measure);
    this.props.app.list.mover = null;
  }

  componentDidUpdate() {
    this.#measure();
    if (this.#wanted !== null) this.#focus(this.#wanted);
  }

  get #height() {
    return NARROW.matches ? HEIGHT.narrow : HEIGHT.wide;
  }

  #tall() {
    const real = (this.props.app.list.rows.total ?? 0) * this.#height;
    const drawn = Math.min(real, TALLEST_PX);
    return { real, drawn, ratio: drawn < real ? (real - this.state.view) / (drawn - this.state.view) : 1 };
  }

  /** Which rows can be seen, from where the page is scrolled to. */
  #measure() {
    if (this.#body === null) return;
    const height = this.#height;
    const view = innerHeight;
    const scrolled = Math.max(0, -this.#body.getBoundingClientRect().top);
    const total = this.props.app.list.rows.total ?? 0;
    const top = scrolled * this.#tall().ratio;
    const first = Math.max(0, Math.min(Math.floor(top / height), total - 1));
    const last = Math.min(total, Math.ceil((top + view) / height));
    const { state } = this;
    if (state.first !== first || state.last !== last || state.view !== view || (scrolled !== state.scrolled && this.#tall().ratio !== 1)) {
      this.setState({ first, last, view, scrolled });
    }
    this.#ask(first, last);
  }

  #ask(first, last) {
    const { app, route } = this.props;
    const offset = Math.max(0, Math.floor((first - MARGIN) / STEP) * STEP);
    const limit = Math.min(MOST_ROWS, Math.ceil((last + MARGIN - offset) / STEP) * STEP);
    const held = app.list.rows.isHeld() && app.list.rows.offset !== offset;
    if (held) app.list.rows.hold(false);
    app.live.subscribe('list', { view: 'tasks', ...filter(route), offset, limit: Math.max(60, limit) }, app.list.rows);
  }

  /** Moves the choice by some rows, brings it into view and gives it the keyboard. */
  #move(by) {
    const { list } = this.props.app;
    const total = list.rows.total ?? 0;
    if (total === 0) return;
    const held = list.chosen === null ? -1 : list.rows.indexOf(list.chosen);
    const from = held >= 0 ? held : list.place ?? (by > 0 ? this.state.first - 1 : this.state.first + 1);
    this.#choose(Math.max(0, Math.min(total - 1, from + by)));
    this.#show(list.place);
    this.#wanted = list.place;
    this.props.app.draw();
  }

  #choose = (index) => {
    const { list } = this.props.app;
    list.place = index;
    list.chosen = list.rows.at(index)?.taskId ?? null;
  };

  #show(index) {
    const height = this.#height;
    const { ratio } = this.#tall();
    const box = this.#body.getBoundingClientRect();
    const y = (index * height) / ratio + box.top;
    const head = document.querySelector('.heads')?.getBoundingClientRect().bottom ?? 0;
    if (y < head) scrollBy(0, y - head);
    else if (y + height > innerHeight) scrollBy(0, y + height - innerHeight + 8);
  }

  #focus(index) {
    const row = this.props.app.list.rows.at(index);
    if (row === undefined) return;
    const link = [...this.#body.querySelectorAll('a.name')].find((a) => a.dataset.task === row.taskId);
    if (!link) return;
    this.#wanted = null;
    this.#choose(index);
    link.focus({ preventScroll: true });
  }

  render({ app, route, change, go }, { first, last, scrolled }) {
    const { rows, chosen } = app.list;
    const { drawn, ratio } = this.#tall();
    const now = app.line.knownUntil();
    const shown = [];
    const total = rows.total ?? 0;
    for (let i = Math.max(0, first - OVERSCAN); i < Math.min(total, last + OVERSCAN); i++) shown.push(i);
    const height = this.#height;
    const hold = (on) => (event) => { if (event.pointerType === 'mouse') rows.hold(on); };
    return html`
      <section class="tasks" aria-label="Tasks">
        <${Facets} facets=${rows.facets} route=${route} change=${change} />
        <div class="found">
          <${Toolbar} app=${app} route=${route} change=${change} />
          <div class="table" role="table" aria-label="Tasks" aria-rowcount=${total + 1} aria-busy=${rows.total === null}>
            <div class="row heads" role="row" aria-rowindex="1">${COLUMNS.map(([style, label, sort]) => html`<${Head} key=${label} style=${style} label=${label} sort=${sort} route=${route} change=${change} />`)}</div>
            <div class="body" role="rowgroup" ref=${(element) => { this.#body = element; }} style=${{ height: `${drawn}px` }} onPointerEnter=${hold(true)} onPointerLeave=${hold(false)}>
              ${shown.map((index) => {
                const row = rows.at(index);
                const y = ratio === 1 ? index * height : scrolled + index * height - scrolled * ratio;
                return html`<${Row} key=${row?.taskId ?? `blank ${index}`} row=${row} index=${index} y=${y} chosen=${row !== undefined && row.taskId === chosen}
                  age=${row && Math.floor((now - Date.parse(row.lastHeardAt)) / 1000) * 1000} to=${row && address({ ...route, task: row.taskId })} go=${go} choose=${this.#choose} />`;
              })}
            </div>
          </div>
          ${total === 0 && html`<${Empty} app=${app} route=${route} change=${change} />`}
        </div>
      </section>`;
  }
}

function Head({ style, label, sort, route, change }) {
  if (sort === null) return html`<span class=${style} role="columnheader">${label}</span>`;
  const on = bare(route.sort) === bare(sort);
  const down = route.sort.startsWith('-');
  return html`<span class=${style} role="columnheader" aria-sort=${on ? (down ? 'descending' : 'ascending') : 'none'}>
    <button type="button" onClick=${() => change({ sort: on ? turned(route.sort) : sort })}>${label}${on && html`<${Icon} name=${down ? 'down' : 'up'} />`}</button></span>`;
}

function Toolbar({ app, route, change }) {
  const { rows } = app.list;
  const current = app.line.isCurrent();
  const sorts = SORTS.some(([value]) => value === route.sort) ? SORTS : [...SORTS, [route.sort, `By ${bare(route.sort)}`]];
  return html`
    <form class="bar" role="search" onSubmit=${(event) => event.preventDefault()}>
      <div class="search"><${Icon} name="search" /><input type="search" id="q" name="q" placeholder="Find a task, agent or project" aria-label="Find a task, agent or project" maxlength="200"
        autocomplete="off" spellcheck=${false} value=${route.q} onInput=${(event) => change({ q: event.target.value })} /><kbd aria-hidden="true">/</kbd></div>
      <select name="sort" aria-label="Order" value=${route.sort} onChange=${(event) => change({ sort: event.target.value })}>
        ${sorts.map(([value, label]) => html`<option key=${value} value=${value} selected=${route.sort === value}>${label}</option>`)}
      </select>
      <p class="total">${rows.error !== null ? rows.error.detail : rows.total === null ? '' : count(rows.total, 'task')}${!current && rows.total !== null
        ? html`<span class="known"> last known ${clock(app.line.knownUntil())}</span>` : ''}</p>
    </form>`;
}

function Empty({ app, route, change }) {
  const { rows } = app.list;
  if (rows.error !== null) return html`<p class="empty">The bridge refused this filter: ${rows.error.detail}</p>`;
  if (rows.total === null) return html`<p class="empty">${app.line.condition() === 'disconnected' ? 'No tasks received yet.' : 'Loading tasks …'}</p>`;
  if (isFiltered(route)) {
    return html`<p class="empty">No task matches ${route.q ? `“${route.q}”` : 'this filter'}. ${' '}
      <button type="button" class="button" onClick=${() => change(unfiltered(route))}>Clear all filters</button></p>`;
  }
  return html`<p class="empty">No tasks yet. As soon as an agent reports something, it appears here.</p>`;
}
