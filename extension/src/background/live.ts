// SPDX-License-Identifier: MPL-2.0
/** What was decided in private windows: in memory, for popup and badge, and nowhere else. */
import type { LogEntry } from '../messages';
import type { SiteReport } from '../internal';
import { hostOf, identityOf } from './cookies';
import type { Decided } from './pipeline';

const MAX_PRIVATE = 2_000;

export class PrivateDecisions {
  #entries = new Map<string, LogEntry>();

  note(decided: Decided[]): void {
    for (const { event, decision } of decided) {
      if (!event.private) continue;
      const key = `${event.topLevelSite ?? ''} ${identityOf(event.cookie)}`;
      const repeats = (this.#entries.get(key)?.repeats ?? -1) + 1;
      this.#entries.delete(key);
      this.#entries.set(key, entryOf({ event, decision }, repeats));
      const [oldest] = this.#entries.keys();
      if (this.#entries.size > MAX_PRIVATE && oldest !== undefined) this.#entries.delete(oldest);
    }
  }

  /** The host's report of a site, with what it cannot know of private windows. */
  complete(report: SiteReport): SiteReport {
    const { site } = report;
    const cookies = [...this.#entries.values()]
      .filter((entry) => entry.site === site || entry.site?.endsWith('.' + site))
      .reverse();
    const kept = cookies.filter(({ verdict }) => verdict === 'keep').length;
    return { ...report, cookies, kept, rejected: cookies.length - kept };
  }

  clear(): void {
    this.#entries.clear();
  }
}

function entryOf({ event, decision }: Decided, repeats: number): LogEntry {
  const { cookie, topLevelSite } = event;
  return {
    ...decision,
    at: new Date(event.at).toISOString(),
    site: topLevelSite ? hostOf(topLevelSite) : null,
    name: cookie.name,
    domain: cookie.domain,
    path: cookie.path,
    storeId: cookie.storeId,
    partitionKey: cookie.partitionKey?.topLevelSite ?? null,
    outcome: null,
    browser: '',
    repeats,
  };
}
