// When to draw: in animation frames, and with rests in between, so that drawing takes a quarter of the time at most, however fast tasks change.

const REST_FACTOR = 3;
const LEAST_REST_MS = 50;

/** A function that asks for a drawing; any number of asks before it is one drawing. */
export function drawer(draw) {
  let state = 'idle';
  const run = () => {
    state = 'resting';
    const began = performance.now();
    draw();
    const rest = Math.max(LEAST_REST_MS, REST_FACTOR * (performance.now() - began));
    setTimeout(() => {
      const again = state === 'asked';
      state = 'idle';
      if (again) ask();
    }, rest);
  };
  const ask = () => {
    if (state === 'idle') {
      state = 'drawing';
      requestAnimationFrame(run);
    } else if (state === 'resting') state = 'asked';
  };
  return ask;
}
