// SPDX-License-Identifier: MPL-2.0
/** What the extension's own pages and content scripts say to its background. */
import type { Connection } from './background/host';
import type { Trouble } from './background/pipeline';
import type { StoredCookie } from './learn/rows';
import type {
  Category,
  Finding,
  LogEntry,
  PolicyFile,
  PolicySummary,
  Reply,
  Verdict,
} from './messages';

/** From a content script: cookies that a frame's script has set. Never a value. */
export interface NamesMessage {
  type: 'names';
  names: string[];
}

export type PageRequest =
  | { type: 'status' }
  /** Tries to reach the host at once. */
  | { type: 'retry' }
  /** `site`: origin in the address bar; absent for pages that have none. */
  | { type: 'overview'; site?: string; private: boolean }
  | { type: 'pause' | 'resume'; site: string }
  | { type: 'allow' | 'block' | 'forget'; site: string; cookie: string }
  /** Does the page in this tab look like a cookie policy? */
  | { type: 'look-at-page'; tab: number }
  /** Reads the page in this tab as a cookie policy; nothing is saved. */
  | { type: 'learn-page'; tab: number }
  | { type: 'log-page'; filter: LogFilter; before?: number }
  /** Of all sites, or of one. */
  | { type: 'findings'; site?: string }
  | { type: 'show-policy'; policy: string }
  | { type: 'save-policy'; policy: PolicyFile }
  | { type: 'remove-policy'; policy: string; site: string };

export interface Status {
  connection: Connection;
  trouble: Trouble | null;
  /** Events and results that the host has not got yet. */
  waiting: number;
  /** Events given up because there were too many. */
  dropped: number;
  /** Of the last look through all jars. */
  sweep: { seen: number; asked: number } | null;
}

export type SiteReport = Extract<Reply, { type: 'site' }>;

export interface Overview {
  status: Status;
  report: SiteReport | null;
  /** What the site does against its own policy. */
  findings: Finding[];
}

export interface PageLook {
  isPolicy: boolean;
}

/** A policy beside what the browser has stored from its site. */
export interface Learned {
  /** Null if the page names no cookie. */
  policy: PolicyFile | null;
  url: string;
  stored: StoredCookie[];
}

export interface Shown extends Learned {
  learned: boolean;
}

/** Absent fields restrict nothing. */
export interface LogFilter {
  site?: string;
  /** Exact name, or a pattern with `*`. */
  cookie?: string;
  verdict?: Verdict;
  category?: Category;
}

/** Newest first; `next` is the `before` of the page after this one, null at the end. */
export interface LogPage {
  entries: LogEntry[];
  next: number | null;
  policies: PolicySummary[];
}

export interface FoundFindings {
  findings: Finding[];
}

/** What went wrong, in place of the reply. */
export interface PageError {
  error: { code: string; message: string; hint: string };
}
