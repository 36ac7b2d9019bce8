// SPDX-License-Identifier: MPL-2.0
/** The number on the button: how many cookies of this site are rejected; "!" if nothing works. */
import type { SiteReport } from '../internal';
import { webOrigin } from './cookies';

/** A page load decides many cookies; one look at the end of each half second is enough. */
const GATHER_MS = 500;
const COUNT_COLOUR = '#1f6f4a';
const FAULT_COLOUR = '#a32020';

export interface BadgeParts {
  report: (site: string, isPrivate: boolean) => Promise<SiteReport>;
  isFaulty: () => boolean;
}

export class Badge {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: BadgeParts) {}

  /** To be called while the worker's first turn lasts. */
  listen(): void {
    chrome.tabs.onActivated.addListener(() => this.refreshSoon());
    chrome.tabs.onUpdated.addListener((_id, change) => {
      if (change.status || change.url) this.refreshSoon();
    });
  }

  refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#refresh();
    }, GATHER_MS);
  }

  async #refresh(): Promise<void> {
    const faulty = this.parts.isFaulty();
    await chrome.action.setBadgeBackgroundColor({ color: faulty ? FAULT_COLOUR : COUNT_COLOUR });
    await chrome.action.setBadgeTextColor?.({ color: '#ffffff' });
    await chrome.action.setBadgeText({ text: faulty ? '!' : '' });
    const tabs = await chrome.tabs.query({ active: true });
    await Promise.all(tabs.map((tab) => this.#show(tab, faulty)));
  }

  async #show(tab: chrome.tabs.Tab, faulty: boolean): Promise<void> {
    const { id: tabId } = tab;
    const site = webOrigin(tab.url);
    if (tabId === undefined) return;
    const text = faulty ? '!' : site ? await this.#count(site, tab.incognito) : '';
    // The tab may be gone by now.
    await chrome.action.setBadgeText({ tabId, text }).catch(() => undefined);
  }

  async #count(site: string, isPrivate: boolean): Promise<string> {
    const report = await this.parts.report(site, isPrivate).catch(() => undefined);
    const rejected = report?.cookies.filter(({ verdict }) => verdict === 'reject').length ?? 0;
    return rejected ? String(rejected) : '';
  }
}
