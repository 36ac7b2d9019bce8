// SPDX-License-Identifier: MPL-2.0
/** The main job: the policy of odwb.be, and the trackers that such a portal can switch on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertLogAgreesWithJar, assertPartiesAreKnown, settledLog } from './lib/agreement.mjs';
import { launch, serve, tested } from './lib/fixture.mjs';
import { htmlPage } from './lib/servers.mjs';

const SITE = 'www.odwb.be';
const ESSENTIAL = ['sessionid', 'csrftoken', 'django_language', 'cookies_preferences'];
const TRACKERS = [
  '_ga',
  '_ga_Q7RT4K2XWM',
  '_gid',
  '_gat',
  '_gat_UA-12345-6',
  '_gat_gtag_UA_12345_6',
].concat(['_pk_id.7.1fff', '_pk_ses.7.1fff', 'atuserid', 'atidvisitor', 'xtvrn', 'xtan']);
const MANNERS = ['header', 'document', 'store'];
const SAME_SITE = [undefined, 'Lax', 'Strict', 'None'];
/** Hosts of others, and the Set-Cookie lines that they answer with. */
const EMBEDDED = {
  'ad.doubleclick.net': [
    'IDE=1; Domain=doubleclick.net; Path=/; Secure; SameSite=None; Max-Age=99999',
  ],
  'ib.adnxs.com': [
    'uuid2=1; Domain=adnxs.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=99999',
  ],
  'logs.xiti.com': [
    'xtvrn=1; Domain=xiti.com; Path=/; Secure; SameSite=None',
    'xtan=1; Path=/; Secure; SameSite=None',
  ],
  'widget.nobody-knows.example': [
    'w1=1; Path=/; Secure; SameSite=None',
    '__Host-w2=1; Path=/; Secure; SameSite=None; Partitioned',
    'w3=1; Domain=nobody-knows.example; Path=/w; Secure; HttpOnly; SameSite=None; Partitioned',
  ],
};
const SET_BY_OTHERS = Object.values(EMBEDDED).flat();

/** Each on a path of its own, because two cookies that differ in SameSite alone are one. */
function variants(names, sameSites) {
  const all = [];
  for (const manner of MANNERS) {
    for (const sameSite of sameSites) {
      for (const domain of [undefined, 'odwb.be']) {
        const path = `/${manner}/${sameSite ?? 'unset'}/${domain ? 'domain' : 'host'}`;
        for (const name of names) all.push({ manner, name, sameSite, domain, path });
      }
    }
  }
  return all;
}

function lineOf({ name, sameSite, domain, path }) {
  const attributes = [`${name}=1`, `Path=${path}`, 'Max-Age=99999'];
  if (domain) attributes.push(`Domain=${domain}`);
  if (sameSite) attributes.push(`SameSite=${sameSite}`);
  if (sameSite === 'None') attributes.push('Secure');
  return attributes.join('; ');
}

/** A page that sets the variants, each in its manner, when it is loaded. */
function pageSetting(all, body = '') {
  const of = (manner) => all.filter((variant) => variant.manner === manner);
  const script = `
    for (const line of ${JSON.stringify(of('document').map(lineOf))}) document.cookie = line;
    const stored = ${JSON.stringify(of('store'))}.map(({ name, sameSite, domain, path }) =>
      cookieStore.set({
        name, value: '1', path, expires: Date.now() + 9e7,
        ...(domain && { domain }), ...(sameSite && { sameSite: sameSite.toLowerCase() }),
      }).catch((error) => name + ' ' + error));
    Promise.all(stored).then((errors) => { window.errors = errors.filter(Boolean); });`;
  return {
    headers: { 'Set-Cookie': of('header').map(lineOf) },
    body: htmlPage('Portal', `<h1>Portal</h1><script>${script}</script>${body}`),
  };
}

/** A CookieStore puts a slash after each path. */
const isRowOf = (variant, row) =>
  row.name === variant.name &&
  row.path.replace(/\/$/, '') === variant.path &&
  row.domain === (variant.domain ? `.${variant.domain}` : SITE);

const essential = variants(ESSENTIAL, SAME_SITE);
const trackers = variants(TRACKERS, ['Lax']);
const frames = Object.keys(EMBEDDED).map((host) => `<iframe src="https://${host}/"></iframe>`);
const routes = {
  [`${SITE}/essential`]: pageSetting(essential),
  [`${SITE}/trackers`]: pageSetting(trackers, frames.join('')),
};
for (const [host, lines] of Object.entries(EMBEDDED)) {
  routes[`${host}/`] = { headers: { 'Set-Cookie': lines }, body: htmlPage(host, host) };
}

async function visitAndCheckScripts(warden, path) {
  const page = await warden.visit(`https://${SITE}${path}`);
  const errors = await page.waitForFunction(() => window.errors).then((found) => found.jsonValue());
  assert.deepEqual(errors, [], 'the CookieStore took every cookie');
}

for (const family of tested) {
  test(`${family}: the policy of odwb.be is enforced`, { timeout: 180_000 }, async (context) => {
    const servers = await serve(context, routes);
    const warden = await launch(context, family, { servers, thirdParty: 'unpartitioned' });
    const rowsOf = (rows, all) =>
      all.map((variant) => rows.filter((row) => isRowOf(variant, row)).at(-1));

    await context.test('its four cookies stay however they are set', async () => {
      await visitAndCheckScripts(warden, '/essential');
      const rows = await settledLog(warden, (log) => rowsOf(log, essential).every(Boolean));
      assert.equal(essential.length, 96);
      for (const row of rowsOf(rows, essential)) {
        assert.equal(
          `${row.name}: ${row.verdict}, ${row.category}`,
          `${row.name}: keep, necessary`,
        );
      }
    });
    await context.test('trackers and cookies of others go however they are set', async () => {
      await visitAndCheckScripts(warden, '/trackers');
      const isComplete = (log) =>
        rowsOf(log, trackers).every(Boolean) &&
        SET_BY_OTHERS.every((line) => log.some(({ name }) => line.startsWith(`${name}=`)));
      const rows = await settledLog(warden, isComplete);
      assert.deepEqual(
        [...new Set(rowsOf(rows, trackers).map(({ verdict }) => verdict))],
        ['reject'],
      );
      const foreign = rows.filter(({ party }) => party === 'third');
      assert.equal(foreign.length, SET_BY_OTHERS.length);
      assert.ok(foreign.every(({ verdict }) => verdict === 'reject'));
      assert.equal(
        foreign.filter(({ partitionKey }) => partitionKey === 'https://odwb.be').length,
        2,
      );
    });
    await context.test(
      'in the end the jar holds the four in every variant and nothing else',
      async () => {
        const jar = await warden.jar();
        assert.deepEqual(
          jar.map(({ name }) => name).sort(),
          essential.map(({ name }) => name).sort(),
        );
        for (const variant of essential) assert.ok(jar.some((cookie) => isRowOf(variant, cookie)));
      },
    );
    await context.test('the log agrees with the jar row by row', () =>
      assertLogAgreesWithJar(warden),
    );
    await context.test('every party is known', () => assertPartiesAreKnown(warden));
  });
}
