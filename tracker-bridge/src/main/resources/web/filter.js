// What is looked at, kept in the address: it survives a reload and can be sent to somebody.

import { isEnded, liveness } from './liveness.js';

export function read() {
  const query = new URLSearchParams(location.search);
  return { q: query.get('q') ?? '', show: query.get('show') ?? '', task: query.get('task') };
}

export function address({ q, show, task }) {
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  if (show) query.set('show', show);
  if (task !== null) query.set('task', task);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/** The values of "show" besides statuses and livenesses. */
export const GROUPS = { active: 'Active', attention: 'Needs attention' };

export function matches(task, { q, show }, now) {
  if (show && !shows(task, show, now)) return false;
  if (!q) return true;
  const text = q.toLowerCase();
  return [task.taskId, task.title, task.agentId, task.projectId].some((field) => field && field.toLowerCase().includes(text));
}

function shows(task, show, now) {
  if (show === 'active') return !isEnded(task);
  if (show === 'attention') return ['stalled', 'lost'].includes(liveness(task, now)) || task.status === 'failed';
  return task.status === show || liveness(task, now) === show;
}
