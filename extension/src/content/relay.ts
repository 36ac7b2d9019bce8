// SPDX-License-Identifier: MPL-2.0
/** Runs beside the page: passes the names of cookies that its scripts set on to the background. */
import type { PageText } from '../background/learning';
import type { NamesMessage } from '../internal';
import { NAMES_EVENT } from './event';

const MAX_NAMES = 200;
/** Longer names are refused by both browsers (name and value together: 4,096 bytes). */
const MAX_LENGTH = 4_096;

let names: string[] = [];

function send(): void {
  const message: NamesMessage = { type: 'names', names };
  names = [];
  // After an update of the extension this script is an orphan and may only be silent.
  chrome.runtime?.sendMessage(message).catch(() => undefined);
}

document.addEventListener(NAMES_EVENT, (event) => {
  const { detail } = event as CustomEvent<unknown>;
  if (typeof detail !== 'string' || detail.length > MAX_LENGTH || names.length >= MAX_NAMES) return;
  // One message for all that a script sets in a row, and at once: the frame may be gone in a moment.
  if (names.length === 0) queueMicrotask(send);
  names.push(detail);
});

/** The title and the headings of the first two levels, as far as they are headings and not essays. */
function headings(): string[] {
  const texts = [...document.querySelectorAll('h1, h2')].map(
    (heading) => heading.textContent ?? '',
  );
  return [document.title, ...texts].map((text) => text.trim().slice(0, 200)).slice(0, 50);
}

// Only the extension can send this; it asks when a person opens the popup or wants to learn.
chrome.runtime.onMessage.addListener((message: { type?: string }, _sender, reply) => {
  if (message.type !== 'look-at-page' && message.type !== 'read-page') return;
  const answer: PageText = { url: location.href, headings: headings() };
  if (message.type === 'read-page') answer.html = document.documentElement.outerHTML;
  reply(answer);
});
