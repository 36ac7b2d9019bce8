// SPDX-License-Identifier: MPL-2.0
/** Where the parts of the project are, and how its programs are run. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
/** COOKIE_WARDEN_BUILD names another build folder than build/release. */
export const build = path.resolve(root, process.env.COOKIE_WARDEN_BUILD ?? 'build/release');
export const hostProgram = path.join(build, 'bin/cookie-warden-host');
const commandLine = path.join(build, 'bin/cookie-warden');

export const identity = JSON.parse(
  fs.readFileSync(path.join(root, 'extension/identity.json'), 'utf8'),
);

/** Folder of the built extension for 'chromium' or 'firefox'. */
export const extensionFolder = (family) => path.join(build, 'extension', family);

/** The text of a host manifest, from the same template that the installer uses. */
export function hostManifest(family, program) {
  const template = fs.readFileSync(path.join(root, `manifests/${family}.json.in`), 'utf8');
  return template
    .replaceAll('@HOST_NAME@', identity.hostName)
    .replaceAll('@HOST_PATH@', program)
    .replaceAll('@CHROMIUM_ID@', identity.chromiumId)
    .replaceAll('@FIREFOX_ID@', identity.firefoxId);
}

/**
 * Runs the command line `cookie-warden` on the data folder `home`.
 * Returns its exit code and what it printed.
 */
export async function cookieWarden(home, ...words) {
  const env = { ...process.env, COOKIE_WARDEN_HOME: home };
  try {
    const { stdout } = await promisify(execFile)(commandLine, words, {
      env,
      maxBuffer: 256 * 1024 * 1024,
    });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    if (typeof error.code !== 'number') throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

/** The rows of the log, oldest first; none while there is no log. */
export async function readLog(home, ...words) {
  if (!fs.existsSync(path.join(home, 'decisions.db'))) return [];
  const { code, stdout, stderr } = await cookieWarden(
    home,
    'log',
    '--json',
    '--limit',
    '1000000',
    ...words,
  );
  if (code !== 0 && stderr) throw new Error(`cookie-warden log: ${stderr}`);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .reverse();
}
