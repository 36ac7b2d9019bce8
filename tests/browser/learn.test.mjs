// SPDX-License-Identifier: MPL-2.0
/** Learning the cookie policy of the site one is on, and what that changes. */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { launch, serve, tested } from './lib/fixture.mjs';
import { assertAccessible, badgeOf } from './lib/pages.mjs';
import { cookieWarden } from './lib/project.mjs';
import { htmlPage } from './lib/servers.mjs';
import { until } from './lib/wait.mjs';

const SHOP = 'www.small-shop.example';
const POLICY = `https://${SHOP}/legal/cookie-policy`;

/** More than fits into one frame of 1 MiB. */
const smallPrint = '<p>The shop is a small one and sells what it has in stock.</p>\n'.repeat(
  25_000,
);

const policyPage = htmlPage(
  'Cookie policy',
  `<h1>Cookie policy</h1>
  <p>This page names all cookies that our shop sets.</p>
  <h2>Strictly necessary cookies</h2>
  <p>These are always active; the shop does not work without them.</p>
  <table>
    <tr><th>Cookie</th><th>Purpose</th><th>Duration</th></tr>
    <tr><td>shop_basket</td><td>Keeps what you put into the basket</td><td>1 day</td></tr>
    <tr><td>shop_login</td><td>Keeps you signed in</td><td>Session</td></tr>
  </table>
  <h2>Other cookies</h2>
  <table>
    <tr><th>Cookie</th><th>Purpose</th><th>Duration</th></tr>
    <tr><td>shop_taste</td><td>Remembers which wares you looked at</td><td>1 year</td></tr>
  </table>
  <h2>About the shop</h2>
  ${smallPrint}`,
);
/** Each visit sets new values: Firefox tells nobody of a cookie that is set again as it was. */
function shopPage() {
  const value = crypto.randomUUID();
  const cookies = [
    `shop_basket=${value}; Max-Age=999999`,
    `shop_login=${value}`,
    `shop_taste=${value}`,
    `shop_secret=${value}`,
  ];
  return { body: htmlPage('Shop', '<h1>Shop</h1>'), headers: { 'Set-Cookie': cookies } };
}
const routes = { [`${SHOP}/legal/cookie-policy`]: policyPage, [`${SHOP}/`]: shopPage };

/** The number by which extensions know the tab of the policy page. */
const tabOf = (page, url) =>
  page.evaluate(async (address) => (await chrome.tabs.query({ url: `${address}*` }))[0].id, url);

const text = (page) => page.evaluate(() => document.body.innerText);

async function press(page, words) {
  await page.evaluate((wanted) => {
    [...document.querySelectorAll('button')].find((b) => b.textContent === wanted).click();
  }, words);
}

const last = async (warden, name) => (await warden.log('--cookie', name)).at(-1);

/** What the page gives to be saved, when `words` is pressed. */
function downloaded(page, words) {
  return page.evaluate((wanted) => {
    const create = URL.createObjectURL;
    return new Promise((resolve) => {
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = create;
        resolve(blob.text());
        return create(blob);
      };
      [...document.querySelectorAll('button')].find((b) => b.textContent === wanted).click();
    });
  }, words);
}

