// SPDX-License-Identifier: MPL-2.0
/** The site in the address bar when a cookie was set: established, or left open; never guessed. */
import type { CookieFacts } from '../messages';
import { hostOf, storeOfTab, webOrigin } from './cookies';
import type { Documents } from './documents';
import { EvidenceStore, FRESH_MS, readSetCookie, type Evidence } from './evidence';

/** Header event, frame message and cookie event come on different ways, in any order. */
const WAIT_MS = 250;
/** Where several sites embed the one that set the cookie, only its frame can tell, even if late. */
const LONG_WAIT_MS = 1_500;
const MAX_NAMES = 200;

/** Fields that only one of the browsers has. */
interface Response extends chrome.webRequest.OnHeadersReceivedDetails {
  incognito?: boolean;
  cookieStoreId?: string;
  documentUrl?: string;
  originUrl?: string;
  frameAncestors?: { url: string }[];
  initiator?: string;
}
type Sender = chrome.runtime.MessageSender;

export class Origins {
  #evidence = new EvidenceStore();
  /** Cookie events that look for evidence, by the cookie's name. */
  #waiting = new Map<string, Set<() => void>>();

  constructor(private readonly documents: Documents) {}

  /** To be called while the worker's first turn lasts. */
  listen(): void {
    const options = ['responseHeaders'];
    // Chromium hides Set-Cookie without it, Firefox does not know it.
    const known = chrome.webRequest.OnHeadersReceivedOptions as
      { EXTRA_HEADERS?: string } | undefined;
    if (known?.EXTRA_HEADERS) options.push('extraHeaders');
    chrome.webRequest.onHeadersReceived.addListener(
      (details) => {
        void this.#onHeaders(details as Response);
        return undefined;
      },
      { urls: ['<all_urls>'] },
      options as `${chrome.webRequest.OnHeadersReceivedOptions}`[],
    );
  }

  /** Names of cookies that a frame's script has set. */
  async onNames(names: unknown, sender: Sender): Promise<void> {
    const { tab } = sender;
    const frame = sender.origin && sender.origin !== 'null' ? sender.origin : sender.url;
    const host = hostOf(frame ?? '');
    if (!Array.isArray(names) || !tab || !host) return;
    const site =
      (sender.frameId === 0 && webOrigin(frame)) ||
      this.documents.siteOfDocument(sender.documentId) ||
      webOrigin(tab.url);
    if (!site) return;
    const storeId = storeOfTab(tab as { incognito: boolean; cookieStoreId?: string });
    for (const name of names.slice(0, MAX_NAMES)) {
      if (typeof name === 'string') this.#add({ name, host, site, storeId });
    }
  }

  /** Waits for evidence that may still be under way. */
  async siteFor(cookie: CookieFacts): Promise<string | undefined> {
    return (
      partitionSite(cookie) ??
      (await this.#waitFor(cookie, WAIT_MS, FRESH_MS)) ??
      this.#evidence.take(cookie) ??
      (await this.inferredSite(cookie)) ??
      this.#waitFor(cookie, LONG_WAIT_MS)
    );
  }

  /** What is certain without having seen the cookie being set. */
  async inferredSite(cookie: CookieFacts): Promise<string | undefined> {
    return partitionSite(cookie) ?? (await this.documents.onlySite(cookie, cookie.storeId));
  }

  #waitFor(cookie: CookieFacts, ms: number, maxAgeMs?: number): Promise<string | undefined> {
    const found = this.#evidence.take(cookie, maxAgeMs);
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => {
      const done = (site: string | undefined) => {
        clearTimeout(timer);
        this.#stopWaiting(cookie.name, look);
        resolve(site);
      };
      const look = () => {
        const site = this.#evidence.take(cookie, maxAgeMs);
        if (site) done(site);
      };
      const timer = setTimeout(() => done(this.#evidence.take(cookie)), ms);
      const others = this.#waiting.get(cookie.name) ?? new Set();
      this.#waiting.set(cookie.name, others.add(look));
    });
  }

  #stopWaiting(name: string, look: () => void): void {
    const left = this.#waiting.get(name);
    left?.delete(look);
    if (left?.size === 0) this.#waiting.delete(name);
  }

  #add(evidence: Evidence): void {
    this.#evidence.add(evidence);
    for (const look of [...(this.#waiting.get(evidence.name) ?? [])]) look();
  }

  async #onHeaders(details: Response): Promise<void> {
    const cookies = (details.responseHeaders ?? [])
      .filter(({ name }) => name.toLowerCase() === 'set-cookie')
      .flatMap(({ value }) => readSetCookie(value ?? ''));
    if (!cookies.length) return;
    const storeId = await this.#storeOf(details);
    const site = await this.#siteOfResponse(details, storeId);
    if (!site) return;
    const host = hostOf(details.url);
    for (const cookie of cookies) this.#add({ ...cookie, host, site, storeId });
  }

  async #storeOf({ cookieStoreId, incognito, tabId }: Response): Promise<string> {
    if (cookieStoreId) return cookieStoreId;
    if (incognito !== undefined || tabId < 0) return storeOfTab({ incognito: incognito ?? false });
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    return storeOfTab(tab ?? { incognito: false });
  }

  async #siteOfResponse(details: Response, storeId: string): Promise<string | undefined> {
    if (details.type === 'main_frame') return webOrigin(details.url);
    const top = details.frameAncestors?.at(-1)?.url;
    if (top) return webOrigin(top);
    if (details.tabId < 0) return this.#siteOfInitiator(details, storeId);
    // Firefox: a request of the top frame itself, or the frame in it that is being loaded.
    if (details.frameId === 0 && details.documentUrl) return webOrigin(details.documentUrl);
    const { documentId, parentDocumentId } = details;
    const above =
      details.type === 'sub_frame' ? parentDocumentId : (documentId ?? parentDocumentId);
    return this.documents.siteOfDocument(above) ?? (await this.documents.siteOfTab(details.tabId));
  }

  /** A page's service worker: its site is certain where its pages stand under one site only. */
  #siteOfInitiator(details: Response, storeId: string): Promise<string | undefined> {
    const initiator = webOrigin(details.initiator ?? details.documentUrl ?? details.originUrl);
    if (!initiator) return Promise.resolve(undefined);
    return this.documents.onlySite({ domain: hostOf(initiator), hostOnly: true }, storeId);
  }
}

function partitionSite(cookie: CookieFacts): string | undefined {
  if (cookie.partitionKey?.topLevelSite) return cookie.partitionKey.topLevelSite;
  return cookie.firstPartyDomain ? `https://${cookie.firstPartyDomain}` : undefined;
}
