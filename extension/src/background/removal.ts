// SPDX-License-Identifier: MPL-2.0
/** Removes one cookie and no other, and says what the browser really did. */
import type { CookieFacts, Outcome } from '../messages';
import { bareDomain, identityOf, urlOf, type BrowserCookie } from './cookies';

/** Between tries; a page that sets the cookie in a loop is met again by its next event. */
const PAUSES_MS = [0, 20, 100, 400];
/** How long the browser's own word on a removal may lag behind its reply. */
const EVENT_MS = 50;

/** The fields by which a cookie is found, passed back exactly as they came. */
function place(cookie: CookieFacts) {
  return {
    name: cookie.name,
    storeId: cookie.storeId,
    ...(cookie.partitionKey && { partitionKey: cookie.partitionKey }),
    // Chromium does not know this field and throws on it.
    ...(cookie.firstPartyDomain !== undefined && { firstPartyDomain: cookie.firstPartyDomain }),
  };
}

async function find(cookie: CookieFacts): Promise<boolean> {
  const found: BrowserCookie[] = await chrome.cookies.getAll({
    ...place(cookie),
    domain: bareDomain(cookie.domain),
  });
  const identity = identityOf(cookie);
  return found.some((other) => identityOf(other) === identity);
}

/**
 * `cookies.remove` takes every cookie of this name that the address would be sent (Chromium, which
 * takes partitioned and unpartitioned ones along with each other: a login of the embedded site) or
 * any one of them (Firefox): safe only where there is no other.
 */
async function isAlone(cookie: CookieFacts, url: string): Promise<boolean> {
  // Firefox with first-party isolation can remove such a cookie, but not set it.
  if (cookie.partitionKey && !cookie.firstPartyDomain) return false;
  const everyPartition = { ...place(cookie), partitionKey: {}, url };
  const found: BrowserCookie[] = await chrome.cookies.getAll(everyPartition);
  const identity = identityOf(cookie);
  return found.length > 0 && found.every((other) => identityOf(other) === identity);
}

/** Setting exactly this cookie with an expiry in the past removes it alone. */
async function expire(cookie: CookieFacts, url: string): Promise<void> {
  const details = {
    ...place(cookie),
    url,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    expirationDate: 1,
    ...(!cookie.hostOnly && { domain: cookie.domain }),
    ...(cookie.sameSite && { sameSite: cookie.sameSite as chrome.cookies.Cookie['sameSite'] }),
  };
  await chrome.cookies.set(details);
}

export class Remover {
  /** Removals under way, by identity: true once the browser reported ours. */
  #ours = new Map<string, boolean>();
  #running = new Map<string, Promise<unknown>>();

  /** To be told of each removal; returns whether it is one of ours. */
  recognise(cookie: BrowserCookie, cause: string): boolean {
    const identity = identityOf(cookie);
    if (!this.#ours.has(identity) || !/^(explicit|expired_overwrite)$/.test(cause)) return false;
    this.#ours.set(identity, true);
    return true;
  }

  /** One at a time for each cookie, so that each tells its own result. */
  remove(cookie: CookieFacts): Promise<Outcome> {
    const identity = identityOf(cookie);
    const before = this.#running.get(identity) ?? Promise.resolve();
    const removal = before.then(() => this.#remove(cookie, identity));
    this.#running.set(identity, removal);
    void removal.then(() => {
      if (this.#running.get(identity) === removal) this.#running.delete(identity);
    });
    return removal;
  }

  async #remove(cookie: CookieFacts, identity: string): Promise<Outcome> {
    try {
      if (!(await find(cookie))) return 'absent';
      this.#ours.set(identity, false);
      return (await this.#insist(cookie, identity)) ? 'removed' : 'failed';
    } catch (error) {
      console.warn('Cookie Warden: cannot remove a cookie:', error);
      return 'failed';
    } finally {
      this.#ours.delete(identity);
    }
  }

  async #insist(cookie: CookieFacts, identity: string): Promise<boolean> {
    const schemes = cookie.secure ? (['https'] as const) : (['http', 'https'] as const);
    for (const pause of PAUSES_MS) {
      await sleep(pause);
      for (const scheme of schemes) {
        const url = urlOf(cookie, scheme);
        const alone = pause < 100 && (await isAlone(cookie, url));
        await (
          alone ? chrome.cookies.remove({ ...place(cookie), url }) : expire(cookie, url)
        ).catch(() => undefined);
        if (!(await find(cookie))) return true;
        // It is there again, but ours was taken: the page has set it anew.
        if (await this.#reported(identity)) return true;
      }
    }
    return false;
  }

  async #reported(identity: string): Promise<boolean> {
    for (let waited = 0; waited <= EVENT_MS; waited += 10) {
      if (this.#ours.get(identity)) return true;
      await sleep(10);
    }
    return false;
  }
}

function sleep(ms: number): Promise<void> {
  return ms ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
