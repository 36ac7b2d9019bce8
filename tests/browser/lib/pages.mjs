// SPDX-License-Identifier: MPL-2.0
/** What a person sees of the extension: words, marks, and whether everybody can use it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { until } from './wait.mjs';

const axe = fs.readFileSync(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

export const textOf = (page) => page.evaluate(() => document.body.innerText);
export const shows = (page, pattern) =>
  until(`showing ${pattern}`, async () => pattern.test(await textOf(page)), {
    describe: () => textOf(page),
  });

/** In dark and in light. */
export async function assertAccessible(warden, page, what) {
  for (const dark of [false, true]) {
    await warden.setDark(page, dark);
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document));
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
    assert.deepEqual(found, [], `${what}, ${dark ? 'dark' : 'light'}`);
    assert.ok(
      passes.some(({ id }) => id === 'color-contrast'),
      'colours were looked at',
    );
  }
}

/** The mark on the button in the tab that shows `host`; asked from an extension page. */
export const badgeOf = (page, host) =>
  page.evaluate(async (pattern) => {
    const [tab] = await chrome.tabs.query({ url: pattern });
    return chrome.action.getBadgeText({ tabId: tab.id });
  }, `https://${host}/*`);
