// SPDX-License-Identifier: MPL-2.0
/** Some pages set a rejected cookie again at once. They are met each time, but not in a tight loop. */

/** More events of one cookie than this in WINDOW_MS are merged and sent after DELAY_MS. */
const EVENTS = 20;
const WINDOW_MS = 10_000;
const DELAY_MS = 500;
const MAX_COOKIES = 2_000;

export class WarWatch {
  #counts = new Map<string, { since: number; events: number }>();

  /** Milliseconds by which the event of this cookie is to wait, usually none. */
  delay(identity: string, now: number): number {
    const count = this.#counts.get(identity);
    if (!count || now - count.since > WINDOW_MS) {
      if (this.#counts.size >= MAX_COOKIES) this.#counts.clear();
      this.#counts.set(identity, { since: now, events: 1 });
      return 0;
    }
    return ++count.events > EVENTS ? DELAY_MS : 0;
  }
}
