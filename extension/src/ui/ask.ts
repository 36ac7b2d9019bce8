// SPDX-License-Identifier: MPL-2.0
/** Questions of the extension's pages to its background. */
import type {
  FoundFindings,
  Learned,
  LogPage,
  Overview,
  PageError,
  PageLook,
  PageRequest,
  Shown,
  Status,
} from '../internal';

const TRIES = 30;
const PAUSE_MS = 100;

interface Answers {
  overview: Overview;
  'look-at-page': PageLook;
  'learn-page': Learned;
  'show-policy': Shown;
  'log-page': LogPage;
  findings: FoundFindings;
}
type Answer<R extends PageRequest> = R['type'] extends keyof Answers ? Answers[R['type']] : Status;

/** What the background reports, and what to do about it. */
export class AskError extends Error {
  constructor({ error }: PageError) {
    super([error.message, error.hint].filter(Boolean).join('. '));
  }
}

/** Throws what the background reports; waits for one that is just being started. */
export async function ask<R extends PageRequest>(request: R): Promise<Answer<R>> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = (await chrome.runtime.sendMessage(request)) as Answer<R> | PageError;
      if ('error' in answer) throw new AskError(answer);
      return answer;
    } catch (error) {
      const isStarting = /Receiving end does not exist/.test(String(error));
      if (!isStarting || tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
