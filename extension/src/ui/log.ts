// SPDX-License-Identifier: MPL-2.0
/**
 * The log of decisions: newest first, searched by site, cookie, decision and kind; and what sites do
 * against their own policies. `?site=SITE` begins with that site.
 */
import type { LogFilter, LogPage } from '../internal';
import { ask } from './ask';
import { h, setLanguage, t } from './dom';
import { findingsPart } from './findings';
import { filterForm } from './log_filter';
import { logRow, logTable } from './log_table';

const main = document.querySelector('main') as HTMLElement;
const live = document.querySelector('#live') as HTMLElement;
const results = h('div');
const findings = h('div');
/** Counts the searches: an answer to an older one is not shown. */
let searches = 0;

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    live.textContent = `${t('failedAction')} ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function search(filter: LogFilter): Promise<void> {
  const mine = ++searches;
  const page = await ask({ type: 'log-page', filter });
  if (mine !== searches) return;
  live.textContent = page.entries.length ? '' : t('logNothing');
  const rows = h('tbody');
  const more = h('p');
  append(page, rows, more, filter);
  results.replaceChildren(...(page.entries.length ? [logTable(rows), more] : []));
}

function append(page: LogPage, rows: HTMLElement, more: HTMLElement, filter: LogFilter): void {
  rows.append(...page.entries.map((entry) => logRow(entry, page.policies)));
  more.replaceChildren(...moreButton(page, rows, more, filter));
}

function moreButton(
  { next }: LogPage,
  rows: HTMLElement,
  more: HTMLElement,
  filter: LogFilter,
): HTMLElement[] {
  if (next === null) return [];
  const show = () =>
    guarded(async () => {
      const shown = rows.children.length;
      append(await ask({ type: 'log-page', filter, before: next }), rows, more, filter);
      // The button is gone or moved down: who came by keyboard goes on at the first new row.
      (rows.children[shown] as HTMLElement | undefined)?.querySelector('th')?.focus();
    });
  return [h('button', { type: 'button', click: () => void show() }, t('logMore'))];
}

async function showFindings({ site }: LogFilter): Promise<void> {
  const found = await ask({ type: 'findings', ...(site && { site }) });
  const part = findingsPart(found.findings, {
    heading: t('logFindings'),
    withSite: !site || site.includes('*'),
  });
  findings.replaceChildren(...(part ? [part] : []));
}

function start(): void {
  setLanguage();
  document.title = t('logTitle');
  const site = new URLSearchParams(location.search).get('site');
  const first: LogFilter = site ? { site } : {};
  const changed = (filter: LogFilter) => {
    void guarded(() => search(filter));
    void guarded(() => showFindings(filter));
  };
  main.replaceChildren(
    h('h1', {}, t('logTitle')),
    h('p', { class: 'quiet' }, t('logNote')),
    filterForm(first, changed),
    results,
    findings,
  );
  changed(first);
}

start();
