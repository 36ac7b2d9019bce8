// SPDX-License-Identifier: MPL-2.0
/**
 * The popup of the button: this site's cookies and what became of them. In a tab of its own it
 * shows the site of the address's `site` parameter.
 */
import type { Overview, PageRequest, SiteReport } from '../internal';
import { ask } from './ask';
import { cookieList } from './cookie_list';
import { h, link, openPage, setLanguage, t } from './dom';
import { notice } from './notice';
import { findingsPart } from './findings';
import { learnPart, type LearnOffer } from './policy_part';

/** New decisions of an open page appear without a touch. */
const REFRESH_MS = 1_500;
const MOST_FINDINGS = 8;
const EVERYWHERE = { origins: ['<all_urls>'] };

interface Shown {
  origin: string | undefined;
  isPrivate: boolean;
}

let shown: Shown = { origin: undefined, isPrivate: false };
let offer: LearnOffer | undefined;
let lastDrawn = '';
const main = document.querySelector('main') as HTMLElement;
const live = document.querySelector('#live') as HTMLElement;

async function findSite(): Promise<Shown> {
  const asked = new URLSearchParams(location.search).get('site');
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const address = asked ?? tab?.url ?? '';
  const isWeb = /^https?:/i.test(address) && URL.canParse(address);
  return {
    origin: isWeb ? new URL(address).origin : undefined,
    isPrivate: !asked && tab?.incognito === true,
  };
}

async function refresh(): Promise<void> {
  const hasAccess = await chrome.permissions.contains(EVERYWHERE);
  const { origin, isPrivate } = shown;
  const overview = await ask({
    type: 'overview',
    private: isPrivate,
    ...(origin && { site: origin }),
  });
  const { report, findings } = overview;
  const state = [hasAccess, { ...report, id: 0 }, stateOf(overview), findings, offer];
  const next = JSON.stringify(state);
  if (next === lastDrawn) return;
  lastDrawn = next;
  draw(overview, hasAccess);
}

/** What of the state is drawn: not the clock in it. */
function stateOf({ status: { connection, trouble, waiting } }: Overview): unknown[] {
  return [connection.state, trouble?.code, connection.state === 'connected' ? 0 : waiting];
}

function draw({ status, report, findings }: Overview, hasAccess: boolean): void {
  const key = (document.activeElement as HTMLElement | null)?.dataset['key'];
  const learn = report ? learnPart(offer, report) : undefined;
  const parts = [
    header(report),
    hasAccess ? undefined : permissionNotice(),
    notice(status, { retry: () => void act({ type: 'retry' }), openSetup }),
    // On a page that is a policy, before a list that may be long.
    offer?.isPolicy ? learn : undefined,
    ...(hasAccess || report ? body(report) : []),
    offer?.isPolicy ? undefined : learn,
    findingsPart(findings, { heading: t('findingsHeading'), most: MOST_FINDINGS }),
    report && !shown.isPrivate ? logPart(report) : undefined,
  ];
  main.replaceChildren(...parts.filter((part) => part !== undefined));
  if (key) main.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function header(report: SiteReport | null): HTMLElement {
  const name = report?.site ?? (shown.origin ? new URL(shown.origin).hostname : 'Cookie Warden');
  const icon = h('img', { src: '../icons/icon-32.png', alt: '', width: '24', height: '24' });
  return h('header', {}, icon, h('h1', {}, name), report ? pauseSwitch(report) : undefined);
}

function pauseSwitch({ paused }: SiteReport): HTMLElement {
  const toggle = h('input', {
    type: 'checkbox',
    role: 'switch',
    'data-key': 'pause',
    checked: !paused,
    change: () => void act(sitely(paused ? 'resume' : 'pause')),
  });
  return h('label', { class: 'switch' }, h('span', {}, t('protect')), toggle);
}

function body(report: SiteReport | null): (HTMLElement | undefined)[] {
  if (!report) {
    return shown.origin ? [] : [h('p', { class: 'quiet' }, t('noSite'))];
  }
  const { cookies, paused, policy } = report;
  const kept = cookies.filter(({ verdict }) => verdict === 'keep').length;
  const summary = cookies.length ? t('summary', kept, cookies.length - kept) : t('nothingYet');
  const source = policy ? link(policy.title, policy.source) : undefined;
  return [
    h('p', { class: 'summary' }, summary),
    paused ? h('p', { class: 'notice' }, t('pausedNote')) : undefined,
    shown.isPrivate ? h('p', { class: 'quiet' }, t('privateNote')) : undefined,
    h('p', { class: 'quiet' }, source ? `${t('policyOfSite')} ` : t('noPolicy'), source),
    cookieList(report, (type, cookie) => void choose(type, cookie)),
  ];
}

async function choose(type: 'allow' | 'block' | 'forget', cookie: string): Promise<void> {
  const { origin } = shown;
  if (!origin) return;
  const done = await act({ type, site: origin, cookie });
  if (done && type === 'allow') live.textContent = t('keptNextTime', cookie);
}

function sitely(type: 'pause' | 'resume'): PageRequest {
  return { type, site: shown.origin ?? '' };
}

async function act(request: PageRequest): Promise<boolean> {
  try {
    live.textContent = '';
    await ask(request);
    return true;
  } catch {
    live.textContent = t('failedAction');
    return false;
  } finally {
    lastDrawn = '';
    await refresh();
  }
}

/** A learned policy is saved on disk, so private windows offer none. */
async function findOffer(): Promise<void> {
  const asked = new URLSearchParams(location.search).get('tab');
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  const tab = asked ? Number(asked) : active?.id;
  if (!shown.origin || shown.isPrivate || tab === undefined) return;
  const { isPolicy } = await ask({ type: 'look-at-page', tab });
  offer = { tab, isPolicy };
}

function permissionNotice(): HTMLElement {
  const grant = async () => {
    await chrome.permissions.request(EVERYWHERE);
    location.reload();
  };
  const button = h('button', { type: 'button', click: () => void grant() }, t('giveAccess'));
  return h('div', { class: 'notice' }, h('p', {}, t('permissionNote')), button);
}

function openSetup(): void {
  openPage('pages/setup.html');
}

function logPart({ site }: SiteReport): HTMLElement {
  const click = () => openPage(`pages/log.html?site=${encodeURIComponent(site)}`);
  return h('p', {}, h('button', { type: 'button', 'data-key': 'log', click }, t('logOpen')));
}

async function start(): Promise<void> {
  setLanguage();
  main.replaceChildren(h('p', { class: 'quiet' }, t('loading')));
  shown = await findSite();
  // Who opens the popup wants the host now, whatever was given up before.
  const status = await ask({ type: 'status' }).catch(() => undefined);
  if (status && status.connection.state !== 'connected') await ask({ type: 'retry' });
  // A page that was open before the extension was installed does not answer: then no offer.
  await findOffer().catch(() => undefined);
  for (;;) {
    await refresh().catch((error: unknown) => {
      console.warn(error);
      live.textContent = t('failedAction');
    });
    await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
  }
}

void start();
