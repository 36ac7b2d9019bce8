// SPDX-License-Identifier: MPL-2.0
import fs from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { extensionFolder, identity } from './project.mjs';
import { findProgram } from './programs.mjs';

// Firefox gives each installation another address; fixed here so that its pages can be opened.
const UUID = '3f0c1a52-6f0e-4c8e-9a43-70c1f4d5b2e6';
const base = `moz-extension://${UUID}/`;
// network.cookie.cookieBehavior: 0 accepts all, 5 (the default) partitions third-party cookies.
const BEHAVIOURS = { unpartitioned: 0, partitioned: 5 };

export async function launchFirefox(options) {
  const { folder, environment, manifest, visible } = options;
  const hosts = path.join(environment.HOME, '.mozilla/native-messaging-hosts');
  const manifestFile = path.join(hosts, `${identity.hostName}.json`);
  fs.mkdirSync(hosts, { recursive: true });
  if (manifest) fs.writeFileSync(manifestFile, manifest);
  const profile = path.join(folder, 'firefox');
  fs.mkdirSync(profile);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findProgram('firefox'),
    headless: !visible,
    userDataDir: profile,
    env: environment,
    acceptInsecureCerts: Boolean(options.servers),
    defaultViewport: visible ? null : { width: 1000, height: 700 },
    // Without it the pages of extensions cannot be opened.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferencesFor(options),
  });
  await browser.installExtension(extensionFolder('firefox'));
  return { browser, manifestFile, ...abilities(browser) };
}

function preferencesFor({ servers, thirdParty, dark = false, preferences = {} }) {
  const set = {
    'extensions.webextensions.uuids': JSON.stringify({ [identity.firefoxId]: UUID }),
    // 0 is dark, 1 is light.
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
  };
  if (thirdParty) set['network.cookie.cookieBehavior'] = BEHAVIOURS[thirdParty];
  if (servers) {
    set['network.proxy.type'] = 0;
    set['network.dns.forceResolve'] = '127.0.0.1';
    set['network.socket.forcePort'] = `443=${servers.httpsPort};80=${servers.httpPort}`;
  }
  return { ...set, ...preferences };
}

function abilities(browser) {
  // Firefox's own window, where its internals can be called.
  const internally = async (body, ...values) => {
    const send = (method, parameters) => browser.connection.send(method, parameters);
    const { result } = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const reply = await send('script.callFunction', {
      functionDeclaration: `async (...given) => {
        const [id] = given;
        const { extension } = WebExtensionPolicy.getByID(id);
        ${body}
      }`,
      arguments: [identity.firefoxId, ...values].map((value) => ({ type: typeof value, value })),
      target: { context: result.contexts[0].context },
      awaitPromise: true,
    });
    if (reply.result.type === 'exception') throw new Error(reply.result.exceptionDetails.text);
    return reply.result.result?.value;
  };
  return {
    async openExtensionPage(file) {
      const page = await browser.newPage();
      // page.goto() never settles for these pages: they are loaded in another process.
      await browser.connection.send('browsingContext.navigate', {
        context: page.mainFrame()._id,
        url: base + file,
        wait: 'complete',
      });
      return page;
    },
    /** The cookies of all stores that are not private, partitioned ones included. */
    async jar() {
      const text = await internally(`
        return JSON.stringify(Services.cookies.cookies.map((cookie) => ({
          name: cookie.name,
          domain: cookie.host,
          path: cookie.path,
          value: cookie.value,
          partition: cookie.originAttributes.partitionKey,
        })));`);
      return JSON.parse(text).map((cookie) => ({
        ...cookie,
        // "(https,odwb.be)", and ",f" after it where another site's frame lies in between.
        partition: cookie.partition.replace(/^\((\w+),([^,)]+).*$/, '$1://$2') || null,
      }));
    },
    /** Ends the event page as Firefox does when it is idle, even if a port is open. */
    killBackground: () =>
      internally(`
        const runs = extension.backgroundState === 'running';
        await extension.terminateBackground({ disableResetIdleForTest: true });
        return runs;`),
    allowPrivateWindows: () =>
      internally(`
        const { ExtensionPermissions } = ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionPermissions.sys.mjs');
        const { AddonManager } = ChromeUtils.importESModule(
          'resource://gre/modules/AddonManager.sys.mjs');
        await ExtensionPermissions.add(
          id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension);
        await (await AddonManager.getAddonByID(id)).reload();`),
    /** Opens `url` in a private window, from an extension page. */
    openPrivateWindow: (page, url) =>
      page.evaluate((address) => browser.windows.create({ incognito: true, url: address }), url),
    setDark: (_page, dark) =>
      internally(
        `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', given[1]);`,
        dark ? 0 : 1,
      ),
  };
}
