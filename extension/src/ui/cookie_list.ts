// SPDX-License-Identifier: MPL-2.0
/** This site's cookies: what each is, what became of it, why, and the person's own word. */
import type { SiteReport } from '../internal';
import { nameMatches } from '../learn/rows';
import type { LogEntry, PolicySummary, Verdict } from '../messages';
import { h, t, tOr } from './dom';
import { why } from './why';

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
      h('p', { class: 'why' }, ...why(entry, policiesOf(report))),
    ),
    choiceButton(entry, report, choose),
  );
}

/** Older hosts name only the site's own. */
function policiesOf({ policy, policies = [] }: SiteReport): PolicySummary[] {
  return policy ? [...policies, policy] : policies;
}

function exceptionFor(entry: LogEntry, report: SiteReport): string | undefined {
  return report.exceptions.find(({ cookie }) => nameMatches(cookie, entry.name))?.cookie;
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
      // Without the word on it, so that "Undo" has the focus where "Keep" had it.
      'data-key': `${name} ${entry.domain} ${entry.path} ${entry.partitionKey ?? ''}`,
      'aria-label': t(`${word}Named`, name),
      disabled: name === '',
      click: () => choose(type, own ?? name),
    },
    t(word),
  );
}
