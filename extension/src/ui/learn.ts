// SPDX-License-Identifier: MPL-2.0
/**
 * Shows what was read of a site's cookie policy beside what the browser has stored, lets a person
 * correct it, and saves it: `?tab=ID` reads the page in that tab, `?policy=ID` shows a policy.
 */
import type { Learned } from '../internal';
import { compare, confirmed, Corrections, type StoredCookie } from '../learn/rows';
import type { PolicyFile } from '../messages';
import { ask } from './ask';
import { h, link, setLanguage, t } from './dom';
import { policyTable } from './policy_table';

const parameters = new URLSearchParams(location.search);
const main = document.querySelector('main') as HTMLElement;
const live = document.querySelector('#live') as HTMLElement;
const corrections = new Corrections();

async function start(): Promise<void> {
  setLanguage();
  document.title = t('learnTitle');
  main.replaceChildren(h('h1', {}, t('learnTitle')), h('p', { class: 'quiet' }, t('learnReading')));
  try {
    const policy = parameters.get('policy');
    if (policy) {
      const shown = await ask({ type: 'show-policy', policy });
      draw(shown, shown.learned);
    } else {
      draw(await ask({ type: 'learn-page', tab: Number(parameters.get('tab')) }), false);
    }
  } catch (error) {
    drawNote(`${t('failedAction')} ${messageOf(error)}`);
  }
}

function drawNote(text: string): void {
  main.replaceChildren(h('h1', {}, t('learnTitle')), h('p', { class: 'notice' }, text));
}

function draw({ policy, url, stored }: Learned, isLearned: boolean): void {
  if (!policy?.cookies.length) return drawNote(t('learnNothing'));
  const { rows, unnamed } = compare(policy.cookies, stored);
  const unsure = rows.filter((row) => row.unsure).length;
  const note = h('p', {}, advice(unsure, isLearned));
  const tell = (saved: boolean) => (note.textContent = advice(saved ? 0 : unsure, saved));
  const complete = h('input', { type: 'checkbox', checked: policy.complete ?? false });
  main.replaceChildren(
    h('h1', {}, t('learnHeading', policy.sites?.[0] ?? policy.title)),
    h('p', { class: 'quiet' }, `${t('learnFrom')} `, link(url, url)),
    note,
    policyTable(rows, corrections),
    ...unnamedPart(unnamed),
    h('p', {}, h('label', {}, complete, ` ${t('learnComplete')}`)),
    h('p', { class: 'buttons' }, ...buttons(policy, complete as HTMLInputElement, isLearned, tell)),
  );
}

function advice(unsure: number, isLearned: boolean): string {
  if (unsure) return t('learnUnsure', unsure);
  return t(isLearned ? 'learnKnown' : 'learnSure');
}

function unnamedPart(unnamed: StoredCookie[]): HTMLElement[] {
  if (!unnamed.length) return [];
  const items = unnamed.map(({ name, domain }) => h('li', {}, `${name} (${domain})`));
  return [
    h('h2', {}, t('learnUnnamed')),
    h('p', { class: 'quiet' }, t('learnUnnamedHelp')),
    h('ul', {}, ...items),
  ];
}

/** `tell`: says above the table whether the policy is saved. */
function buttons(
  policy: PolicyFile,
  complete: HTMLInputElement,
  isLearned: boolean,
  tell: (saved: boolean) => void,
) {
  const current = () => confirmed(policy, corrections, complete.checked);
  const save = button('learnSave', 'learnSaved', async () => {
    const kept = current();
    if (!kept.cookies.length) throw new Error(t('learnAllLeftOut'));
    await ask({ type: 'save-policy', policy: kept });
    forget.hidden = false;
    tell(true);
  });
  const file = button('learnExport', undefined, () => download(current()));
  const site = policy.sites?.[0] ?? '';
  const forget = button('learnForget', 'learnForgotten', async () => {
    await ask({ type: 'remove-policy', policy: policy.id, site });
    forget.hidden = true;
    tell(false);
    save.focus();
  });
  forget.hidden = !isLearned;
  return [save, file, forget];
}

function button(key: string, done: string | undefined, act: () => unknown): HTMLElement {
  const click = async () => {
    live.textContent = '';
    try {
      await act();
      if (done) live.textContent = t(done);
    } catch (error) {
      live.textContent = `${t('failedAction')} ${messageOf(error)}`;
    }
  };
  return h('button', { type: 'button', click: () => void click() }, t(key));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A policy file, ready to be contributed. */
function download(policy: PolicyFile): void {
  const content = new Blob([JSON.stringify(policy, null, 2) + '\n'], { type: 'application/json' });
  const address = URL.createObjectURL(content);
  h('a', { href: address, download: `${policy.id}.json` }).click();
  // The browser has the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

void start();
