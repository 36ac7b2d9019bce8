// SPDX-License-Identifier: MPL-2.0
/** Which entries of the outbox travel in the next request. Pure but for the clock. */
import { MAX_BATCH } from '../messages';
import type { Entry } from './outbox';

/** Far below the frame limit of 1 MiB: a character is three bytes at most. */
const MAX_CHARACTERS = 250_000;

export interface Conditions {
  isHeld: (uid: string) => boolean;
  isAlone: (uid: string) => boolean;
  /** Milliseconds since the Unix epoch. */
  notBefore: (uid: string) => number;
}

/** Questions go first, since a cookie waits for each; then results, never both in one batch. */
export function nextBatch(
  entries: Iterable<Entry>,
  conditions: Conditions,
  now = Date.now(),
): { batch: Entry[]; waitMs?: number } {
  const asks: Entry[] = [];
  const tells: Entry[] = [];
  let characters = 0;
  let next = Infinity;
  for (const entry of entries) {
    const { uid } = entry.event;
    if (conditions.isHeld(uid)) continue;
    const at = conditions.notBefore(uid);
    if (at > now) {
      next = Math.min(next, at);
    } else if (entry.result) {
      if (tells.length < MAX_BATCH) tells.push(entry);
    } else if (conditions.isAlone(uid)) {
      if (!asks.length) return { batch: [entry] };
    } else {
      characters += JSON.stringify(entry.event).length;
      if (asks.length && characters > MAX_CHARACTERS) break;
      asks.push(entry);
      if (asks.length === MAX_BATCH) break;
    }
  }
  const batch = asks.length ? asks : tells;
  return next === Infinity ? { batch } : { batch, waitMs: next - now };
}
