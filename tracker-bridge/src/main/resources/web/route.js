// What is looked at, kept in the address under the names of the API: it survives a reload, can be sent to somebody, and fits behind /api/tasks as well.

import { LIVENESSES, STATUSES } from './states.js';

const SORT = /^-?(heard|advanced|started|completed|progress|cost|iteration|title|id|agent|project|status|liveness|attention)$/;
const LONGEST_TEXT = 200;
export const DEFAULT_SORT = '-started';
export const FILTERS = ['liveness', 'status', 'project', 'agent'];
const VIEWS = ['tasks', 'projects', 'agents'];

export function read(search = location.search) {
  const query = new URLSearchParams(search);
  const known = (name, values) => query.getAll(name).filter((value) => Object.hasOwn(values, value));
  const sort = query.get('sort') ?? '';
  return {
    view: VIEWS.includes(query.get('view')) ? query.get('view') : 'tasks',
    task: query.get('task'),
    q: (query.get('q') ?? '').slice(0, LONGEST_TEXT),
    active: query.get('active') === 'true',
    liveness: known('liveness', LIVENESSES),
    status: known('status', STATUSES),
    project: query.getAll('project'),
    agent: query.getAll('agent'),
    sort: SORT.test(sort) ? sort : DEFAULT_SORT,
  };
}

export const HOME = read('');

export function address(route) {
  const query = new URLSearchParams();
  if (route.view !== 'tasks') query.set('view', route.view);
  if (route.q) query.set('q', route.q);
  if (route.active) query.set('active', 'true');
  for (const name of FILTERS) for (const value of route[name]) query.append(name, value);
  if (route.sort !== DEFAULT_SORT) query.set('sort', route.sort);
  if (route.task !== null) query.set('task', route.task);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/** The filter as a subscription names it. */
export function filter(route) {
  const fields = { sort: route.sort };
  for (const name of FILTERS) if (route[name].length > 0) fields[name] = route[name];
  if (route.active) fields.active = true;
  if (route.q) fields.q = route.q;
  return fields;
}

export const isFiltered = (route) => route.q !== '' || route.active || FILTERS.some((name) => route[name].length > 0);

export const unfiltered = (route) => ({ ...HOME, view: route.view, sort: route.sort });

export function toggled(values, value) {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
