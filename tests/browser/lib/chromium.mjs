// SPDX-License-Identifier: MPL-2.0
import fs from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { extensionFolder, identity } from './project.mjs';
import { findProgram } from './programs.mjs';
import { until } from './wait.mjs';

// chrome/browser/content_settings: cookie_controls_mode 0 allows third-party cookies, 1 blocks them.
const MODES = { unpartitioned: 0, partitioned: 1 };
const base = `chrome-extension://${identity.chromiumId}/`;

export async function launchChromium(options) {
  const { folder, environment, manifest, thirdParty, visible } = options;
  const profile = path.join(folder, 'chromium');
  fs.mkdirSync(path.join(profile, 'NativeMessagingHosts'), { recursive: true });
  fs.mkdirSync(path.join(profile, 'Default'));
  const hosts = path.join(profile, 'NativeMessagingHosts');
  const manifestFile = path.join(hosts, `${identity.hostName}.json`);
  if (manifest) fs.writeFileSync(manifestFile, manifest);
  if (thirdParty) {
    const preferences = { profile: { cookie_controls_mode: MODES[thirdParty] } };
    fs.writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  }
  const browser = await puppeteer.launch({
    executablePath: findProgram('chromium'),
    headless: !visible,
    pipe: true,
    enableExtensions: [extensionFolder('chromium')],
    userDataDir: profile,
    env: environment,
    defaultViewport: visible ? null : { width: 1000, height: 700 },
    args: argumentsFor(options),
  });
  await browser.waitForTarget((target) => target.url().startsWith(base), { timeout: 30_000 });
  return { browser, manifestFile, ...abilities(browser) };
}

function argumentsFor({ servers, dark }) {
  const args = ['--no-first-run', '--disable-features=HttpsUpgrades'];
  // Chromium refuses to sandbox what root runs.
  if (process.getuid() === 0) args.push('--no-sandbox');
  if (dark) args.push('--force-dark-mode');
  if (servers) {
    const { httpsPort, httpPort } = servers;
    args.push('--ignore-certificate-errors');
    args.push(
      `--host-resolver-rules=MAP *:443 127.0.0.1:${httpsPort}, MAP *:80 127.0.0.1:${httpPort}`,
    );
  }
  return args;
}

function abilities(browser) {
  const openExtensionPage = async (file) => {
    const page = await browser.newPage();
    await page.goto(base + file);
    return page;
  };
  return {
    openExtensionPage,
    /** The cookies of all stores that are not private, partitioned ones included. */
    jar: async () =>
      (await browser.cookies()).map(({ name, domain, path, value, partitionKey }) => ({
        name,
        domain,
        path,
        value,
        partition: partitionKey?.sourceOrigin ?? null,
      })),
    /** Ends the extension's worker as the browser does when it is idle. Returns false if none ran. */
    async killBackground() {
      const isWorker = (target) =>
        target.type() === 'service_worker' && target.url().startsWith(base);
      const target = browser.targets().find(isWorker);
      if (!target) return false;
      const isGone = async () => {
        // While the worker is being started it cannot be reached yet.
        const worker = await target.worker().catch(() => null);
        await worker?.close().catch(() => undefined);
        return !browser.targets().includes(target);
      };
      await until('the end of the worker', isGone);
      return true;
    },
    async allowPrivateWindows() {
      const page = await browser.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(async (extensionId) => {
        // Outside developer mode an unpacked extension does not survive being loaded anew.
        await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await chrome.developerPrivate.updateExtensionConfiguration({
          extensionId,
          incognitoAccess: true,
        });
      }, identity.chromiumId);
      // The extension is loaded anew, and its pages cannot be opened before that is done.
      const isReady = () =>
        page.evaluate(
          (id) =>
            chrome.developerPrivate
              .getExtensionInfo(id)
              .then((info) => info.state === 'ENABLED' && info.incognitoAccess.isActive),
          identity.chromiumId,
        );
      await until('allowing private windows', isReady);
      await page.close();
    },
    /** Opens `url` in a private window, from an extension page. */
    openPrivateWindow: (page, url) =>
      page.evaluate((address) => chrome.windows.create({ incognito: true, url: address }), url),
    setDark: (page, dark) =>
      page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
  };
}
