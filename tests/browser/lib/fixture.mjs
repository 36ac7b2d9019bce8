// SPDX-License-Identifier: MPL-2.0
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browsers, launchBrowser } from './browser.mjs';
import { makeCertificate } from './certificate.mjs';
import { startServers } from './servers.mjs';

/** The browsers to test: both, or the one that the variable BROWSER names. */
export const tested = process.env.BROWSER ? [process.env.BROWSER] : browsers;

/** Servers that are ended, and a folder that is deleted, with the tests of `context`. */
export async function serve(context, routes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cookie-warden-tests-'));
  const servers = await startServers({ tls: makeCertificate(folder), routes });
  context.after(() => {
    servers.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return Object.assign(servers, { folder });
}

/** A browser with extension and host, closed with the tests of `context`. */
export async function launch(context, family, options) {
  const warden = await launchBrowser(family, options);
  context.after(() => warden.close());
  if (options.host !== null) await warden.ready();
  return warden;
}
