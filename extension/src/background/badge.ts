// SPDX-License-Identifier: MPL-2.0
/**
 * The mark on the button: how many cookies of this site are rejected; "!" if nothing works; "+" on a
 * page that looks like the cookie policy of a site whose policy is not known.
 */
import type { SiteReport } from '../internal';
import { webOrigin } from './cookies';

/** A page load decides many cookies; one look at the end of each half second is enough. */
const GATHER_MS = 500;
const NAME = 'Cookie Warden';

interface Mark {
  text: string;
  colour: string;
  title: string;
}

const NOTHING: Mark = { text: '', colour: '#1f6f4a', title: NAME };
const FAULT: Mark = { text: '!', colour: '#a32020', title: NAME };
const offer = (): Mark => ({
  text: '+',
  colour: '#1d4f91',
  title: chrome.i18n.getMessage('learnOffer'),
});

export interface BadgeParts {
  report: (site: string, isPrivate: boolean) => Promise<SiteReport>;
  isFaulty: () => boolean;
  /** Does the page in this tab look like a cookie policy? */
  isPolicyPage: (tab: number) => Promise<boolean>;
}

export class Badge {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was seen of the page in a tab, so that it is asked once. */
  #looks = new Map<number, { url: string; isPolicy: Promise<boolean> }>();

  constructor(private readonly parts: BadgeParts) {}

  /** To be called while the worker's first turn lasts. */
  listen(): void {
    chrome.tabs.onActivated.addListener(() => this.refreshSoon());
    chrome.tabs.onRemoved.addListener((tab) => this.#looks.delete(tab));
    chrome.tabs.onUpdated.addListener((tab, change) => {
      if (change.status === 'loading') this.#looks.delete(tab);
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
    const general = this.parts.isFaulty() ? FAULT : NOTHING;
    await chrome.action.setBadgeTextColor?.({ color: '#ffffff' });
    await draw(general);
    const tabs = await chrome.tabs.query({ active: true });
    await Promise.all(
      tabs.map(async (tab) => {
        if (tab.id === undefined) return;
        const mark = general === FAULT ? FAULT : await this.#markFor(tab);
        // The tab may be gone by now.
        await draw(mark, tab.id).catch(() => undefined);
      }),
    );
  }

  async #markFor(tab: chrome.tabs.Tab): Promise<Mark> {
    const site = webOrigin(tab.url);
    if (!site) return NOTHING;
    const report = await this.parts.report(site, tab.incognito).catch(() => undefined);
    if (!report) return NOTHING;
    if (!report.policy && !tab.incognito && (await this.#isPolicyPage(tab))) return offer();
    const rejected = report.cookies.filter(({ verdict }) => verdict === 'reject').length;
    return rejected ? { ...NOTHING, text: String(rejected) } : NOTHING;
  }

  #isPolicyPage({ id, url = '', status }: chrome.tabs.Tab): Promise<boolean> {
    if (id === undefined || status !== 'complete') return Promise.resolve(false);
    const known = this.#looks.get(id);
    if (known?.url === url) return known.isPolicy;
    // A page that was open before the extension does not answer.
    const isPolicy = this.parts.isPolicyPage(id).catch(() => false);
    this.#looks.set(id, { url, isPolicy });
    return isPolicy;
  }
}

/** In one tab, or wherever a tab has no mark of its own. */
async function draw({ text, colour, title }: Mark, tabId?: number): Promise<void> {
  const where = tabId === undefined ? {} : { tabId };
  await chrome.action.setBadgeBackgroundColor({ ...where, color: colour });
  await chrome.action.setTitle({ ...where, title });
  await chrome.action.setBadgeText({ ...where, text });
}
