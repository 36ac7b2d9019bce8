// SPDX-License-Identifier: MPL-2.0
/**
 * Which document stands under which address bar. Chromium names the document of each request and
 * its parent; a tab's current address would be wrong for what still arrives after a navigation.
 */
import { hostCanSet, hostOf, storeOfTab, webOrigin } from './cookies';

const MAX_DOCUMENTS = 5_000;
/** One look at all frames serves all cookies of a moment. */
const SNAPSHOT_MS = 200;

interface Frame {
  storeId: string;
  host: string;
  /** Origin in the address bar of its tab. */
  site: string;
}

type Committed = chrome.webNavigation.WebNavigationTransitionCallbackDetails;

export class Documents {
  #byId = new Map<string, { url: string; parent?: string }>();
  #tops = new Map<number, string>();
  #snapshot: { at: number; frames: Promise<Frame[]> } | undefined;

  /** To be called while the worker's first turn lasts. */
  listen(): void {
    chrome.webNavigation?.onCommitted.addListener((details) => this.#add(details));
    chrome.tabs.onRemoved.addListener((tab) => this.#tops.delete(tab));
  }

  #add({ tabId, frameId, url, documentId, parentDocumentId, documentLifecycle }: Committed): void {
    if (frameId === 0 && documentLifecycle !== 'prerender') this.#tops.set(tabId, url);
    if (documentId) this.#remember(documentId, url, parentDocumentId);
  }

  #remember(id: string, url: string, parent: string | undefined): void {
    this.#byId.set(id, parent ? { url, parent } : { url });
    if (this.#byId.size <= MAX_DOCUMENTS) return;
    for (const oldest of this.#byId.keys()) {
      this.#byId.delete(oldest);
      return;
    }
  }

  /** Origin in the address bar over a document, if the way up is known. */
  siteOfDocument(id: string | undefined): string | undefined {
    for (let steps = 0; id && steps < 64; steps++) {
      const found = this.#byId.get(id);
      if (!found) return undefined;
      if (!found.parent) return webOrigin(found.url);
      id = found.parent;
    }
    return undefined;
  }

  async siteOfTab(tabId: number): Promise<string | undefined> {
    const known = this.#tops.get(tabId);
    if (known) return webOrigin(known);
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    return webOrigin(tab?.url);
  }

  /**
   * The one site under which all open frames stand that could have set the cookie; nothing where
   * there is no such frame, or more than one site.
   */
  async onlySite(
    cookie: { domain: string; hostOnly: boolean },
    storeId: string,
  ): Promise<string | undefined> {
    const frames = await this.#frames();
    const sites = new Set(
      frames
        .filter((frame) => frame.storeId === storeId && hostCanSet(frame.host, cookie))
        .map((frame) => frame.site),
    );
    return sites.size === 1 ? [...sites][0] : undefined;
  }

  #frames(): Promise<Frame[]> {
    const now = Date.now();
    if (!this.#snapshot || now - this.#snapshot.at > SNAPSHOT_MS) {
      this.#snapshot = { at: now, frames: this.#look() };
    }
    return this.#snapshot.frames;
  }

  async #look(): Promise<Frame[]> {
    const tabs = await chrome.tabs.query({}).catch(() => []);
    const found = await Promise.all(tabs.map((tab) => this.#framesOf(tab)));
    return found.flat();
  }

  async #framesOf(tab: chrome.tabs.Tab): Promise<Frame[]> {
    if (tab.id === undefined) return [];
    const frames = await chrome.webNavigation.getAllFrames({ tabId: tab.id }).catch(() => null);
    const site = webOrigin(frames?.find(({ frameId }) => frameId === 0)?.url ?? tab.url);
    if (!frames || !site) return [];
    const storeId = storeOfTab(tab as { incognito: boolean; cookieStoreId?: string });
    for (const { documentId, url, parentDocumentId } of frames) {
      if (documentId) this.#remember(documentId, url, parentDocumentId);
    }
    return frames
      .filter(({ url }) => webOrigin(url))
      .map(({ url }) => ({ storeId, site, host: hostOf(url) }));
  }
}
