// SPDX-License-Identifier: MPL-2.0
/**
 * The main job before your eyes: node demo.mjs FOLDER BROWSER [URL]. Without URL a portal on
 * loopback is visited; with one, that site, in a window if there is a display. Everything is written
 * into FOLDER, which the caller deletes.
 */
import process from 'node:process';
import { launchBrowser } from '../../tests/browser/lib/browser.mjs';
import { makeCertificate } from '../../tests/browser/lib/certificate.mjs';
import { startServers } from '../../tests/browser/lib/servers.mjs';
import { until } from '../../tests/browser/lib/wait.mjs';
import { OWN_COOKIES, PORTAL, portalCookies, portalRoutes } from './portal.mjs';
import { printDecision, printJar, printSummary } from './report.mjs';

const [folder, family, url] = process.argv.slice(2);
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
/** A site is taken to be at rest when no decision was made for so long. */
const QUIET_MS = 5_000;
const LONGEST_MS = 60_000;

/** Prints rows of the log as they come; `rows` are all so far. */
function followLog(warden) {
  const rows = new Map();
  const follower = {
    newest: Date.now(),
    rows: () => [...rows.values()],
    async look() {
      for (const row of await warden.log()) {
        if (!rows.has(row.uid)) {
          printDecision(row);
          follower.newest = Date.now();
        }
        rows.set(row.uid, row);
      }
      return follower.rows();
    },
  };
  return follower;
}

const isSettled = (rows) => rows.every(({ verdict, outcome }) => verdict === 'keep' || outcome);

async function visitPortal() {
  const servers = await startServers({ tls: makeCertificate(folder), routes: portalRoutes() });
  try {
    console.log(`Starting ${family} with extension and host in a throwaway profile …`);
    const thirdParty = family === 'chromium' ? 'unpartitioned' : undefined;
    const warden = await launchBrowser(family, { folder, servers, thirdParty });
    closeOnSignal(warden);
    await warden.ready();
    console.log(`Visiting https://${PORTAL}, which is a portal on this machine:\n`);
    const log = followLog(warden);
    await warden.visit(`https://${PORTAL}/`);
    const isComplete = (rows) =>
      isSettled(rows) && portalCookies().every((name) => rows.some((row) => row.name === name));
    await until('a decision on every cookie', async () => isComplete(await log.look()), {
      every: 100,
    });
    const isRight = await conclude(warden, log);
    await warden.close();
    return isRight;
  } finally {
    servers.close();
  }
}

/** The four cookies of the portal's policy are to stay, and nothing else. */
async function conclude(warden, log) {
  printSummary(log.rows());
  const jar = await warden.jar();
  printJar(jar);
  const names = jar.map(({ name }) => name).sort();
  const isRight = names.join() === [...OWN_COOKIES].sort().join();
  console.log(
    isRight
      ? `\nThe four cookies of the portal's own policy stayed, and nothing else did.`
      : `\nThis is not as it should be: exactly ${OWN_COOKIES.join(', ')} should be left.`,
  );
  return isRight;
}

async function visitSite() {
  const where = hasDisplay ? 'in a window' : 'without a window, for there is no display';
  console.log(`Opening ${url} in ${family}, ${where}, in a throwaway profile …`);
  const warden = await launchBrowser(family, { folder, visible: hasDisplay });
  closeOnSignal(warden);
  await warden.ready();
  const log = followLog(warden);
  // Chromium lives on without windows while it is driven from outside.
  const isClosed = async () =>
    !warden.browser.connected || (await warden.browser.pages().catch(() => [])).length === 0;
  if (hasDisplay) console.log('Look around; close the window when you have seen enough.\n');
  await open(warden);
  const start = Date.now();
  const isQuiet = () => Date.now() - log.newest > QUIET_MS || Date.now() - start > LONGEST_MS;
  await until(
    'the end',
    async () => {
      await log.look();
      return (await isClosed()) || (!hasDisplay && isQuiet());
    },
    { seconds: Infinity, every: 200 },
  );
  await log.look();
  printSummary(log.rows());
  if (warden.browser.connected) printJar(await warden.jar());
  await warden.close();
  return true;
}

async function open(warden) {
  const [first] = await warden.browser.pages();
  const page = first ?? (await warden.browser.newPage());
  await page.goto(url, { waitUntil: 'load' }).catch((error) => {
    if (!hasDisplay) throw new Error(`${url} could not be opened: ${error.message}`);
    console.log(`The page did not load to its end: ${error.message}`);
  });
}

function closeOnSignal(warden) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void warden.close().finally(() => process.exit(130)));
  }
}

try {
  process.exitCode = (await (url ? visitSite() : visitPortal())) ? 0 : 1;
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exit(1);
}
