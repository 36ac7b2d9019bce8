// SPDX-License-Identifier: MPL-2.0
/** Cookies as the browsers hand them out, and what follows from one alone. Pure. */
import type { CookieFacts } from '../messages';

/** What both browsers have in common, and `firstPartyDomain`, which only Firefox has. */
export type BrowserCookie = chrome.cookies.Cookie & { firstPartyDomain?: string };

/** Copies named fields only, so that the value cannot come along. */
export function factsOf(cookie: BrowserCookie): CookieFacts {
  const facts: CookieFacts = {
    name: cookie.name,
    domain: cookie.domain,
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite,
    session: cookie.session,
    storeId: cookie.storeId,
  };
  if (cookie.expirationDate !== undefined) facts.expirationDate = cookie.expirationDate;
  if (cookie.partitionKey) facts.partitionKey = { ...cookie.partitionKey };
  if (cookie.firstPartyDomain !== undefined) facts.firstPartyDomain = cookie.firstPartyDomain;
  return facts;
}

type Identified = Pick<
  CookieFacts,
  'name' | 'domain' | 'hostOnly' | 'path' | 'storeId' | 'partitionKey' | 'firstPartyDomain'
>;

/** Two cookies with the same identity are one cookie: setting the second replaces the first. */
export function identityOf(cookie: Identified): string {
  const { partitionKey: key } = cookie;
  return JSON.stringify([
    cookie.storeId,
    cookie.domain,
    cookie.hostOnly,
    cookie.path,
    cookie.name,
    key?.topLevelSite ?? null,
    key?.hasCrossSiteAncestor ?? null,
    cookie.firstPartyDomain || null,
  ]);
}

export function bareDomain(domain: string): string {
  return domain.replace(/^\./, '').toLowerCase();
}

/** Whether a page of `host` could have set the cookie. */
export function hostCanSet(host: string, cookie: { domain: string; hostOnly: boolean }): boolean {
  const domain = bareDomain(cookie.domain);
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === domain.replace(/^\[|\]$/g, '')) return true;
  return !cookie.hostOnly && bare.endsWith('.' + domain);
}

/** The address that the `cookies` API wants instead of a domain. */
export function urlOf(cookie: { domain: string; path: string }, scheme: 'http' | 'https'): string {
  const domain = bareDomain(cookie.domain);
  const host = domain.includes(':') && !domain.startsWith('[') ? `[${domain}]` : domain;
  const path = cookie.path.replace(/[?#]/g, encodeURIComponent);
  return `${scheme}://${host}${path.startsWith('/') ? path : '/' + path}`;
}

/**
 * Stores that are known to be ordinary: Chromium's "0", Firefox's default and containers. Every
 * other one counts as private, because a private cookie in the log is worse than a missing row.
 */
export function isPrivateStore(storeId: string): boolean {
  return storeId !== '0' && storeId !== 'firefox-default' && !/^firefox-container-/.test(storeId);
}

/** The store of a tab; Firefox names it, Chromium has one for ordinary and one for private tabs. */
export function storeOfTab(tab: { incognito: boolean; cookieStoreId?: string }): string {
  return tab.cookieStoreId ?? (tab.incognito ? '1' : '0');
}

/** A cookie set with an expiry in the past is a deletion. */
export function isExpired(cookie: { expirationDate?: number }, now: number): boolean {
  return cookie.expirationDate !== undefined && cookie.expirationDate * 1000 <= now;
}

/** The origin of a web page, or nothing for what has none (blank pages, files, extensions). */
export function webOrigin(url: string | undefined): string | undefined {
  if (!url || !/^https?:/i.test(url)) return undefined;
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
