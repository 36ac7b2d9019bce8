// SPDX-License-Identifier: MPL-2.0
// The real programs over real pipes, as a browser starts them.
import { spawn, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const bin = resolve(process.env.COOKIE_WARDEN_BIN ?? join(top, 'build/release/bin'));
export const identity = JSON.parse(readFileSync(join(top, 'extension/identity.json'), 'utf8'));
export const chromiumArguments = [`chrome-extension://${identity.chromiumId}/`];
export const firefoxArguments = [
  `/usr/lib/mozilla/native-messaging-hosts/${identity.hostName}.json`,
  identity.firefoxId,
];
export const MAX_FRAME_BYTES = 1024 * 1024;
/** Browsers kill a host two seconds after they closed its pipes; ours is gone long before. */
export const EXIT_MS = 500;

assert.ok(existsSync(join(bin, 'cookie-warden-host')), `build the host first: ${bin}`);

/** A data folder's parent that goes with the test. */
export function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'cookie-warden-test-'));
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function frame(message) {
  const text = Buffer.isBuffer(message) ? message : Buffer.from(JSON.stringify(message));
  return Buffer.concat([lengthBytes(text.length), text]);
}

/** A frame's length; this machine's byte order is the browsers' too. */
export function lengthBytes(length) {
  const bytes = Buffer.alloc(4);
  const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  if (littleEndian) bytes.writeUInt32LE(length);
  else bytes.writeUInt32BE(length);
  return bytes;
}

export const hello = (more = {}) => ({
  type: 'hello',
  id: 1,
  protocol: 1,
  extension: '1.0.0',
  browser: 'Chromium/156',
  ...more,
});

let number = 0;
export function event(more = {}, cookie = {}) {
  number += 1;
  return {
    uid: `${process.pid}-${number}`,
    at: 1795430400000 + number,
    private: false,
    topLevelSite: 'https://www.odwb.be',
    ...more,
    cookie: {
      name: '_ga',
      domain: '.odwb.be',
      hostOnly: false,
      path: '/',
      secure: true,
      httpOnly: false,
      sameSite: 'lax',
      session: false,
      expirationDate: 1830000000.5,
      storeId: '0',
      ...cookie,
    },
  };
}

export const decide = (id, ...events) => ({ type: 'decide', id, events });

export class Host {
  #replies = [];
  #waiting = [];
  #bytes = Buffer.alloc(0);
  #id = 100;
  stderr = '';

  constructor(home, { argv = chromiumArguments, command, reading = true, ...options } = {}) {
    const [program, ...first] = command ?? [join(bin, 'cookie-warden-host')];
    this.process = spawn(program, [...first, ...argv], {
      env: { ...process.env, COOKIE_WARDEN_HOME: home },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...options,
    });
    this.process.stdin.on('error', () => {}); // The host is gone: the test sees its exit.
    this.process.stderr.on('data', (data) => (this.stderr += data));
    if (reading) this.read();
    this.exit = new Promise((done, failed) => {
      this.process.on('error', failed);
      this.process.on('close', (code, signal) => {
        for (const waiting of this.#waiting.splice(0)) waiting.failed(new Error(this.stderr));
        done({ code, signal, rest: this.#bytes, unasked: this.#replies });
      });
    });
  }

  read() {
    this.process.stdout.on('data', (data) => this.#take(data));
  }

  #take(data) {
    this.#bytes = Buffer.concat([this.#bytes, data]);
    while (this.#bytes.length >= 4) {
      const length = this.#bytes.readUInt32LE();
      if (this.#bytes.length < 4 + length) return;
      const reply = JSON.parse(this.#bytes.subarray(4, 4 + length).toString());
      this.#bytes = this.#bytes.subarray(4 + length);
      const waiting = this.#waiting.shift();
      if (waiting) waiting.done(reply);
      else this.#replies.push(reply);
    }
  }

  write(bytes) {
    this.process.stdin.write(bytes);
  }

  reply() {
    const reply = this.#replies.shift();
    if (reply) return Promise.resolve(reply);
    return new Promise((done, failed) => this.#waiting.push({ done, failed }));
  }

  /** Sends a message, with an id if it has none, and returns its reply. */
  async ask(message) {
    const sent = message.id === undefined ? { ...message, id: ++this.#id } : message;
    this.write(frame(sent));
    const reply = await this.reply();
    assert.equal(reply.id, sent.id, JSON.stringify(reply));
    return reply;
  }

  async decide(...events) {
    const reply = await this.ask({ type: 'decide', events });
    assert.equal(reply.type, 'decisions', JSON.stringify(reply));
    return reply.decisions;
  }

  /** Ends the input; returns how the host ended and after how many milliseconds. */
  async close() {
    const begin = performance.now();
    this.process.stdin.end();
    const exit = await this.exit;
    return { ...exit, ms: performance.now() - begin };
  }

  kill(signal) {
    this.process.kill(signal);
    return this.exit;
  }
}

/** A host that has said hello, and ends with the test. */
export async function startHost(t, home, options) {
  const host = new Host(home, options);
  t.after(() => host.kill('SIGKILL'));
  assert.equal((await host.ask(hello())).type, 'hello');
  return host;
}

/** Standard output of a command; an exit code other than 0 throws. */
export function cli(home, ...argv) {
  return execFileSync(join(bin, 'cookie-warden'), argv, {
    env: { ...process.env, COOKIE_WARDEN_HOME: home },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}

/** Rows of the log by the sqlite3 program, which knows nothing of Cookie Warden. */
export function sql(home, query) {
  const text = execFileSync('sqlite3', ['-json', join(home, 'decisions.db'), query], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return text === '' ? [] : JSON.parse(text);
}

export function assertIntact(home) {
  assert.deepEqual(sql(home, 'PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
  assert.deepEqual(sql(home, 'SELECT uid FROM decisions GROUP BY uid HAVING count(*) > 1'), []);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
