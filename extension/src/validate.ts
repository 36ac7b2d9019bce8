// SPDX-License-Identifier: MPL-2.0
/** Checks what comes from the host against the catalogue: another version may be at the other end. */
import type { Decision, Finding, LogEntry, Reply } from './messages';

type Check = (value: unknown) => boolean;
type Fields = Record<string, Check>;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const flag: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Fields): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );

/** A new word in one of these is no reason to refuse a reply: names are append only. */
const verdict: Check = (value) => value === 'keep' || value === 'reject';

const decisionFields = {
  verdict,
  category: text,
  party: text,
  reason: text,
  policy: orNull(text),
  rule: orNull(text),
} satisfies Record<Exclude<keyof Decision, 'uid'>, Check>;

const entryFields = {
  ...decisionFields,
  uid: text,
  at: text,
  site: orNull(text),
  name: text,
  domain: text,
  path: text,
  storeId: text,
  partitionKey: orNull(text),
  outcome: orNull(text),
  browser: text,
  repeats: number,
} satisfies Record<Exclude<keyof LogEntry, 'findings'>, Check>;

const id = { id: number };
const counts = record({ sites: number, platforms: number, providers: number, rules: number });
const policy = record({ id: text, title: text, source: text, complete: flag, learned: flag });
const policyFile = record({
  id: text,
  kind: text,
  title: text,
  source: record({ url: text }),
  cookies: listOf(record({ name: text, category: text })),
});
const findingFields = {
  kind: text,
  site: text,
  name: text,
  domain: text,
  category: text,
  policy: orNull(text),
  rule: orNull(text),
  expires: orNull(text),
  lastAt: text,
  times: number,
  declared: (value: unknown) => value === undefined || orNull(text)(value),
} satisfies Record<keyof Finding, Check>;
const replies: Record<Reply['type'], Check> = {
  hello: record({ ...id, protocol: number, host: text, policies: counts, fingerprint: text }),
  decisions: record({ ...id, decisions: listOf(record({ ...decisionFields, uid: text })) }),
  done: record(id),
  site: record({
    ...id,
    site: text,
    paused: flag,
    policy: orNull(policy),
    exceptions: listOf(record({ cookie: text, verdict })),
    kept: number,
    rejected: number,
    cookies: listOf(record(entryFields)),
  }),
  log: record({ ...id, entries: listOf(record(entryFields)), next: orNull(number) }),
  preferences: record({
    ...id,
    preset: text,
    kept: (value) => record({})(value) && Object.values(value as object).every(flag),
  }),
  learned: record({ ...id, policy: orNull(policyFile) }),
  policy: record({ ...id, learned: flag, policy: policyFile }),
  findings: record({ ...id, findings: listOf(record(findingFields)) }),
  error: record({ id: orNull(number), code: text, message: text, hint: text }),
};

export function isReply(value: unknown): value is Reply {
  if (typeof value !== 'object' || value === null) return false;
  const { type } = value as { type?: unknown };
  return (
    typeof type === 'string' &&
    Object.hasOwn(replies, type) &&
    replies[type as Reply['type']](value)
  );
}
