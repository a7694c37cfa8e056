// When a task may be done, from its own rate and nothing else.

/** Fewer steps than this say nothing about a rate. */
const FEWEST_STEPS = 3;
/** Half the width of the middle 80 % of a normal distribution, in standard deviations. */
const WIDTH = 1.28;

/**
 * The time left, as the middle 80 % of what the rate so far allows: with k steps in time t, the m steps that remain take m t/k on average, with a standard
 * deviation of (t/k) sqrt(m + m²/k), because the rate itself is known from k steps only (a Poisson process seen for a time t). Steps are verified
 * criteria, or changes of percent.
 *
 * @param steps how often progress has changed, for tasks without criteria; null if not known
 * @return {low, high} in milliseconds and what it is founded on, or {unknown: why}
 */
export function timeLeft(task, now, steps) {
  if (task.liveness === 'ended') return { unknown: 'it has ended' };
  if (task.startedAt === null) return { unknown: 'it has not started' };
  if (task.liveness === 'stalled' || task.liveness === 'lost') return { unknown: 'it does not move' };
  if (task.liveness === 'waiting') return { unknown: 'it waits' };
  const byCriteria = task.criteriaTotal > 0;
  const done = byCriteria ? task.criteriaVerified : steps ?? 0;
  if (done < FEWEST_STEPS) return { unknown: byCriteria ? `fewer than ${FEWEST_STEPS} criteria are met` : 'too few steps so far' };
  const left = byCriteria ? task.criteriaTotal - task.criteriaVerified : (done * (100 - task.progress)) / task.progress;
  if (left <= 0) return { unknown: 'all criteria are met' };
  const time = now - Date.parse(task.startedAt);
  if (!(time > 0)) return { unknown: 'clocks differ' };
  const mean = (left * time) / done;
  const spread = WIDTH * (time / done) * Math.sqrt(left + (left * left) / done);
  return { low: Math.max(0, mean - spread), high: mean + spread, steps: done, of: byCriteria ? 'criteria' : 'steps', time };
}
