// SPDX-License-Identifier: MPL-2.0
/** What was read of a policy beside what the browser has stored from the site. Pure. */
import type { Category, PolicyFile, PolicyRule } from '../messages';

export interface StoredCookie {
  name: string;
  domain: string;
}

export interface Row {
  rule: PolicyRule;
  /** The cookies in the browser that the rule speaks of. */
  stored: StoredCookie[];
  /** A person should look at it: the reader was not sure, or found no category. */
  unsure: boolean;
}

export interface Comparison {
  /** Unsure rows first, then in the order of the page. */
  rows: Row[];
  /** Stored cookies that the policy does not name. */
  unnamed: StoredCookie[];
}

/** `*` in a policy stands for any run of characters. */
export function nameMatches(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === name;
  const [first = '', last = ''] = [parts[0], parts[parts.length - 1]];
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

function isUnsure(rule: PolicyRule): boolean {
  return rule.category === 'unknown' || (rule.evidence?.confidence ?? 'high') !== 'high';
}

export function compare(rules: readonly PolicyRule[], stored: readonly StoredCookie[]): Comparison {
  const rows = rules.map((rule) => ({
    rule,
    stored: stored.filter((cookie) => nameMatches(rule.name, cookie.name)),
    unsure: isUnsure(rule),
  }));
  const named = (cookie: StoredCookie) => rules.some((rule) => nameMatches(rule.name, cookie.name));
  return {
    rows: [...rows.filter((row) => row.unsure), ...rows.filter((row) => !row.unsure)],
    unnamed: stored.filter((cookie) => !named(cookie)),
  };
}

/** What the person changed in the table. */
export class Corrections {
  readonly categories = new Map<PolicyRule, Category>();
  /** Rows that are no cookies, or not of this site. */
  readonly leftOut = new Set<PolicyRule>();
}

/** The policy as the person confirmed it: corrected, and no doubts of the reader's left. */
export function confirmed(
  policy: PolicyFile,
  { categories, leftOut }: Corrections,
  complete: boolean,
): PolicyFile {
  const rules = policy.cookies.filter((rule) => !leftOut.has(rule));
  const cookies = rules.map((rule) => {
    const category = categories.get(rule) ?? rule.category;
    const { evidence: _doubts, consentChoice, anonymous, ...kept } = rule;
    return {
      ...kept,
      category,
      ...(consentChoice && category === 'necessary' ? { consentChoice } : {}),
      ...(anonymous && category === 'statistics' ? { anonymous } : {}),
    };
  });
  return { ...policy, complete, cookies };
}
