// SPDX-License-Identifier: MPL-2.0
/** Waiting for states, never for a time that should be enough. */

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks `probe` until it returns something truthy, and returns that. After `seconds` it fails with
 * `what` and the newest answer of `describe`, which says what the state is instead.
 */
export async function until(what, probe, { seconds = 30, every = 50, describe } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) {
      const state = describe ? `: ${await describe()}` : '';
      throw new Error(`${what} did not happen within ${seconds} s${state}`);
    }
    await pause(every);
  }
}
