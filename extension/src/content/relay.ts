// SPDX-License-Identifier: MPL-2.0
/** Runs beside the page: passes the names of cookies that its scripts set on to the background. */
import type { NamesMessage } from '../internal';
import { NAMES_EVENT } from './event';

/** A script sets its cookies in a row: one message for all of them. */
const GATHER_MS = 5;
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
  if (names.length === 0) setTimeout(send, GATHER_MS);
  names.push(detail);
});
