// SPDX-License-Identifier: MPL-2.0
/** This site's cookies: what each is, what became of it, why, and the person's own word. */
import type { SiteReport } from '../internal';
import type { LogEntry, PolicySummary, Verdict } from '../messages';
import { h, link, t, tOr } from './dom';

export type Choose = (type: 'allow' | 'block' | 'forget', cookie: string) => void;

export function cookieList(report: SiteReport, choose: Choose): HTMLElement {
  const groups = (['reject', 'keep'] as const).flatMap((verdict) => {
    const entries = report.cookies.filter((entry) => entry.verdict === verdict);
    return entries.length ? [group(verdict, entries, report, choose)] : [];
  });
  return h('div', {}, ...groups);
}

function group(
  verdict: Verdict,
  entries: LogEntry[],
  report: SiteReport,
  choose: Choose,
): HTMLElement {
  const title = `${t(verdict === 'keep' ? 'kept' : 'rejected')} (${entries.length})`;
  const rows = entries.map((entry) => row(entry, report, choose));
  return h('section', { class: verdict }, h('h2', {}, title), h('ul', {}, ...rows));
}

function row(entry: LogEntry, report: SiteReport, choose: Choose): HTMLElement {
  const word = tOr(`category_${entry.category}`, entry.category);
  const domain = entry.domain.replace(/^\./, '');
  const isOwn = domain === report.site || domain.endsWith('.' + report.site);
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'what' },
      h('strong', { class: 'name' }, entry.name || t('nameless')),
      h('span', { class: `tag ${entry.category}` }, word),
      isOwn ? undefined : h('span', { class: 'quiet from' }, t('from', domain)),
      h('p', { class: 'why' }, ...why(entry, report)),
    ),
    choiceButton(entry, report, choose),
  );
}

/** The decision's reason as a sentence, then what the browser said. */
function why(entry: LogEntry, report: SiteReport): (Node | string)[] {
  const parts: (Node | string)[] = [reason(entry, report)];
  const policy = policyOf(entry, report);
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

function reason(entry: LogEntry, report: SiteReport): string {
  const key = entry.reason.replace('-', '_');
  if (entry.reason !== 'user') return tOr(`reason_${key}`, entry.reason);
  const isPause = entry.verdict === 'keep' && report.paused && !exceptionFor(entry, report);
  return t(isPause ? 'reason_paused' : `reason_user_${entry.verdict}`);
}

function policyOf(entry: LogEntry, report: SiteReport): PolicySummary | undefined {
  const { policy, policies = [] } = report;
  return [...policies, ...(policy ? [policy] : [])].find(({ id }) => id === entry.policy);
}

function exceptionFor(entry: LogEntry, report: SiteReport): string | undefined {
  return report.exceptions.find(({ cookie }) => matches(cookie, entry.name))?.cookie;
}

/** Exceptions may have a `*`, as in "_ga_*". */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.at(-1);
  if (tail === undefined) return pattern === name;
  return (
    name.length >= pattern.length - rest.length && name.startsWith(head) && name.endsWith(tail)
  );
}

function choiceButton(entry: LogEntry, report: SiteReport, choose: Choose): HTMLElement {
  const { name, verdict } = entry;
  const own = exceptionFor(entry, report);
  const type = own !== undefined ? 'forget' : verdict === 'keep' ? 'block' : 'allow';
  const word = { forget: 'undo', block: 'reject', allow: 'keep' }[type];
  return h(
    'button',
    {
      type: 'button',
      'data-key': `${type} ${name} ${entry.domain} ${entry.path} ${entry.partitionKey ?? ''}`,
      'aria-label': t(`${word}Named`, name),
      disabled: name === '',
      click: () => choose(type, own ?? name),
    },
    t(word),
  );
}
