// SPDX-License-Identifier: MPL-2.0
/** Why a cookie was kept or rejected, and what the browser said, in plain words. */
import type { LogEntry, PolicySummary } from '../messages';
import { link, t, tOr } from './dom';

/** The decision's reason as a sentence, the policy it cites, then what the browser said. */
export function why(entry: LogEntry, policies: readonly PolicySummary[]): (Node | string)[] {
  const parts: (Node | string)[] = [reason(entry)];
  const policy = policies.find(({ id }) => id === entry.policy);
  if (policy && entry.reason === 'consent-choice') {
    parts.push(' (', link(policy.title, policy.source), ')');
  } else if (policy) parts.push(' ', link(policy.title, policy.source), '.');
  else if (entry.policy) parts.push(` ${entry.policy}.`);
  if (entry.reason === 'unknown' || entry.reason === 'undeclared') {
    parts.push(' ', tOr(`party_${entry.party}`, ''));
  }
  if (entry.outcome && entry.outcome !== 'removed') {
    parts.push(' ', tOr(`outcome_${entry.outcome}`, entry.outcome));
  }
  if (entry.repeats > 0) parts.push(' ', t('seen', entry.repeats + 1));
  return parts;
}

function reason(entry: LogEntry): string {
  const key = entry.reason.replace('-', '_');
  if (entry.reason !== 'user') return tOr(`reason_${key}`, entry.reason);
  const isPause = entry.rule === 'paused' && entry.name !== 'paused';
  return t(isPause ? 'reason_paused' : `reason_user_${entry.verdict}`);
}
