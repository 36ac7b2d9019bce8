// SPDX-License-Identifier: MPL-2.0
/**
 * Who set which cookie under which site in the address bar, as seen in responses and in frames.
 * A cookie event of an unpartitioned cookie does not say. Pure but for the clock.
 */
import { bareDomain, hostCanSet, hostOf } from './cookies';

/** A cookie event follows its cause within moments; later it is no evidence any more. */
const LIFE_MS = 10_000;
/** Older evidence may be of a cookie that was set to what it was, which makes no event. */
export const FRESH_MS = 1_000;
const MAX_EVIDENCE = 5_000;

export interface Evidence {
  name: string;
  /** Host of the response, or of the frame whose script spoke. */
  host: string;
  /** Domain attribute of a Set-Cookie line, without dot, if there was one. */
  domain?: string;
  storeId: string;
  /** Origin in the address bar. */
  site: string;
}

interface Kept extends Evidence {
  at: number;
  used: boolean;
}

export interface Sought {
  name: string;
  domain: string;
  hostOnly: boolean;
  storeId: string;
}

/** Name and domain of each cookie in Set-Cookie lines; Firefox joins the lines by line feeds. */
export function readSetCookie(header: string): { name: string; domain?: string }[] {
  return header
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [pair = '', ...attributes] = line.split(';');
      const equals = pair.indexOf('=');
      const name = equals < 0 ? '' : pair.slice(0, equals).trim();
      // The last one counts (RFC 6265, 5.3).
      const domain = attributes
        .map((attribute) => /^\s*domain\s*=\s*"?([^"\s]*)/i.exec(attribute)?.[1])
        .filter(Boolean)
        .at(-1);
      return domain ? { name, domain: bareDomain(domain) } : { name };
    });
}

export class EvidenceStore {
  #byName = new Map<string, Kept[]>();
  #size = 0;

  constructor(private readonly now: () => number = Date.now) {}

  add(evidence: Evidence): void {
    if (this.#size >= MAX_EVIDENCE) this.#clean();
    const list = this.#byName.get(evidence.name) ?? [];
    list.push({ ...evidence, at: this.now(), used: false });
    this.#size++;
    this.#byName.set(evidence.name, list);
  }

  /**
   * The site under which this cookie was set. Each piece of evidence explains one event, for the
   * next one may come from another site. Where several sites are possible there is no answer, unless
   * the cookie belongs to none of them: they embed it in the same moment, each makes one event, and
   * the events come in the order of their causes.
   */
  take(cookie: Sought, maxAgeMs = LIFE_MS): string | undefined {
    const since = this.now() - maxAgeMs;
    const fits = (this.#byName.get(cookie.name) ?? []).filter(
      (evidence) => !evidence.used && evidence.at >= since && explains(evidence, cookie),
    );
    const [first] = fits;
    if (!first) return undefined;
    const isOneSite = fits.every(({ site }) => site === first.site);
    if (!isOneSite && fits.some(({ site }) => mayBeOwn(site, cookie.domain))) return undefined;
    first.used = true;
    return first.site;
  }

  #clean(): void {
    const since = this.now() - LIFE_MS;
    let size = 0;
    for (const [name, list] of this.#byName) {
      const left = list.filter((evidence) => evidence.at >= since);
      if (left.length) this.#byName.set(name, left);
      else this.#byName.delete(name);
      size += left.length;
    }
    // A flood within one life: nothing of it can be told apart anyway.
    if (size >= MAX_EVIDENCE) {
      this.#byName.clear();
      size = 0;
    }
    this.#size = size;
  }
}

function explains(evidence: Evidence, cookie: Sought): boolean {
  if (evidence.storeId !== cookie.storeId || !hostCanSet(evidence.host, cookie)) return false;
  // Names in other scripts are compared by their host alone: the browser converts them.
  if (evidence.domain === undefined || /[^\x20-\x7e]/.test(evidence.domain)) return true;
  return evidence.domain === bareDomain(cookie.domain);
}

/** Whether a cookie's domain and a site may be under one registrable domain, by their last labels. */
function mayBeOwn(site: string, domain: string): boolean {
  const end = (host: string) => host.split('.').slice(-2).join('.');
  return end(hostOf(site)) === end(bareDomain(domain));
}
