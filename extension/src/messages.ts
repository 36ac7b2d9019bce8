// SPDX-License-Identifier: MPL-2.0
/**
 * Every message between the extension and its native host: the one catalogue of both halves.
 * Each frame is a u32 length in native byte order, then UTF-8 JSON; the extension speaks first;
 * each request has an `id` and gets exactly one reply with the same `id`. The examples in
 * tests/messages are read by the tests of both halves.
 *
 * Names are append only: the log and older halves remember them. Raise PROTOCOL only for a change
 * that an older half cannot live with.
 */
export const PROTOCOL = 1;
export const HOST_NAME = 'org.cookiewarden.host';
/** A request larger than this ends the host (1 MiB, the browsers' own limit for replies). */
export const MAX_FRAME_BYTES = 1024 * 1024;
/** Events in one `decide` request at most. */
export const MAX_BATCH = 500;

export const CATEGORIES = [
  'necessary',
  'functional',
  'statistics',
  'marketing',
  'unknown',
] as const;
export type Category = (typeof CATEGORIES)[number];
export type Party = 'first' | 'third' | 'unknown';
export type Verdict = 'keep' | 'reject';
export type Reason =
  'user' | 'consent-choice' | 'site' | 'platform' | 'provider' | 'undeclared' | 'unknown';
export type Outcome = 'removed' | 'absent' | 'failed' | 'blocked';
/** What a site does that its policy does not say, or that it must not do. */
export type FindingKind = 'undeclared' | 'contradicted' | 'overlong' | 'before-choice';

/** Fields of the WebExtension type cookies.Cookie, without the value. */
export interface CookieFacts {
  name: string;
  domain: string;
  hostOnly: boolean;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite: string;
  session: boolean;
  /** Seconds since the Unix epoch. */
  expirationDate?: number;
  storeId: string;
  partitionKey?: { topLevelSite?: string; hasCrossSiteAncestor?: boolean };
  firstPartyDomain?: string;
}

export interface CookieEvent {
  /** Made by the extension; a replay of the same uid changes nothing. */
  uid: string;
  /** Milliseconds since the Unix epoch. */
  at: number;
  private: boolean;
  /** Origin of the page in the address bar; absent if it is not known. */
  topLevelSite?: string;
  cookie: CookieFacts;
}

export interface Decision {
  uid: string;
  verdict: Verdict;
  category: Category;
  party: Party;
  reason: Reason;
  /** Id of the policy that settled it, or null. */
  policy: string | null;
  /** Name or pattern of the rule that settled it, or null. */
  rule: string | null;
}

/** One row of the log. Times are ISO 8601 in UTC. */
export interface LogEntry {
  uid: string;
  at: string;
  /** Registrable domain of the top-level site, or null. */
  site: string | null;
  name: string;
  domain: string;
  path: string;
  storeId: string;
  partitionKey: string | null;
  verdict: Verdict;
  category: Category;
  party: Party;
  reason: Reason;
  policy: string | null;
  rule: string | null;
  /** What the browser did; null while it has not said, and for kept cookies. */
  outcome: Outcome | null;
  /** Name and version as the browser's `hello` gave them. */
  browser: string;
  /** How often the same cookie had been decided the same way before. */
  repeats: number;
  /** What this entry shows the site to do against its policy; absent where there is nothing. */
  findings?: FindingKind[];
}

/** What is kept besides necessary cookies. */
export interface KeptKinds {
  functional: boolean;
  anonymousStatistics: boolean;
  statistics: boolean;
  marketing: boolean;
  unknownFirstParty: boolean;
  unknownThirdParty: boolean;
}

export interface PolicySummary {
  id: string;
  title: string;
  source: string;
  complete: boolean;
  learned: boolean;
}

/** A finding on one cookie of one site. Times are ISO 8601 in UTC. */
export interface Finding {
  kind: FindingKind;
  site: string;
  name: string;
  domain: string;
  category: Category;
  policy: string | null;
  rule: string | null;
  /** Of the last one seen; null for a session cookie. */
  expires: string | null;
  lastAt: string;
  times: number;
  /** How long the policy lets an overlong cookie live, ISO 8601; absent from older hosts. */
  declared?: string | null;
}

/** One cookie in a policy file: host/policies/policy.schema.json. */
export interface PolicyRule {
  name: string;
  category: Category;
  domain?: string;
  party?: 'first' | 'third' | 'any';
  consentChoice?: boolean;
  anonymous?: boolean;
  provider?: string;
  service?: string;
  purpose?: string;
  duration?: string;
  evidence?: {
    line?: number;
    section?: string;
    confidence: 'high' | 'medium' | 'low';
    note?: string;
  };
}

/** A policy file. */
export interface PolicyFile {
  schema: 1;
  id: string;
  kind: 'site' | 'platform' | 'provider';
  title: string;
  sites?: string[];
  uses?: string[];
  complete?: boolean;
  source: { url: string; language?: string; read?: string };
  cookies: PolicyRule[];
}

