// SPDX-License-Identifier: MPL-2.0
/** Sites that no policy knows, and people who are signed in somewhere else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertLogAgreesWithJar,
  assertPartiesAreKnown,
  places,
  settledLog,
} from './lib/agreement.mjs';
import { launch, serve, tested } from './lib/fixture.mjs';
import { urlSetting } from './lib/servers.mjs';

const SHOP = 'www.plain-shop.example';
const WIDGET = 'cdn.widget-maker.example';
const KNOWN = 'www.instagram.com';
const UNKNOWN = 'www.small-forum.example';
const FOR_ALL_SITES = 'Path=/; Secure; HttpOnly; SameSite=None; Max-Age=99999';

const frame = (url) => `<iframe src="${url.replaceAll('&', '&amp;')}"></iframe>`;
const has = (name, site) => (rows) => rows.some((row) => row.name === name && row.site === site);

async function lastCookiesSentTo(servers, warden, host) {
  const page = await warden.visit(`https://${host}/account`);
  await page.close();
  return servers.requests
    .filter((request) => request.host === host && request.path === '/account')
    .at(-1).cookies;
}

/** Signs in on `host`, then reads a page of another site that embeds it and sets the cookie anew. */
async function signInAndBeEmbedded(warden, host, name, attributes) {
  await warden.visit(urlSetting(host, [`${name}=mine; ${FOR_ALL_SITES}`], { path: '/login' }));
  const own = await settledLog(warden, has(name, siteOf(host)));
  const before = own.length;
  const embed = urlSetting(host, [`${name}=again; ${attributes}`], { path: '/embed' });
  await warden.visit(urlSetting('www.daily-news.example', [], { body: frame(embed) }));
  const rows = await settledLog(
    warden,
    (log) => log.length > before && has(name, 'daily-news.example')(log),
  );
  return rows.at(-1);
}

const siteOf = (host) => host.replace(/^www\./, '');

for (const family of tested) {
  test(
    `${family}: sites without a policy, and embeds of known and unknown sites`,
    { timeout: 180_000 },
    async (context) => {
      const servers = await serve(context);
      const warden = await launch(context, family, { servers, thirdParty: 'unpartitioned' });

      await context.test(
        'on a site that no policy knows only trackers and cookies of others go',
        async () => {
          const widget = urlSetting(WIDGET, [
            `seen=1; ${FOR_ALL_SITES}`,
            `part=1; ${FOR_ALL_SITES}; Partitioned`,
          ]);
          const own = [
            'basket=1; Path=/; Max-Age=99999',
            'layout=1; Domain=plain-shop.example; Path=/shop',
          ];
          const trackers = [
            '_ga=1; Path=/',
            '_fbp=1; Path=/',
            '_hjSessionUser_123=1; Path=/',
            '_clck=1; Path=/',
          ];
          await warden.visit(urlSetting(SHOP, own.concat(trackers), { body: frame(widget) }));
          const names = [
            'basket',
            'layout',
            'seen',
            'part',
            '_ga',
            '_fbp',
            '_hjSessionUser_123',
            '_clck',
          ];
          const rows = await settledLog(warden, (log) =>
            names.every((name) => has(name, 'plain-shop.example')(log)),
          );
          const kept = rows.filter(({ verdict }) => verdict === 'keep').map(({ name }) => name);
          assert.deepEqual(kept.sort(), ['basket', 'layout']);
          assert.deepEqual(places(await warden.jar()), [
            `basket of ${SHOP}/`,
            'layout of .plain-shop.example/shop',
          ]);
          const reasons = Object.fromEntries(
            rows.map(({ name, reason, party }) => [name, `${reason}, ${party}`]),
          );
          assert.equal(reasons.seen, 'unknown, third');
          assert.equal(reasons.part, 'unknown, third');
          assert.equal(reasons.basket, 'unknown, first');
          assert.equal(reasons._ga, 'provider, first');
        },
      );
      for (const [host, name, kind] of [
        [KNOWN, 'sessionid', 'known'],
        [UNKNOWN, 'forum_login', 'unknown'],
      ]) {
        await context.test(
          `who is signed in on a site that is ${kind} stays so where it is embedded`,
          async () => {
            const row = await signInAndBeEmbedded(warden, host, name, FOR_ALL_SITES);
            assert.equal(`${row.party}, ${row.verdict}, ${row.partitionKey}`, 'third, keep, null');
            assert.equal(await lastCookiesSentTo(servers, warden, host), `${name}=again`);
          },
        );
        await context.test(
          `the partitioned copy of a site that is ${kind} goes, its own cookie stays`,
          async () => {
            const row = await signInAndBeEmbedded(
              warden,
              host,
              name,
              `${FOR_ALL_SITES}; Partitioned`,
            );
            assert.equal(`${row.party}, ${row.verdict}`, 'third, reject');
            assert.equal(row.partitionKey, 'https://daily-news.example');
            assert.equal(await lastCookiesSentTo(servers, warden, host), `${name}=mine`);
          },
        );
      }
      await context.test('the log agrees with the jar row by row', () =>
        assertLogAgreesWithJar(warden),
      );
      await context.test('every party is known', () => assertPartiesAreKnown(warden));
    },
  );
}

if (tested.includes('firefox')) {
  test(
    'firefox: what it partitions by itself goes, and the own cookie stays',
    { timeout: 120_000 },
    async (context) => {
      const servers = await serve(context);
      const warden = await launch(context, 'firefox', { servers, thirdParty: 'partitioned' });
      for (const [host, name] of [
        [KNOWN, 'sessionid'],
        [UNKNOWN, 'forum_login'],
      ]) {
        const row = await signInAndBeEmbedded(warden, host, name, FOR_ALL_SITES);
        assert.equal(`${row.verdict}, ${row.partitionKey}`, 'reject, https://daily-news.example');
        assert.equal(await lastCookiesSentTo(servers, warden, host), `${name}=mine`);
      }
      await assertLogAgreesWithJar(warden);
      await assertPartiesAreKnown(warden);
    },
  );
}
