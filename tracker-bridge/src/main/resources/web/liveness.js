// The same judgement as Liveness.of in tracker-core, at the time "now" of the store: never later than we last heard from the bridge, so that a viewer who
// is cut off does not see agents die.

const TERMINAL = new Set(['complete', 'failed', 'cancelled']);

export const isEnded = (task) => TERMINAL.has(task.status);

export function liveness(task, now) {
  if (isEnded(task)) return 'ended';
  const silence = now - task.heardMs;
  if (silence > 2 * task.allowanceMs) return 'lost';
  if (silence > task.allowanceMs) return 'stalled';
  if (task.waiting) return 'waiting';
  return now - task.advancedMs > task.allowanceMs ? 'stalled' : 'running';
}

export const STATUSES = {
  pending: { icon: '○', label: 'Pending' },
  in_progress: { icon: '◐', label: 'In progress' },
  complete: { icon: '✓', label: 'Complete' },
  failed: { icon: '✕', label: 'Failed' },
  cancelled: { icon: '⊘', label: 'Cancelled' },
};

export const LIVENESSES = {
  running: { icon: '●', label: 'Running', hint: 'heard from and moving on' },
  waiting: { icon: '◔', label: 'Waiting', hint: 'said that it waits for something' },
  stalled: { icon: '▲', label: 'Stalled', hint: 'silent or without advance for longer than usual' },
  lost: { icon: '✖', label: 'Lost', hint: 'silent for so long that it is presumed dead' },
  ended: { icon: '■', label: 'Ended', hint: 'nothing more is expected' },
};
