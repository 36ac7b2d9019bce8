// SPDX-License-Identifier: MPL-2.0
/** Looks through every jar for what no event has told: set before the start, or while asleep. */
import {
  bareDomain,
  factsOf,
  hostOf,
  identityOf,
  isExpired,
  isPrivateStore,
  type BrowserCookie,
} from './cookies';
import type { CookieFacts } from '../messages';
import { hashOf, type KeptMemory } from './kept';
import type { Origins } from './origin';
import type { Outbox } from './outbox';
import type { Pipeline } from './pipeline';
import { cookiesOf, storeIds } from './stores';

export interface SweepParts {
  outbox: Outbox;
  pipeline: Pipeline;
  origins: Origins;
  kept: { ordinary: KeptMemory; private: KeptMemory };
}

/** What differs from what is known: anything, or only the person's choice for one site. */
export interface Occasion {
  fingerprint: string;
  /** Cookies kept by the fingerprint `from` that have nothing to do with `site` stay decided. */
  choice?: { from: string; site: string };
}

export class Sweep {
  /** Cookies that the last sweep gave to the host, and all that it saw. */
  last: { seen: number; asked: number } | undefined;
  #running: Promise<void> | undefined;
  #again: Occasion | undefined;

  constructor(private readonly parts: SweepParts) {}

  /** What was kept by another fingerprint is decided anew. */
  run(occasion: Occasion): Promise<void> {
    if (this.#running) {
      // Two reasons at once: the narrower one is not enough.
      this.#again = { fingerprint: occasion.fingerprint };
      return this.#running;
    }
    this.#running = this.#sweep(occasion).finally(() => {
      this.#running = undefined;
      const again = this.#again;
      this.#again = undefined;
      if (again) void this.run(again);
    });
    return this.#running;
  }

  async #sweep(occasion: Occasion): Promise<void> {
    const { kept } = this.parts;
    const seen = { ordinary: new Set<string>(), private: new Set<string>() };
    // What is kept from here on is newer than the look into the jar.
    const known = { ordinary: kept.ordinary.hashes(), private: kept.private.hashes() };
    const counts = { seen: 0, asked: 0 };
    for (const id of await storeIds()) {
      const kind = isPrivateStore(id) ? 'private' : 'ordinary';
      const cookies = await cookiesOf(id).catch(() => []);
      counts.seen += cookies.length;
      counts.asked += await this.#ask(cookies, kept[kind], seen[kind], occasion);
    }
    for (const kind of ['ordinary', 'private'] as const) {
      await kept[kind].forget(known[kind].filter((hash) => !seen[kind].has(hash)));
    }
    this.last = counts;
  }

  async #ask(
    cookies: BrowserCookie[],
    kept: KeptMemory,
    seen: Set<string>,
    { fingerprint, choice }: Occasion,
  ): Promise<number> {
    const { outbox, pipeline, origins } = this.parts;
    const waiting = outbox.identities();
    const now = Date.now();
    let asked = 0;
    for (const cookie of cookies) {
      const facts = factsOf(cookie);
      const hash = await hashOf(facts);
      seen.add(hash);
      const known = kept.get(hash);
      if (known?.fingerprint === fingerprint || waiting.has(identityOf(facts))) continue;
      if (isExpired(facts, now)) continue;
      if (
        choice &&
        known?.fingerprint === choice.from &&
        !concerns(choice.site, facts, known.site)
      ) {
        await kept.remember([{ cookie: facts, remembered: { ...known, fingerprint } }]);
        continue;
      }
      const site = known?.site ?? (await origins.inferredSite(facts));
      void pipeline.add(facts, now, { site });
      asked++;
    }
    return asked;
  }
}

function concerns(site: string, cookie: CookieFacts, topLevelSite: string | undefined): boolean {
  const hosts = [bareDomain(cookie.domain), hostOf(topLevelSite ?? '')];
  return hosts.some((host) => host === site || host.endsWith('.' + site));
}
