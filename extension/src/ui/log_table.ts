// SPDX-License-Identifier: MPL-2.0
/** Decisions of the log as a table. */
import type { LogEntry, PolicySummary } from '../messages';
import { h, t, tOr } from './dom';
import { scrollable } from './policy_table';
import { why } from './why';

const COLUMNS = ['logCookie', 'logSite', 'logDecision', 'learnCategory', 'logWhy', 'logTime'];

export function logTable(body: HTMLElement): HTMLElement {
  const heads = COLUMNS.map((key) => h('th', { scope: 'col' }, t(key)));
  const caption = h('caption', {}, t('logTable'));
  return scrollable(
    t('logTable'),
    h('table', {}, caption, h('thead', {}, h('tr', {}, ...heads)), body),
  );
}

export function logRow(entry: LogEntry, policies: readonly PolicySummary[]): HTMLElement {
  const { name, site, verdict, category } = entry;
  const decision = t(verdict === 'keep' ? 'logKept' : 'logRejected');
  return h(
    'tr',
    { class: verdict },
    h(
      'th',
      { scope: 'row', tabindex: '-1' },
      h('span', { class: 'name' }, name || t('nameless')),
      h('small', { class: 'quiet' }, t('from', entry.domain.replace(/^\./, ''))),
    ),
    h('td', { class: 'site' }, site ?? t('logNoSite')),
    h('td', { class: 'verdict' }, decision),
    h('td', {}, tOr(`category_${category}`, category)),
    h('td', {}, ...why(entry, policies), ...findingsOf(entry)),
    h('td', {}, time(entry.at)),
  );
}

/** What this decision shows the site to do against its policy, unless the reason says so already. */
function findingsOf({ findings = [], name, reason }: LogEntry): HTMLElement[] {
  const others = findings.filter((kind) => kind !== reason);
  return others.map((kind) =>
    h('small', { class: 'doubt' }, tOr(`finding_${kind.replace('-', '_')}`, kind, name)),
  );
}

/** ISO 8601 in UTC, in the person's own time and language. */
function time(at: string): HTMLElement {
  const shown = new Intl.DateTimeFormat(chrome.i18n.getUILanguage(), {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(at));
  return h('time', { datetime: at }, shown);
}
