// SPDX-License-Identifier: MPL-2.0
/**
 * What still has to be said to the host. An event is stored here before anything else happens to
 * it and leaves when the host has its decision and, for a rejection, its outcome. Ordinary ones
 * survive the browser, private ones stay in memory. A replay after a crash is harmless: the host
 * answers a known uid with what it decided then.
 */
import type { CookieEvent, Outcome } from '../messages';
import { identityOf } from './cookies';

/**
 * Beyond this the oldest go. Their cookies are still in the jar, so the next sweep finds them: what
 * is lost is a row of the log.
 */
export const MAX_ENTRIES = 10_000;
const PREFIX = 'outbox/';

export interface Entry {
  event: CookieEvent;
  /** Present once a rejection was carried out. */
  result?: Outcome;
}

/** The part of a storage area that is needed. */
export interface Area {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** Collects writes of one turn, so that a burst of cookies is one write. */
class Writer {
  #set: Record<string, unknown> = {};
  #remove = new Set<string>();
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly area: Area) {}

  set(key: string, value: unknown): Promise<void> {
    this.#remove.delete(key);
    this.#set[key] = value;
    return this.#flushSoon();
  }

  remove(key: string): Promise<void> {
    delete this.#set[key];
    this.#remove.add(key);
    return this.#flushSoon();
  }

  #flushSoon(): Promise<void> {
    this.#next ??= this.#last = this.#last.then(() => this.#flush());
    return this.#next;
  }

  async #flush(): Promise<void> {
    await Promise.resolve();
    this.#next = undefined;
    const [items, keys] = [this.#set, [...this.#remove]];
    this.#set = {};
    this.#remove.clear();
    try {
      if (Object.keys(items).length) await this.area.set(items);
      if (keys.length) await this.area.remove(keys);
    } catch (error) {
      // A full disk must not keep a cookie from being decided: memory has to do.
      console.warn('Cookie Warden: cannot store the outbox:', error);
    }
  }
}

export class Outbox {
  /** Oldest first. */
  readonly entries = new Map<string, Entry>();
  /** Entries given up because there were too many. */
  dropped = 0;
  #ordinary: Writer;
  #private: Writer;

  constructor(
    private readonly areas: { ordinary: Area; private: Area },
    private readonly maxEntries = MAX_ENTRIES,
  ) {
    this.#ordinary = new Writer(areas.ordinary);
    this.#private = new Writer(areas.private);
  }

  /** What an earlier life of the worker left, before anything newer. */
  async load(): Promise<void> {
    const newer = [...this.entries];
    this.entries.clear();
    const stored = await Promise.all(
      [this.areas.ordinary, this.areas.private].map((area) => area.get(null)),
    );
    const found = stored.flatMap((items) =>
      Object.entries(items).flatMap(([key, entry]) =>
        key.startsWith(PREFIX) ? [entry as Entry] : [],
      ),
    );
    found.sort((a, b) => a.event.at - b.event.at);
    for (const entry of found) this.entries.set(entry.event.uid, entry);
    for (const [uid, entry] of newer) this.entries.set(uid, entry);
  }

  /** Adds or replaces; resolves when it is stored. */
  put(entry: Entry): Promise<void> {
    this.entries.set(entry.event.uid, entry);
    if (this.entries.size > this.maxEntries) this.#dropOldest();
    return this.#writer(entry).set(PREFIX + entry.event.uid, entry);
  }

  delete(uid: string): void {
    const entry = this.entries.get(uid);
    if (!entry) return;
    this.entries.delete(uid);
    void this.#writer(entry).remove(PREFIX + uid);
  }

  deletePrivate(): void {
    for (const [uid, { event }] of this.entries) if (event.private) this.delete(uid);
  }

  identities(): Set<string> {
    return new Set([...this.entries.values()].map(({ event }) => identityOf(event.cookie)));
  }

  #writer(entry: Entry): Writer {
    return entry.event.private ? this.#private : this.#ordinary;
  }

  #dropOldest(): void {
    for (const [uid, entry] of this.entries) {
      if (entry.result) continue;
      this.delete(uid);
      this.dropped++;
      return;
    }
  }
}
