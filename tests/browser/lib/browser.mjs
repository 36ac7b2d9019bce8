// SPDX-License-Identifier: MPL-2.0
/**
 * A real browser in a throwaway profile, with the built extension and the built host. Everything
 * that it writes is inside one temporary folder, which close() deletes.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { extensionFolder, hostManifest, hostProgram, readLog } from './project.mjs';
import { until } from './wait.mjs';

const families = { chromium: launchChromium, firefox: launchFirefox };
export const browsers = Object.keys(families);

/**
 * Launches 'chromium' or 'firefox'. Options:
 * - `servers`: from startServers(); every host of the web is looked for there. Without them the
 *   browser goes to the real web and checks certificates;
 * - `thirdParty`: 'unpartitioned' or 'partitioned' third-party cookies, or the browser's default;
 * - `dark`: pages are asked for dark colours; `visible`: a window is shown;
 * - `host`: the program that the manifest names, or null for a browser that does not know the host;
 * - `folder`: the temporary folder to use, which is then not deleted.
 */
export async function launchBrowser(family, options = {}) {
  const { host = hostProgram } = options;
  const folder = options.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'cookie-warden-'));
  const home = path.join(folder, 'warden');
  if (!fs.existsSync(path.join(extensionFolder(family), 'manifest.json'))) {
    throw new Error(`${extensionFolder(family)} is not built: cmake --build --preset release`);
  }
  const started = await families[family]({
    ...options,
    folder,
    environment: environmentIn(folder, home),
    manifest: host && hostManifest(family, host),
  });
  const installHost = () =>
    fs.writeFileSync(started.manifestFile, hostManifest(family, hostProgram));
  const { browser } = started;
  return {
    family,
    folder,
    home,
    ...started,
    /** Makes the host known to a browser that was launched without it. */
    installHost,
    /** The rows of the log, oldest first; `words` are options of `cookie-warden log`. */
    log: (...words) => readLog(home, ...words),
    /** Resolves once the extension has greeted the host: the host opens its log then. */
    ready: () =>
      until('greeting the host', () => fs.existsSync(path.join(home, 'decisions.db')), {
        seconds: 60,
      }),
    /** Opens `url` in a new tab, waits until it has loaded, and returns the page. */
    async visit(url) {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: 'load' });
      return page;
    },
    async close() {
      await browser.close().catch(() => undefined);
      if (!options.folder) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** The browser's own habit of writing below the person's home is led into the folder. */
function environmentIn(folder, home) {
  const inside = (name) => {
    const below = path.join(folder, name);
    fs.mkdirSync(below, { recursive: true, mode: 0o700 });
    return below;
  };
  const real = process.env.HOME ?? '';
  return {
    ...process.env,
    XAUTHORITY: process.env.XAUTHORITY ?? path.join(real, '.Xauthority'),
    HOME: inside('home'),
    TMPDIR: inside('tmp'),
    XDG_CONFIG_HOME: inside('home/.config'),
    XDG_CACHE_HOME: inside('home/.cache'),
    XDG_DATA_HOME: inside('home/.local/share'),
    COOKIE_WARDEN_HOME: home,
  };
}
