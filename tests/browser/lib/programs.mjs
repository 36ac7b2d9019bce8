// SPDX-License-Identifier: MPL-2.0
import fs from 'node:fs';
import path from 'node:path';

const names = {
  chromium: ['chromium', 'chromium-browser'],
  firefox: ['firefox-esr', 'firefox'],
};

/** Full path of the browser; the variables CHROMIUM and FIREFOX name another one. */
export function findProgram(family) {
  const chosen = process.env[family.toUpperCase()];
  if (chosen) return chosen;
  for (const name of names[family]) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  }
  throw new Error(`${names[family][0]} is not installed: installer/setup.sh installs it`);
}