for (const family of tested) {
  test(`${family}: learning the policy of a site`, { timeout: 120_000 }, async (context) => {
    const servers = await serve(context, routes);
    const warden = await launch(context, family, { servers });
    await warden.visit(`https://${SHOP}/`);
    await until(
      'deciding the first visit',
      async () => (await last(warden, 'shop_taste'))?.verdict === 'keep',
    );
    const page = await warden.visit(POLICY);
    const popup = await warden.openExtensionPage(`pages/popup.html?site=https://${SHOP}`);
    const tab = await tabOf(popup, POLICY);
    const learn = await warden.openExtensionPage(`pages/learn.html?tab=${tab}`);

    await context.test('the button offers to learn the page', async () => {
      await page.bringToFront();
      await until('the mark', async () => (await badgeOf(popup, `${SHOP}/legal`)) === '+');
    });

    await context.test('what is not certain stands first, beside what is stored', async () => {
      await until('reading the page', async () => (await text(learn)).includes('shop_taste'));
      const rows = await learn.evaluate(() =>
        [...document.querySelectorAll('tbody tr')].map(
          (row) => row.querySelector('.name').textContent,
        ),
      );
      assert.equal(rows[0], 'shop_taste');
      assert.deepEqual(rows.slice(1).sort(), ['shop_basket', 'shop_login']);
      assert.match(await text(learn), /shop_secret \(www\.small-shop\.example\)/);
      await assertAccessible(warden, learn, 'page that learns');
    });

    await context.test('nothing is saved before the person confirms', async () => {
      assert.equal((await last(warden, 'shop_basket')).reason, 'unknown');
      await warden.visit(`https://${SHOP}/`);
      await until(
        'deciding again',
        async () => (await warden.log('--cookie', 'shop_taste')).length > 1,
      );
      assert.equal((await last(warden, 'shop_taste')).reason, 'unknown');
    });

    await context.test('decisions cite what the person confirmed', async () => {
      await learn.select('select[aria-label*="shop_taste"]', 'marketing');
      await learn.evaluate(() => document.querySelector('input[type=checkbox]').click());
      await press(learn, 'Save this policy');
      await until('rejecting by the learned policy', async () => {
        const row = await last(warden, 'shop_taste');
        return row.verdict === 'reject' && row.outcome === 'removed';
      });
      const { reason, policy, category } = await last(warden, 'shop_taste');
      assert.deepEqual([reason, policy, category], ['site', 'small-shop.example', 'marketing']);
      const basket = await last(warden, 'shop_basket');
      assert.deepEqual([basket.verdict, basket.reason], ['keep', 'site']);
    });

    await context.test('the popup tells what the site does against its own policy', async () => {
      await until('showing the findings', async () => {
        const shown = await text(popup);
        return (
          /shop_secret is not named/.test(shown) &&
          /shop_basket lives longer.*\(1 day\)/.test(shown)
        );
      });
    });

    const again = await warden.openExtensionPage('pages/learn.html?policy=small-shop.example');

    await context.test('a learned policy can be downloaded as a file others can use', async () => {
      await until('showing it', async () => (await text(again)).includes('shop_taste'));
      assert.match(await text(again), /You saved this policy/);
      const file = path.join(warden.folder, 'small-shop.example.json');
      fs.writeFileSync(file, await downloaded(again, 'Download as a file'));
      const { code, stdout, stderr } = await cookieWarden(warden.home, 'policy', 'check', file);
      assert.equal(code, 0, stdout + stderr);
      assert.match(fs.readFileSync(file, 'utf8'), /shop_taste/);
    });

    await context.test('a learned policy can be changed', async () => {
      await again.select('select[aria-label*="shop_taste"]', 'necessary');
      await press(again, 'Save this policy');
      await warden.visit(`https://${SHOP}/`);
      await until(
        'deciding by the changed policy',
        async () => (await last(warden, 'shop_taste')).category === 'necessary',
      );
      assert.equal((await last(warden, 'shop_taste')).verdict, 'keep');
    });

    await context.test('a row that is no cookie of the site can be left out', async () => {
      await learn.evaluate(() =>
        document.querySelector('button[aria-label="Leave out shop_login"]').click(),
      );
      await assertAccessible(warden, learn, 'page that learns, with a row left out');
      const { cookies } = JSON.parse(await downloaded(learn, 'Download as a file'));
      assert.deepEqual(cookies.map(({ name }) => name).sort(), ['shop_basket', 'shop_taste']);
      assert.ok(await learn.$eval('select[aria-label*="shop_login"]', (select) => select.disabled));
    });

    await context.test('a policy without any row is not saved', async () => {
      await learn.evaluate(() =>
        document
          .querySelectorAll('button[aria-pressed="false"][aria-label^="Leave out"]')
          .forEach((button) => button.click()),
      );
      await press(learn, 'Save this policy');
      await until('saying why', async () =>
        (await learn.$eval('#live', (live) => live.textContent)).includes('nothing to save'),
      );
    });

    await context.test('a learned policy can be forgotten', async () => {
      await press(again, 'Forget this policy');
      await warden.visit(`https://${SHOP}/`);
      await until(
        'deciding without it',
        async () => (await last(warden, 'shop_taste')).reason === 'unknown',
      );
    });
  });
}
