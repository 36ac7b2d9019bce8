// SPDX-License-Identifier: MPL-2.0
/** Opened once when the host was never reached: what it is, and how to get it. */
import type { Status } from '../internal';
import { ask } from './ask';
import { h, setLanguage, t } from './dom';

const REFRESH_MS = 2_000;
const main = document.querySelector('main') as HTMLElement;
const live = document.querySelector('#live') as HTMLElement;

function command(text: string): HTMLElement {
  return h('pre', {}, h('code', {}, text));
}

function steps(): HTMLElement[] {
  const retry = h('button', { type: 'button', click: () => void tryAgain() }, t('tryAgain'));
  return [
    h('p', {}, t('setupWhy')),
    h(
      'ol',
      {},
      h('li', {}, t('setupStepInstall'), command('cookie-warden install')),
      h('li', {}, t('setupStepTry'), h('p', {}, retry)),
      h('li', {}, t('setupStepDoctor'), command('cookie-warden doctor')),
    ),
    h('p', { class: 'quiet' }, t('setupSandbox')),
  ];
}

function title(text: string): HTMLElement {
  const icon = h('img', { src: '../icons/icon-48.png', alt: '', width: '40', height: '40' });
  return h('header', {}, icon, h('h1', {}, text));
}

function showIfConnected({ connection }: Status): boolean {
  if (connection.state !== 'connected') return false;
  // Nothing of the steps is left to do.
  main.replaceChildren(title('Cookie Warden'));
  document.title = 'Cookie Warden';
  live.textContent = t('setupDone');
  live.className = 'done';
  return true;
}

async function tryAgain(): Promise<void> {
  live.textContent = t('connecting');
  const status = await ask({ type: 'retry' }).catch(() => undefined);
  if (!status || !showIfConnected(status)) live.textContent = t('setupStillMissing');
}

async function start(): Promise<void> {
  setLanguage();
  document.title = t('setupTitle');
  main.replaceChildren(title(t('setupTitle')), ...steps());
  for (;;) {
    const status = await ask({ type: 'status' }).catch(() => undefined);
    if (status && showIfConnected(status)) return;
    await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
  }
}

void start();
