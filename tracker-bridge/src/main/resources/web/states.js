// The words and shapes of a task's states. Each has its own shape, so that none is told by colour alone.

export const STATUSES = {
  pending: { label: 'Pending', hint: 'announced, not started' },
  in_progress: { label: 'In progress', hint: 'started, not ended' },
  complete: { label: 'Complete', hint: 'ended well' },
  failed: { label: 'Failed', hint: 'ended badly' },
  cancelled: { label: 'Cancelled', hint: 'ended on request' },
};

export const LIVENESSES = {
  running: { label: 'Running', hint: 'heard from and moving on' },
  waiting: { label: 'Waiting', hint: 'said that it waits for something' },
  stalled: { label: 'Stalled', hint: 'silent or without advance for longer than usual' },
  lost: { label: 'Lost', hint: 'silent for so long that it is presumed dead' },
  ended: { label: 'Ended', hint: 'nothing more is expected' },
};

export const EVIDENCE = {
  claimed: { label: 'claimed', rank: 1, hint: 'the agent says so' },
  self_checked: { label: 'self-checked', rank: 2, hint: 'the agent has checked it itself' },
  observed: { label: 'observed', rank: 3, hint: 'something other than the agent has seen it' },
  ci: { label: 'CI', rank: 4, hint: 'a build has proved it' },
};

export const stateMeta = (state) => LIVENESSES[state] ?? STATUSES[state] ?? { label: state, hint: '' };

/** The one word for a task: how it ended, or that it has not begun, or else how alive it is. */
export function stateOf(task) {
  if (task.liveness === 'ended') return task.status;
  return task.status === 'pending' && task.liveness === 'running' ? 'pending' : task.liveness;
}
