// SPDX-License-Identifier: MPL-2.0
/** What a person sees: badge, popup, the page for a missing host; and whether everybody can use it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertPartiesAreKnown } from './lib/agreement.mjs';
import { launch, serve, tested } from './lib/fixture.mjs';
import { identity } from './lib/project.mjs';
import { assertAccessible, badgeOf, shows, textOf } from './lib/pages.mjs';
import { urlSetting } from './lib/servers.mjs';
import { until } from './lib/wait.mjs';

const SITE = 'www.odwb.be';
const ADVERT = urlSetting('ad.doubleclick.net', [
  'IDE=1; Path=/; Secure; SameSite=None; Max-Age=9999',
]);
const PAGE = urlSetting(SITE, ['sessionid=1; Path=/; Secure', '_ga=1; Path=/', '_gid=1; Path=/'], {
  body: `<iframe src="${ADVERT}"></iframe>`,
});

const press = (page, selector) => page.evaluate((s) => document.querySelector(s).click(), selector);

for (const family of tested) {
  test(`${family}: what a person sees of a site`, { timeout: 180_000 }, async (context) => {
    const servers = await serve(context);
    const warden = await launch(context, family, { servers, thirdParty: 'unpartitioned' });
    const site = await warden.visit(PAGE);
    const names = async () =>
      (await warden.jar())
        .map(({ name }) => name)
        .sort()
        .join();
    const last = async (name) => (await warden.log('--cookie', name)).at(-1);
    await until(
      'rejecting the trackers',
      async () => (await last('IDE')) && (await names()) === 'sessionid',
    );
    const popup = await warden.openExtensionPage(`pages/popup.html?site=https://${SITE}`);

    await context.test('the badge counts the rejected cookies of the site', async () => {
      await site.bringToFront();
      await until('a badge of 3', async () => (await badgeOf(popup, SITE)) === '3', {
        describe: () => badgeOf(popup, SITE),
      });
    });
    await context.test(
      'the popup lists its cookies with verdict, category and reason',
      async () => {
        await shows(popup, /1 kept, 3 rejected/);
        const text = await textOf(popup);
        for (const words of [
          'odwb.be',
          '_ga',
          '_gid',
          'IDE',
          'sessionid',
          'Statistics',
          'Marketing',
          'Necessary',
        ]) {
          assert.ok(text.includes(words), `${words} in: ${text}`);
        }
        assert.match(text, /Google Analytics/);
        assert.match(text, /Open Data Wallonie-Bruxelles/);
      },
    );
    await context.test('the popup is accessible in dark and in light', () =>
      assertAccessible(warden, popup, 'popup'),
    );
    await context.test('the log page shows every decision, and finds the one sought', async () => {
      const log = await warden.openExtensionPage('pages/log.html?site=odwb.be');
      const names = () =>
        log.evaluate(() =>
          [...document.querySelectorAll('tbody tr')].map((row) => row.innerText).sort(),
        );
      await until('showing the log', async () => (await names()).length === 4);
      const [ide] = await names();
      assert.match(ide, /IDE\s+from ad\.doubleclick\.net\s+odwb\.be\s+Rejected\s+Marketing/);
      await assertAccessible(warden, log, 'log page');
      await log.type('form label:nth-of-type(2) input', 'gid');
      await until('finding it', async () => (await names()).length === 1);
      assert.match((await names())[0], /^_gid\s/);
      await log.type('form label:nth-of-type(2) input', 'nothing');
      await shows(log, /no such decision/);
      await press(log, 'form button[type=reset]');
      await until('clearing the search', async () => (await names()).length === 4);
      await log.type('form label:nth-of-type(1) input', 'dwb');
      await log.type('form label:nth-of-type(2) input', 'IDE');
      await until('finding a part of the site', async () => (await names()).length === 1);
      await log.close();
    });
    await context.test('a choice by keyboard leaves the focus where it was', async () => {
      const focused = () => popup.evaluate(() => document.activeElement?.ariaLabel ?? '');
      await popup.focus('button[aria-label*="_gid"]');
      const before = await focused();
      await popup.keyboard.press('Enter');
      await until('the button that undoes it', async () => {
        const now = await focused();
        return now !== before && now.includes('_gid');
      });
      await popup.keyboard.press('Enter');
      await until('the button as before', async () => (await focused()) === before);
    });
    await context.test(
      'a paused site keeps its trackers, and loses them when it is resumed',
      async () => {
        await press(popup, '[role=switch]');
        await shows(popup, /Paused/);
        // Another value: Firefox tells nobody of a cookie that is set again as it was.
        await site.goto(urlSetting(SITE, ['_ga=2; Path=/', '_gid=2; Path=/']));
        await until('keeping them', async () => {
          const rows = await Promise.all([last('_ga'), last('_gid')]);
          return rows.every(({ verdict, reason }) => verdict === 'keep' && reason === 'user');
        });
        assert.equal(await names(), '_ga,_gid,sessionid');
        await press(popup, '[role=switch]');
        await until('rejecting them again', async () => (await names()) === 'sessionid', {
          describe: names,
        });
      },
    );
    await context.test('every party is known', () => assertPartiesAreKnown(warden));
    if (family === 'chromium') {
      await context.test('the button opens the popup of the active tab', async () => {
        await site.bringToFront();
        const extension = (await warden.browser.extensions()).get(identity.chromiumId);
        await extension.triggerAction(site);
        const isPopup = (target) => target.url().endsWith('/pages/popup.html');
        const target = await warden.browser.waitForTarget(isPopup, { timeout: 20_000 });
        await shows(await target.asPage(), /odwb\.be[^]*rejected/);
      });
    }
  });

  test(
    `${family}: without the host a page opens that helps`,
    { timeout: 120_000 },
    async (context) => {
      const servers = await serve(context);
      const warden = await launch(context, family, {
        servers,
        thirdParty: 'unpartitioned',
        host: null,
      });
      const popup = await warden.openExtensionPage('pages/popup.html?site=https://www.odwb.be');
      const opened = () =>
        popup.evaluate(() => {
          const pages = chrome.extension.getViews({ type: 'tab' });
          return pages.filter(({ location }) => location.pathname === '/pages/setup.html').length;
        });
      await until('opening the page', async () => (await opened()) === 1, { seconds: 60 });
      const setup = await warden.openExtensionPage('pages/setup.html');
      await shows(setup, /cookie-warden install[^]*cookie-warden doctor/);
      await assertAccessible(warden, setup, 'setup page');
      await assertAccessible(warden, popup, 'popup without host');
      await press(setup, 'button');
      await shows(setup, /cannot|not|still/i);

      const page = await warden.visit(PAGE);
      assert.match((await warden.jar()).map(({ name }) => name).join(), /_ga/);
      warden.installHost();
      await press(setup, 'button');
      const names = async () => (await warden.jar()).map(({ name }) => name).join();
      await until('catching up', async () => (await names()) === 'sessionid', { describe: names });
      await page.close();
    },
  );
}
