// SPDX-License-Identifier: MPL-2.0
/** Private windows: decided like any other, and no trace on disk. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { launch, serve, tested } from './lib/fixture.mjs';
import { urlSetting } from './lib/servers.mjs';
import { until } from './lib/wait.mjs';

const SECRET = 'www.secret-visit.example';
const PUBLIC = 'www.open-visit.example';
const FRAME = `<iframe src="${urlSetting('cdn.hidden-widget.example', [
  'hidden_part=1; Path=/; Secure; SameSite=None; Partitioned',
])}"></iframe>`;
/** Nothing of these may be written anywhere. */
const TRACES = ['secret-visit', 'secret_basket', 'hidden-widget', 'hidden_part'];

/** Names of the cookies of the private store, asked from an extension page. */
const privateNames = (page) =>
  page.evaluate(async () => {
    const stores = await chrome.cookies.getAllCookieStores();
    const store = stores.find(({ id }) => id === '1' || id === 'firefox-private');
    if (!store) return null;
    const cookies = await chrome.cookies.getAll({ storeId: store.id, partitionKey: {} });
    return cookies.map(({ name }) => name).sort();
  });

function filesWith(text, folder) {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesWith(text, file);
    if (!entry.isFile()) return [];
    const bytes = fs.readFileSync(file);
    return needles.some((needle) => bytes.includes(needle)) ? [file] : [];
  });
}

for (const family of tested) {
  test(
    `${family}: private windows are decided, and nothing of them is written`,
    { timeout: 120_000 },
    async (context) => {
      const servers = await serve(context);
      const warden = await launch(context, family, { servers });
      await warden.allowPrivateWindows();
      // Opened now, because Firefox opens new tabs in the window that was used last.
      const ordinary = await warden.browser.newPage();
      const page = await warden.openExtensionPage('pages/popup.html');
      const cookies = ['secret_basket=1; Path=/', '_ga=1; Path=/', '_pk_id.1.2=1; Path=/'];
      await warden.openPrivateWindow(page, urlSetting(SECRET, cookies, { body: FRAME }));
      const sent = () => servers.requests.some(({ host }) => host === 'cdn.hidden-widget.example');
      await until('visiting the site in private', sent);
      let names = null;
      await until(
        'removing trackers in private',
        async () => {
          names = await privateNames(page);
          return names?.join() === 'secret_basket';
        },
        { describe: () => String(names) },
      );

      // What was decided before this cookie would be in the log before it.
      await ordinary.goto(urlSetting(PUBLIC, ['open_basket=1; Path=/', '_ga=1; Path=/']));
      const isLogged = (rows) =>
        ['open_basket', '_ga'].every((name) => rows.some((row) => row.name === name));
      const rows = await until('logging a visit that is not private', async () => {
        const found = await warden.log();
        return isLogged(found) && found;
      });
      assert.deepEqual(new Set(rows.map(({ site }) => site)), new Set(['open-visit.example']));
      assert.ok(
        filesWith('open-visit', warden.home).length > 0,
        'the search finds what is written',
      );
      for (const trace of TRACES) assert.deepEqual(filesWith(trace, warden.folder), [], trace);
    },
  );
}
