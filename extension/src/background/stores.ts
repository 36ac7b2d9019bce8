// SPDX-License-Identifier: MPL-2.0
/** Every jar of the browser, and everything in it. */
import type { BrowserCookie } from './cookies';

/**
 * Firefox lists only the stores of open tabs, and the permission to list its containers would switch
 * them on for people who have none. They are numbered from 1; one that does not exist is empty.
 */
const CONTAINERS = 100;

export async function storeIds(): Promise<Set<string>> {
  const ids = new Set((await chrome.cookies.getAllCookieStores()).map(({ id }) => id));
  if (![...ids].some((id) => id.startsWith('firefox-'))) return ids;
  ids.add('firefox-default');
  for (let n = 1; n <= CONTAINERS; n++) ids.add(`firefox-container-${n}`);
  return ids;
}

/** A store's cookies, partitioned and first-party-isolated ones included; of one domain if given. */
export async function cookiesOf(storeId: string, domain?: string): Promise<BrowserCookie[]> {
  const details = { storeId, partitionKey: {}, ...(domain !== undefined && { domain }) };
  // Chromium throws on a field it does not know; Firefox shows isolated cookies only with it.
  const isolated = { ...details, firstPartyDomain: null } as chrome.cookies.GetAllDetails;
  const isFirefox = storeId.startsWith('firefox-');
  return chrome.cookies.getAll(isFirefox ? isolated : details);
}
