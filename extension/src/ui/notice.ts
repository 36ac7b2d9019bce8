// SPDX-License-Identifier: MPL-2.0
/** Says in plain words what keeps cookies from being decided, and what to do about it. */
import type { Status } from '../internal';
import { h, t } from './dom';

const NOTES: Record<string, string> = {
  protocol_mismatch: 'mismatchNote',
  caller_not_allowed: 'callerNote',
  disk_full: 'diskFullNote',
  log_unavailable: 'logNote',
  log_too_new: 'logTooNewNote',
  preferences_unavailable: 'preferencesNote',
  disconnected: 'waitingNote',
  timeout: 'waitingNote',
};

export interface NoticeActions {
  retry: () => void;
  openSetup: () => void;
}

/** Nothing if all is well. */
export function notice(status: Status, actions: NoticeActions): HTMLElement | undefined {
  const { connection, trouble } = status;
  const retry = button('retry', t('tryAgain'), actions.retry);
  if (connection.state === 'missing') {
    const setUp = button('setup', t('howToSetUp'), actions.openSetup);
    return box(t('missingNote'), status.waiting, setUp, retry);
  }
  if (connection.state === 'connecting') return h('p', { class: 'quiet' }, t('connecting'));
  if (connection.state === 'waiting') {
    return box(noteOf(connection.code), status.waiting, retry);
  }
  return trouble ? box(noteOf(trouble.code), status.waiting) : undefined;
}

function noteOf(code: string): string {
  return t(NOTES[code] ?? 'otherNote');
}

function button(key: string, text: string, click: () => void): HTMLElement {
  return h('button', { type: 'button', 'data-key': key, click }, text);
}

function box(text: string, waiting: number, ...buttons: HTMLElement[]): HTMLElement {
  const count = waiting ? h('p', { class: 'quiet' }, t('waitingCount', waiting)) : undefined;
  return h('div', { class: 'notice' }, h('p', {}, text), count, h('div', {}, ...buttons));
}
