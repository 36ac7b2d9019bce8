// SPDX-License-Identifier: MPL-2.0
/**
 * Which cookies of the jar were kept, under which site, and by which knowledge of the host, so that
 * a sweep neither floods the log with what is decided already nor forgets the site. Cookies are
 * stored by a hash. Never used for private ones on disk.
 */
import type { CookieFacts } from '../messages';
import { identityOf } from './cookies';
import type { Area } from './outbox';

const PREFIX = 'kept/';
/** More than either browser keeps in its jar (about 3,300 and their partitions). */
const MAX_KEPT = 20_000;

interface Remembered {
  fingerprint: string;
  site?: string;
}

export async function hashOf(cookie: CookieFacts): Promise<string> {
  const bytes = new TextEncoder().encode(identityOf(cookie));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest.subarray(0, 15)));
}

export class KeptMemory {
  #known = new Map<string, Remembered>();

  constructor(
    private readonly area: Area,
    private readonly maxKept = MAX_KEPT,
  ) {}

  async load(): Promise<void> {
    for (const [key, value] of Object.entries(await this.area.get(null))) {
      if (key.startsWith(PREFIX)) this.#known.set(key.slice(PREFIX.length), value as Remembered);
    }
  }

  get(hash: string): Remembered | undefined {
    return this.#known.get(hash);
  }

  /** Resolves when all are stored. */
  async remember(kept: { cookie: CookieFacts; remembered: Remembered }[]): Promise<void> {
    const items: Record<string, Remembered> = {};
    for (const { cookie, remembered } of kept) {
      const hash = await hashOf(cookie);
      const old = this.#known.get(hash);
      const site = remembered.site ?? old?.site;
      const next = { fingerprint: remembered.fingerprint, ...(site && { site }) };
      if (old?.fingerprint === next.fingerprint && old.site === next.site) continue;
      if (!old && this.#known.size >= this.maxKept) continue;
      this.#known.set(hash, next);
      items[PREFIX + hash] = next;
    }
    if (Object.keys(items).length) await this.area.set(items);
  }

  hashes(): string[] {
    return [...this.#known.keys()];
  }

  async forget(gone: string[]): Promise<void> {
    for (const hash of gone) this.#known.delete(hash);
    if (gone.length) await this.area.remove(gone.map((hash) => PREFIX + hash));
  }
}
