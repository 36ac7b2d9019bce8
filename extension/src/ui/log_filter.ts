// SPDX-License-Identifier: MPL-2.0
/** The form that searches the log. */
import type { LogFilter } from '../internal';
import { CATEGORIES, type Category, type Verdict } from '../messages';
import { h, t } from './dom';

/** After the last key, so that not every letter asks the host. */
const TYPING_MS = 300;
const VERDICTS: readonly Verdict[] = ['keep', 'reject'];

export function filterForm(first: LogFilter, changed: (filter: LogFilter) => void): HTMLElement {
  const site = textField('logSite', first.site ?? '');
  const cookie = textField('logCookie', '');
  const verdict = choice(
    'logDecision',
    VERDICTS.map((word) => [word, t(word === 'keep' ? 'logKept' : 'logRejected')]),
  );
  const category = choice(
    'learnCategory',
    CATEGORIES.map((word) => [word, t(`category_${word}`)]),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    const fields = { site, cookie, verdict, category };
    timer = setTimeout(() => changed(filterOf(fields, first.site)), TYPING_MS);
  };
  // The fields are emptied after the event.
  const reset = () => setTimeout(tell);
  return h(
    'form',
    { class: 'filter', role: 'search', input: tell, reset, submit: (e) => e.preventDefault() },
    ...[site, cookie, verdict, category].map(({ label }) => label),
    h('button', { type: 'reset' }, t('logClear')),
  );
}

interface Field {
  label: HTMLElement;
  value: () => string;
}

function textField(key: string, value: string): Field {
  const input = h('input', { type: 'search', spellcheck: 'false' }) as HTMLInputElement;
  // Not the attribute: that is what clearing the form would go back to.
  input.value = value;
  return { label: h('label', {}, t(key), input), value: () => input.value.trim() };
}

function choice(key: string, words: [string, string][]): Field {
  const options = words.map(([value, word]) => h('option', { value }, word));
  const all = h('option', { value: '' }, t('logAll'));
  const select = h('select', {}, all, ...options) as HTMLSelectElement;
  return { label: h('label', {}, t(key), select), value: () => select.value };
}

/** A part of a name is looked for anywhere in it. */
function anywhere(part: string): string {
  return part.includes('*') ? part : `*${part}*`;
}

/** `exact`: the site that the page was opened for. */
function filterOf(
  form: Record<'site' | 'cookie' | 'verdict' | 'category', Field>,
  exact: string | undefined,
): LogFilter {
  const site = form.site.value();
  const cookie = form.cookie.value();
  const verdict = form.verdict.value() as Verdict | '';
  const category = form.category.value() as Category | '';
  return {
    // An address is that of one site.
    ...(site && {
      site: site === exact || site.includes('/') ? site : anywhere(site.toLowerCase()),
    }),
    ...(cookie && { cookie: anywhere(cookie) }),
    ...(verdict && { verdict }),
    ...(category && { category }),
  };
}
