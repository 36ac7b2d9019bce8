// SPDX-License-Identifier: MPL-2.0
/** The rules of a policy as a table, each with its category to be corrected. */
import type { Corrections, Row } from '../learn/rows';
import { CATEGORIES, type Category, type PolicyRule } from '../messages';
import { h, t } from './dom';
import { lifetime } from './lifetime';

const COLUMNS = ['learnCookie', 'learnCategory', 'learnPurpose', 'learnLifetime', 'learnStored'];

/** The table writes what the person changes in it into `corrections`. */
export function policyTable(rows: Row[], corrections: Corrections): HTMLElement {
  const heads = COLUMNS.map((key) => h('th', { scope: 'col' }, t(key)));
  const body = rows.map((row) => tableRow(row, corrections));
  const table = h(
    'table',
    {},
    h('caption', {}, t('learnTable')),
    h('thead', {}, h('tr', {}, ...heads)),
    h('tbody', {}, ...body),
  );
  return scrollable(t('learnTable'), table);
}

/** Wide tables scroll by themselves, by keyboard too. */
export function scrollable(title: string, table: HTMLElement): HTMLElement {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': title }, table);
}

function tableRow({ rule, stored, unsure }: Row, corrections: Corrections): HTMLElement {
  const { purpose = '', duration = '', evidence } = rule;
  const doubt = unsure
    ? h('small', { class: 'doubt' }, evidence?.note ?? t('learnDoubt'))
    : undefined;
  const section = evidence?.section
    ? h('small', { class: 'quiet' }, t('learnSection', evidence.section))
    : undefined;
  return h(
    'tr',
    { class: unsure ? 'unsure' : '' },
    h('th', { scope: 'row' }, h('span', { class: 'name' }, rule.name), doubt),
    h('td', {}, categorySelect(rule, corrections), leaveOutButton(rule, corrections)),
    h('td', {}, purpose, section),
    h('td', {}, lifetime(duration)),
    h('td', {}, t(stored.length ? 'learnYes' : 'learnNo')),
  );
}

function categorySelect(rule: PolicyRule, { categories }: Corrections): HTMLElement {
  const options = CATEGORIES.map((category) =>
    h(
      'option',
      { value: category, selected: category === rule.category },
      t(`category_${category}`),
    ),
  );
  const change = (event: Event) =>
    categories.set(rule, (event.target as HTMLSelectElement).value as Category);
  return h('select', { 'aria-label': t('learnCategoryOf', rule.name), change }, ...options);
}

function leaveOutButton(rule: PolicyRule, { leftOut }: Corrections): HTMLElement {
  const button = h(
    'button',
    { type: 'button', 'aria-label': t('learnLeaveOutNamed', rule.name), 'aria-pressed': 'false' },
    t('learnLeaveOut'),
  );
  button.addEventListener('click', () => {
    const isLeftOut = !leftOut.delete(rule);
    if (isLeftOut) leftOut.add(rule);
    button.setAttribute('aria-pressed', String(isLeftOut));
    const row = button.closest('tr');
    row?.classList.toggle('left-out', isLeftOut);
    row?.querySelectorAll('select').forEach((select) => (select.disabled = isLeftOut));
  });
  return button;
}
