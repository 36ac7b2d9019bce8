// SPDX-License-Identifier: MPL-2.0
/** Writes both extensions: node build.mjs OUTPUT [VERSION]. Makes OUTPUT/{chromium,firefox}. */
import { build } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [output, givenVersion] = process.argv.slice(2);
if (!output) {
  console.error('usage: node build.mjs OUTPUT [VERSION]');
  process.exit(2);
}
const readJson = async (name) => JSON.parse(await readFile(path.join(here, name), 'utf8'));
const version = givenVersion ?? (await readJson('package.json')).version;
const identity = await readJson('identity.json');

/** What the two browsers do not have in common. */
const differences = {
  chromium: {
    key: identity.chromiumKey,
    // Partitioned cookies in the cookies API, match_origin_as_fallback.
    minimum_chrome_version: '119',
    background: { service_worker: 'background.js' },
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: identity.firefoxId,
        // data_collection_permissions on every platform.
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    background: { scripts: ['background.js'] },
  },
};

async function bundle(folder) {
  await build({
    absWorkingDir: here,
    entryPoints: {
      background: 'src/background/main.ts',
      page: 'src/content/page.ts',
      relay: 'src/content/relay.ts',
      'pages/learn': 'src/ui/learn.ts',
      'pages/log': 'src/ui/log.ts',
      'pages/popup': 'src/ui/popup.ts',
      'pages/setup': 'src/ui/setup.ts',
    },
    outdir: folder,
    bundle: true,
    format: 'iife',
    target: ['chrome119', 'firefox142'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

for (const [family, difference] of Object.entries(differences)) {
  const folder = path.resolve(output, family);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const manifest = { ...(await readJson('manifest.template.json')), version, ...difference };
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
  for (const part of ['_locales', 'icons', 'pages']) {
    await cp(path.join(here, part), path.join(folder, part), { recursive: true });
  }
  await bundle(folder);
}
