// SPDX-License-Identifier: MPL-2.0
/**
 * Runs in the page's own world: tells the relay which cookies the page's scripts set, by name only.
 * What it says is a hint, for pages can say anything; it changes nothing of what they do.
 */
import { NAMES_EVENT } from './event';

const { apply } = Reflect;
const dispatch = EventTarget.prototype.dispatchEvent;
const PageEvent = CustomEvent;
const target = document;

function tell(name: string): void {
  apply(dispatch, target, [new PageEvent(NAMES_EVENT, { detail: name })]);
}

function nameOfLine(line: string): string {
  const [pair = ''] = line.split(';', 1);
  const equals = pair.indexOf('=');
  return equals < 0 ? '' : pair.slice(0, equals).trim();
}

function watchDocument(): void {
  const property = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  const { get, set } = property ?? {};
  if (!property || !get || !set) return;
  Object.defineProperty(Document.prototype, 'cookie', {
    ...property,
    set(this: Document, line: unknown) {
      const text = String(line);
      tell(nameOfLine(text));
      apply(set, this, [text]);
    },
  });
}

function watchCookieStore(): void {
  if (typeof CookieStore === 'undefined') return;
  const { set } = CookieStore.prototype;
  CookieStore.prototype.set = function (this: CookieStore, ...args: unknown[]) {
    const [first] = args;
    const name = typeof first === 'object' && first ? (first as { name?: unknown }).name : first;
    if (typeof name === 'string') tell(name);
    return apply(set, this, args) as Promise<void>;
  } as typeof set;
}

watchDocument();
watchCookieStore();
