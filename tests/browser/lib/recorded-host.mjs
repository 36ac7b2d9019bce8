// SPDX-License-Identifier: MPL-2.0
/** The real host behind `tee`: what it replied stays on disk, and it can be killed. */
import fs from 'node:fs';
import path from 'node:path';
import { hostProgram } from './project.mjs';

// Replies go to RUN, the host's process id to RUN.pid.
const SCRIPT = `#!/bin/sh
run=$(mktemp "@FOLDER@/run.XXXXXX")
sh -c 'echo $$ >"$0"; exec "$@"' "$run.pid" "@HOST@" "$@" | tee "$run"
`;

/** `program` is what the browser starts as its host; the records are written into `folder`. */
export function recordedHost(folder) {
  const program = path.join(folder, 'recorded-host');
  const text = SCRIPT.replaceAll('@FOLDER@', folder).replaceAll('@HOST@', hostProgram);
  fs.writeFileSync(program, text, { mode: 0o755 });
  const runs = () => fs.readdirSync(folder).filter((name) => /^run\.\w+$/.test(name));
  return {
    program,
    starts: () => runs().length,
    /** Kills every host that runs, without a warning; returns how many there were. */
    kill() {
      const pids = runs().map((name) => readNumber(path.join(folder, `${name}.pid`)));
      return pids.filter((pid) => pid && isHost(pid) && killed(pid)).length;
    },
    /** Decisions that the host has replied, by uid. */
    acknowledged() {
      const decisions = new Map();
      for (const name of runs()) {
        for (const reply of framesIn(fs.readFileSync(path.join(folder, name)))) {
          for (const decision of reply.decisions ?? []) decisions.set(decision.uid, decision);
        }
      }
      return decisions;
    },
  };
}

const readNumber = (file) => (fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0);

/** The number may belong to another process by now. */
function isHost(pid) {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`) === fs.realpathSync(hostProgram);
  } catch {
    return false;
  }
}

function killed(pid) {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/** The last frame of a killed host may be cut short: the browser has not got it either. */
function* framesIn(bytes) {
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt32LE(at);
    if (end > bytes.length) return;
    yield JSON.parse(bytes.toString('utf8', at + 4, end));
    at = end;
  }
}
