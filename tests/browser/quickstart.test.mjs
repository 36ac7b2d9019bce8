// SPDX-License-Identifier: MPL-2.0
/** README's first command, as a newcomer runs it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { tested } from './lib/fixture.mjs';
import { root } from './lib/project.mjs';
import { until } from './lib/wait.mjs';

/** Runs it with a home and a temporary folder of its own; `output` grows. */
function start(context, family) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cookie-warden-quickstart-'));
  const [home, temporary] = ['home', 'tmp'].map((name) => path.join(folder, name));
  for (const made of [home, temporary]) fs.mkdirSync(made);
  const { DISPLAY, WAYLAND_DISPLAY, XDG_CACHE_HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, ...rest } =
    process.env;
  const child = spawn('installer/quickstart.sh', ['--browser', family], {
    cwd: root,
    env: { ...rest, HOME: home, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const run = { child, folder, home, temporary, output: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (run.output += text));
  run.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  context.after(() => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return run;
}

/** Processes that were started with the folder in their environment. */
function processesOf(folder) {
  return fs.readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && fs.readFileSync(`/proc/${pid}/environ`).includes(folder);
    } catch {
      return false;
    }
  });
}

async function assertNothingIsLeft({ folder, home, temporary }) {
  await until('the end of every process', () => processesOf(folder).length === 0, { seconds: 10 });
  assert.deepEqual(fs.readdirSync(temporary), []);
  assert.deepEqual(fs.readdirSync(home), []);
}

for (const family of tested) {
  test(
    `${family}: the quickstart shows the main job and leaves nothing behind`,
    { timeout: 300_000 },
    async (context) => {
      const run = start(context, family);
      assert.equal(await run.ended, 0, run.output);
      assert.match(run.output, /kept +sessionid +www\.odwb\.be +necessary, site policy odwb\.be/);
      assert.match(run.output, /rejected +IDE +\.doubleclick\.net +marketing, third party/);
      assert.match(run.output, /18 decisions: 4 kept, 14 rejected\n.*14 removed\n/);
      assert.match(run.output, /Left in the browser: 4 cookies\n/);
      assert.match(run.output, /cookie-warden install/);
      await assertNothingIsLeft(run);
    },
  );

  test(
    `${family}: Ctrl-C ends the quickstart and leaves nothing behind`,
    { timeout: 300_000 },
    async (context) => {
      const run = start(context, family);
      await until(
        'starting the browser',
        () => run.output.includes('Starting') && processesOf(run.folder).length > 5,
        {
          seconds: 120,
          describe: () => run.output,
        },
      );
      // As a terminal does: to everything in the foreground.
      process.kill(-run.child.pid, 'SIGINT');
      assert.equal(await run.ended, 130, run.output);
      await assertNothingIsLeft(run);
    },
  );
}