export type Request =
  | { type: 'hello'; id: number; protocol: number; extension: string; browser: string }
  | { type: 'decide'; id: number; events: CookieEvent[] }
  | { type: 'outcome'; id: number; outcomes: { uid: string; result: Outcome }[] }
  /** What is known of one site, for the popup. `site`: an origin, URL or host. */
  | { type: 'site'; id: number; site: string }
  | { type: 'pause'; id: number; site: string }
  | { type: 'resume'; id: number; site: string }
  /** The person's own exception for (site, cookie). */
  | { type: 'allow'; id: number; site: string; cookie: string }
  | { type: 'block'; id: number; site: string; cookie: string }
  | { type: 'forget'; id: number; site: string; cookie: string }
  /**
   * Rows of the log, newest first: `cookie` is a name or a pattern with `*`; `before` is the `next`
   * of the page before.
   */
  | {
      type: 'log';
      id: number;
      /** A URL or domain; with `*`, all sites that match. */
      site?: string;
      cookie?: string;
      verdict?: Verdict;
      category?: Category;
      before?: number;
      limit?: number;
    }
  /** Reads the preferences; with `kept` or `preset` sets them first. */
  | {
      type: 'preferences';
      id: number;
      preset?: 'balanced' | 'strict';
      kept?: Partial<KeptKinds>;
    }
  /**
   * Reads a page that may be a cookie policy, in parts where it exceeds a frame: `part` counts from
   * 0, the last one is answered with `learned`, the others with `done`. Nothing is saved.
   */
  | {
      type: 'learn';
      id: number;
      site: string;
      url: string;
      part: number;
      parts: number;
      text: string;
    }
  /** Saves a site policy that the person confirmed; decisions cite it from then on. */
  | { type: 'save-policy'; id: number; policy: PolicyFile }
  /** Forgets a learned policy. */
  | { type: 'remove-policy'; id: number; policy: string }
  | { type: 'policy'; id: number; policy: string }
  | { type: 'findings'; id: number; site?: string };

export type Reply =
  | {
      type: 'hello';
      id: number;
      protocol: number;
      host: string;
      policies: { sites: number; platforms: number; providers: number; rules: number };
      /** Changes with the policies and the preferences: what was kept before may go now. */
      fingerprint: string;
    }
  | { type: 'decisions'; id: number; decisions: Decision[] }
  | { type: 'done'; id: number }
  | {
      type: 'site';
      id: number;
      /** Registrable domain. */
      site: string;
      paused: boolean;
      policy: PolicySummary | null;
      exceptions: { cookie: string; verdict: Verdict }[];
      /** Counts over all rows of the site. */
      kept: number;
      rejected: number;
      /** The newest decision for each of the site's cookies, newest first, 200 at most. */
      cookies: LogEntry[];
      /** Those that `cookies` names; absent from older hosts. */
      policies?: PolicySummary[];
    }
  | {
      type: 'log';
      id: number;
      entries: LogEntry[];
      next: number | null;
      /** Those that `entries` name; absent from older hosts. */
      policies?: PolicySummary[];
    }
  | {
      type: 'preferences';
      id: number;
      preset: 'balanced' | 'strict' | 'custom';
      kept: KeptKinds;
    }
  /** `policy` is null if the page names no cookie. */
  | { type: 'learned'; id: number; policy: PolicyFile | null }
  | { type: 'policy'; id: number; learned: boolean; policy: PolicyFile }
  | { type: 'findings'; id: number; findings: Finding[] }
  | { type: 'error'; id: number | null; code: ErrorCode; message: string; hint: string };

/** Stable strings, append only. */
export type ErrorCode =
  /** The frame's text is not JSON, or nests too deep. */
  | 'bad_json'
  /** A field is missing, of a wrong type or out of its limits. */
  | 'bad_request'
  /** The `type` is not in this catalogue. */
  | 'unknown_type'
  /** The frame is larger than MAX_FRAME_BYTES, or broken: the host ends after this. */
  | 'bad_frame'
  /** The two halves speak different protocols; the hint says which one to update. */
  | 'protocol_mismatch'
  /** The caller is not one of our extensions: the host ends after this. */
  | 'caller_not_allowed'
  /** The log cannot be written: nothing was decided, ask again. */
  | 'log_unavailable'
  /** The disk is full: nothing was decided, ask again. */
  | 'disk_full'
  /** The log was written by a newer version. */
  | 'log_too_new'
  /** The preferences or the policies cannot be read or written. */
  | 'preferences_unavailable'
  /** The page cannot be read as a cookie policy; the message says why. */
  | 'unreadable_page'
  /** The policy breaks the format; the message names the field and the remedy. */
  | 'bad_policy'
  /** There is no policy of that id. */
  | 'no_such_policy'
  /** A fault of the host itself. */
  | 'internal';
