// SPDX-License-Identifier: MPL-2.0
/** Elements and words of the extension's pages. Text only ever becomes a text node. */

type Child = Node | string | undefined;
type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** An element; a function among the attributes listens to the event of that name. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** The message of _locales in the person's language. */
export function t(key: string, ...values: (string | number)[]): string {
  return chrome.i18n.getMessage(key, values.map(String)) || key;
}

/** For words that newer hosts may use: `fallback` where there is no message. */
export function tOr(key: string, fallback: string, ...values: string[]): string {
  return chrome.i18n.getMessage(key, values) || fallback;
}

/** Policies come from files: only web addresses become links. */
export function link(text: string, address: string): HTMLElement {
  if (!/^https?:/i.test(address)) return h('span', {}, text);
  return h('a', { href: address, target: '_blank', rel: 'noreferrer noopener' }, text);
}

/** Opens one of the extension's own pages in a tab. */
export function openPage(page: string): void {
  void chrome.tabs.create({ url: chrome.runtime.getURL(page) });
}

/** The language of the words, which is English where the browser's own is not among ours. */
export function setLanguage(): void {
  document.documentElement.lang = t('language');
}
