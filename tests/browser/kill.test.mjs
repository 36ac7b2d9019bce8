// SPDX-License-Identifier: MPL-2.0
/** Host and background are killed at random moments of a burst of cookies: nothing is lost. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { describeRow, places } from './lib/agreement.mjs';
import { launch, serve, tested } from './lib/fixture.mjs';
import { recordedHost } from './lib/recorded-host.mjs';
import { htmlPage, urlSetting } from './lib/servers.mjs';
import { pause, until } from './lib/wait.mjs';

/** So many rounds at least, and so many deaths of each. */
const ROUNDS = 20;
const MAX_ROUNDS = 60;
/**
 * Whose cookies a browser without a memory of the burst still knows to be trackers: those of tracking
 * domains, those with a tracker's name, and those that say themselves under which site they are.
 */
const SOURCES = [
  ...['ad.doubleclick.net', 'ib.adnxs.com', 'pixel.quantserve.com', 'rules.quantcount.com'].map(
    (host) => ({ host, prefix: '', attributes: '' }),
  ),
  ...['cdn.one.example', 'cdn.two.example'].map((host) => ({
    host,
    prefix: '_ga_',
    attributes: '',
  })),
  ...['w.three.example', 'w.four.example', 'w.five.example'].map((host) => ({
    host,
    prefix: '',
    attributes: '; Partitioned',
  })),
];
const COOKIES_A_HOST = 50;
const SITE = 'www.odwb.be';
const ESSENTIAL = ['sessionid', 'csrftoken', 'django_language', 'cookies_preferences'];
/** The moments lie within this time after the burst begins; undisturbed it takes about as long. */
const MOMENTS_MS = 1200;

/** Small and repeatable: mulberry32. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** 450 cookies in the responses of others and 50 from the page's own script; returns the names. */
function prepareBurst(routes, round) {
  const images = [];
  const names = [];
  SOURCES.forEach(({ host, prefix, attributes }, source) => {
    const own = Array.from(
      { length: COOKIES_A_HOST },
      (_, index) => `${prefix}R${round}H${source}C${index}`,
    );
    names.push(...own);
    const lines = own.map((name) => `${name}=1; Path=/; Secure; SameSite=None${attributes}`);
    routes[`${host}/${round}.gif`] = {
      type: 'image/gif',
      headers: { 'Set-Cookie': lines },
      body: '',
    };
    images.push(`<img src="https://${host}/${round}.gif" alt="">`);
  });
  const scripted = Array.from({ length: COOKIES_A_HOST }, (_, index) => `_ga_R${round}C${index}`);
  names.push(...scripted);
  const script = `for (const name of ${JSON.stringify(scripted)}) document.cookie = name + '=1; Path=/';`;
  routes[`${SITE}/burst/${round}`] = {
    headers: { 'Set-Cookie': ESSENTIAL.map((name) => `${name}=${round}; Path=/; Secure`) },
    body: htmlPage('Burst', `${images.join('')}<script>${script}</script>`),
  };
  return names;
}

async function disturb({ random, host, warden, killed }) {
  const kill = { host: () => host.kill(), background: () => warden.killBackground() };
  const moments = ['host', 'background', random() < 0.5 ? 'host' : 'background']
    .map((what) => ({ what, at: random() * MOMENTS_MS }))
    .sort((one, other) => one.at - other.at);
  const start = Date.now();
  for (const { what, at } of moments) {
    await pause(Math.max(0, start + at - Date.now()));
    killed[what] += Number(await kill[what]());
  }
}

async function checkRound(warden, host, names) {
  const isTracker = new Set(names);
  let left = [];
  await until(
    'a jar without trackers',
    async () => {
      left = places(await warden.jar()).filter((place) => isTracker.has(place.split(' ')[0]));
      return left.length === 0;
    },
    { seconds: 90, every: 100, describe: () => `${left.length} left: ${left.slice(0, 5)}` },
  );
  const jar = (await warden.jar()).map(({ name }) => name);
  for (const name of ESSENTIAL) assert.ok(jar.includes(name), `${name} is in the jar`);
  // First the replies: what is replied while the log is being read need not be in it.
  const replies = [...host.acknowledged().values()];
  const rows = new Map((await warden.log()).map((row) => [row.uid, row]));
  const lost = replies.filter(({ uid, verdict }) => rows.get(uid)?.verdict !== verdict);
  assert.deepEqual(lost, [], 'every acknowledged decision is in the log as it was replied');
}

async function checkLog(warden, all) {
  let open = [];
  await until(
    "the browser's word on every rejection",
    async () => {
      const rows = await warden.log('--verdict', 'reject');
      open = rows.filter(({ outcome }) => outcome !== 'removed' && outcome !== 'absent');
      return open.length === 0;
    },
    {
      seconds: 90,
      every: 200,
      describe: () => `${open.length}: ${open.slice(0, 5).map(describeRow)}`,
    },
  );
  const rows = await warden.log();
  const logged = new Set(rows.map(({ name }) => name));
  assert.deepEqual(
    all.filter((name) => !logged.has(name)),
    [],
    'every cookie has a row',
  );
  assert.equal(new Set(rows.map(({ uid }) => uid)).size, rows.length, 'no event has two rows');
  const file = path.join(warden.home, 'decisions.db');
  const check = execFileSync('sqlite3', ['-readonly', file, 'PRAGMA integrity_check']);
  assert.equal(check.toString().trim(), 'ok');
  return rows;
}

for (const family of tested) {
  test(
    `${family}: host and background die at random moments, and nothing is lost`,
    { timeout: 900_000 },
    async (context) => {
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      context.diagnostic(`SEED=${seed} BROWSER=${family} repeats the moments of this run`);
      const random = randomNumbers(seed);
      const routes = {};
      const servers = await serve(context, routes);
      const host = recordedHost(servers.folder);
      const warden = await launch(context, family, {
        servers,
        thirdParty: 'unpartitioned',
        host: host.program,
      });
      const killed = { host: 0, background: 0 };
      const all = [];
      const isEnough = (round) => round >= ROUNDS && Math.min(...Object.values(killed)) >= ROUNDS;
      for (let round = 0; round < MAX_ROUNDS && !isEnough(round); round++) {
        const names = prepareBurst(routes, round);
        all.push(...names);
        const [page] = await Promise.all([
          warden.visit(`https://${SITE}/burst/${round}`),
          disturb({ random, host, warden, killed }),
        ]);
        // The person goes on: the next cookie wakes what was killed.
        await page.goto(urlSetting('www.next-page.example', [`n${round}=1; Path=/`]));
        await checkRound(warden, host, names);
        await page.close();
      }
      const rows = await checkLog(warden, all);
      assert.ok(host.acknowledged().size >= all.length, 'the replies were recorded');
      context.diagnostic(
        `${all.length} cookies, ${rows.length} rows, ${host.starts()} starts of the host; ` +
          `killed: host ${killed.host}, background ${killed.background}`,
      );
      assert.ok(
        killed.host >= ROUNDS && killed.background >= ROUNDS,
        'both were killed often enough',
      );
    },
  );
}
