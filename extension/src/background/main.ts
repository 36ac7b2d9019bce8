// SPDX-License-Identifier: MPL-2.0
/**
 * The background: a worker in Chromium, an event page in Firefox. Both end it at will and start it
 * for the next event, so every listener is registered in the first turn.
 */
import type { NamesMessage, PageRequest, SiteReport } from '../internal';
import { Badge } from './badge';
import { browserName } from './browser';
import { factsOf, isExpired, type BrowserCookie } from './cookies';
import { Documents } from './documents';
import { Host, HostError } from './host';
import { KeptMemory } from './kept';
import { lookAtPage } from './learning';
import { PrivateDecisions } from './live';
import { hostMemory } from './memory';
import { Origins } from './origin';
import { Outbox, type Area } from './outbox';
import { Pages } from './pages';
import { Pipeline } from './pipeline';
import { Remover } from './removal';
import { Sweep } from './sweep';

const SETUP_PAGE = 'pages/setup.html';
const ALARM = 'retry';
const ALARM_MINUTES = 1;

const local = chrome.storage.local as unknown as Area;
const session = chrome.storage.session as unknown as Area;

const documents = new Documents();
const origins = new Origins(documents);
const outbox = new Outbox({ ordinary: local, private: session });
const kept = { ordinary: new KeptMemory(local), private: new KeptMemory(session) };
const remover = new Remover();
const privateDecisions = new PrivateDecisions();

const host = new Host({
  memory: hostMemory,
  extension: chrome.runtime.getManifest().version,
  browser: browserName,
  onConnected: (hello) => void ready.then(() => startWork(hello.fingerprint)),
  onMissing: () => void openSetupOnce(),
  onChange: () => badge.refreshSoon(),
});
const pipeline = new Pipeline({
  host,
  outbox,
  kept,
  remover,
  siteFor: (cookie) => origins.siteFor(cookie),
  onDecided: (decided) => {
    privateDecisions.note(decided);
    badge.refreshSoon();
  },
  onChange: () => badge.refreshSoon(),
});
const sweep = new Sweep({ outbox, pipeline, origins, kept });
const badge = new Badge({
  report,
  isFaulty: () =>
    (!host.isConnected && host.connection.state !== 'connecting') || !!pipeline.trouble,
  isPolicyPage: async (tab) => (await lookAtPage(tab)).isPolicy,
});
const pages = new Pages({ host, outbox, pipeline, sweep, report, onChoice });

documents.listen();
origins.listen();
badge.listen();
chrome.cookies.onChanged.addListener(onCookie);
chrome.runtime.onMessage.addListener(onMessage);
chrome.runtime.onStartup.addListener(() => void ready.then(() => host.startNow()));
chrome.alarms.onAlarm.addListener(() => void onAlarm());
chrome.windows?.onRemoved.addListener(() => void forgetPrivateIfOver());

const ready = start();

async function start(): Promise<void> {
  await Promise.all([outbox.load(), kept.ordinary.load(), kept.private.load()]);
  void host.start();
  if (!(await hostMemory.hasGivenUp())) await setAlarm();
}

/** While there is no port the browser may end this worker, and its timers with it. */
async function setAlarm(): Promise<void> {
  await chrome.alarms.create(ALARM, { periodInMinutes: ALARM_MINUTES });
}

async function startWork(fingerprint: string): Promise<void> {
  await setAlarm();
  pipeline.resume();
  await sweep.run({ fingerprint });
}

function onCookie(change: chrome.cookies.CookieChangeInfo): void {
  const cookie: BrowserCookie = change.cookie;
  if (change.removed) {
    // The first half of an update, our own removal, or the site's business.
    remover.recognise(cookie, change.cause);
    return;
  }
  const now = Date.now();
  if (isExpired(cookie, now)) return;
  const facts = factsOf(cookie);
  void ready.then(() => {
    void host.start();
    return pipeline.add(facts, now);
  });
}

function onMessage(
  message: NamesMessage | PageRequest,
  sender: chrome.runtime.MessageSender,
  reply: (answer: unknown) => void,
): boolean {
  if (message.type === 'names') {
    void origins.onNames(message.names, sender);
    return false;
  }
  // Only our own pages may ask; content scripts live next to hostile ones.
  if (!sender.url?.startsWith(chrome.runtime.getURL(''))) return false;
  void ready
    .then(() => pages.answer(message))
    .then(reply, (error: unknown) => {
      const fault = error instanceof HostError ? error : new HostError('bad_reply', String(error));
      reply({ error: { code: fault.code, message: fault.message, hint: fault.hint } });
    });
  return true;
}

async function report(site: string, isPrivate: boolean): Promise<SiteReport> {
  const found = await host.request('site', { site });
  return isPrivate ? privateDecisions.complete(found) : found;
}

/** Policies and preferences may have been changed on the command line. */
async function catchUp(): Promise<string> {
  const { connection } = host;
  const known = connection.state === 'connected' ? connection.hello.fingerprint : '';
  const { fingerprint } = await host.greet();
  if (fingerprint !== known) await sweep.run({ fingerprint });
  return fingerprint;
}

async function onChoice(site: string, change: () => Promise<unknown>): Promise<void> {
  const from = await catchUp();
  await change();
  const { fingerprint } = await host.greet();
  const report = await host.request('site', { site });
  await sweep.run({ fingerprint, choice: { from, site: report.site } });
  badge.refreshSoon();
}

async function onAlarm(): Promise<void> {
  await ready;
  if (host.isConnected) await catchUp().catch(() => undefined);
  else await host.start();
}

async function openSetupOnce(): Promise<void> {
  await chrome.alarms.clear(ALARM);
  if (await hostMemory.wasSetupShown()) return;
  await hostMemory.rememberSetupShown();
  await chrome.tabs.create({ url: chrome.runtime.getURL(SETUP_PAGE) });
}

async function forgetPrivateIfOver(): Promise<void> {
  const windows = await chrome.windows.getAll();
  if (windows.some(({ incognito }) => incognito)) return;
  privateDecisions.clear();
  outbox.deletePrivate();
  await kept.private.forget(kept.private.hashes());
}
