// SPDX-License-Identifier: MPL-2.0
/** Learning a site's cookie policy: from the page in a tab to the rules the host read of it. */
import type { Learned, PageLook } from '../internal';
import { looksLikeCookiePolicy } from '../learn/detect';
import { partsOf } from '../learn/parts';
import type { StoredCookie } from '../learn/rows';
import { bareDomain, isPrivateStore } from './cookies';
import { HostError, type Host } from './host';
import { cookiesOf, storeIds } from './stores';

/** What the relay in a tab's page answers. */
export interface PageText {
  url: string;
  headings: string[];
  /** Only where it was asked for. */
  html?: string;
}

async function askTab(tabId: number, wanted: 'look-at-page' | 'read-page'): Promise<PageText> {
  try {
    return await chrome.tabs.sendMessage<{ type: string }, PageText>(
      tabId,
      { type: wanted },
      { frameId: 0 },
    );
  } catch {
    throw new HostError('unreadable_page', 'The page does not answer', 'Reload the page.');
  }
}

export async function lookAtPage(tabId: number): Promise<PageLook> {
  const { url, headings } = await askTab(tabId, 'look-at-page');
  return { isPolicy: looksLikeCookiePolicy(url, headings) };
}

export async function learnPage(host: Host, tabId: number): Promise<Learned> {
  const { url, html = '' } = await askTab(tabId, 'read-page');
  const parts = partsOf(html);
  for (const [part, text] of parts.entries()) {
    const body = { site: url, url, part, parts: parts.length, text };
    const reply = await host.request('learn', body);
    if (reply.type === 'learned') {
      return { policy: reply.policy, url, stored: await storedCookies(reply.policy?.sites ?? []) };
    }
  }
  throw new HostError('bad_reply', 'The host did not answer the last part of the page');
}

/** Names and domains of what the browser has stored from these domains, private windows left out. */
export async function storedCookies(sites: readonly string[]): Promise<StoredCookie[]> {
  const stores = [...(await storeIds())].filter((id) => !isPrivateStore(id));
  const asked = sites.flatMap((domain) => stores.map((id) => cookiesOf(id, domain)));
  const found = new Map<string, StoredCookie>();
  for (const { name, domain: from } of (await Promise.all(asked)).flat()) {
    found.set(`${name}\n${bareDomain(from)}`, { name, domain: bareDomain(from) });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
