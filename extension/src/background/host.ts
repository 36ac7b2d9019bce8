// SPDX-License-Identifier: MPL-2.0
/** The line to the native host: one port, hello first, one reply to each request. */
import { HOST_NAME, PROTOCOL, type ErrorCode, type Reply, type Request } from '../messages';
import { isReply } from '../validate';

/** A request without a reply: Chromium drops a reply that is not JSON without a word. */
const TIMEOUT_MS = 10_000;
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 300_000;
/** How often a host that never answered is tried before the extension asks for help. */
const TRIES_IF_NEVER_REACHED = 3;

export type Hello = Extract<Reply, { type: 'hello' }>;
type Body<T extends Request['type']> = Omit<Extract<Request, { type: T }>, 'id' | 'type'>;
type ReplyTypes = {
  decide: 'decisions';
  hello: 'hello';
  site: 'site';
  log: 'log';
  preferences: 'preferences';
  learn: 'done' | 'learned';
  policy: 'policy';
  findings: 'findings';
};
export type ReplyTo<T extends Request['type']> = Extract<
  Reply,
  { type: T extends keyof ReplyTypes ? ReplyTypes[T] : 'done' }
>;

export type HostErrorCode = ErrorCode | 'disconnected' | 'timeout' | 'bad_reply';

export class HostError extends Error {
  constructor(
    readonly code: HostErrorCode,
    message: string,
    readonly hint = '',
  ) {
    super(message);
  }
  /** The line is gone, the request may be sent again on the next one. */
  get isLineFault(): boolean {
    return this.code === 'disconnected' || this.code === 'timeout';
  }
}

export type Connection =
  | { state: 'connecting' }
  | { state: 'connected'; hello: Hello }
  /** Will be tried again at `retryAt`, milliseconds since the Unix epoch. */
  | { state: 'waiting'; message: string; hint: string; code: HostErrorCode; retryAt: number }
  /** Never reached: not tried again until the next browser start or a person asks. */
  | { state: 'missing'; message: string };

export interface HostMemory {
  everReached(): Promise<boolean>;
  rememberReached(): Promise<void>;
  /** For this run of the browser, over the deaths of the worker. */
  hasGivenUp(): Promise<boolean>;
  setGivenUp(givenUp: boolean): Promise<void>;
}

interface Pending {
  resolve: (reply: Reply) => void;
  reject: (error: HostError) => void;
  timer: ReturnType<typeof setTimeout>;
}

export interface HostOptions {
  memory: HostMemory;
  extension: string;
  browser: () => Promise<string>;
  onConnected: (hello: Hello) => void;
  onMissing: () => void;
  onChange: () => void;
}

export class Host {
  connection: Connection = { state: 'connecting' };
  #port: chrome.runtime.Port | undefined;
  #pending = new Map<number, Pending>();
  #lastId = 0;
  #failures = 0;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: HostOptions) {}

  get isConnected(): boolean {
    return this.connection.state === 'connected';
  }

  /** Connects unless that is under way, is to wait, or was given up. */
  async start(): Promise<void> {
    if (this.#port || this.#busy || this.#timer) return;
    this.#busy = true;
    const { memory } = this.options;
    if (!(await memory.everReached()) && (await memory.hasGivenUp())) {
      this.#busy = false;
      this.#become({ state: 'missing', message: '' });
      return;
    }
    await this.#connect();
    this.#busy = false;
  }

  /** A person asks, or the browser starts: forget the waiting and try at once. */
  async startNow(): Promise<void> {
    if (this.#port || this.#busy) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#failures = 0;
    await this.options.memory.setGivenUp(false);
    await this.start();
  }

  async request<T extends Request['type']>(type: T, body: Body<T>): Promise<ReplyTo<T>> {
    if (!this.isConnected) throw new HostError('disconnected', 'The host is not connected');
    return (await this.#send(type, body)) as ReplyTo<T>;
  }

  /** Greets again: policies and preferences may have changed. */
  async greet(): Promise<Hello> {
    const hello = (await this.#send('hello', await this.#greeting())) as Hello;
    if (this.isConnected) this.#become({ state: 'connected', hello });
    return hello;
  }

  async #greeting(): Promise<Body<'hello'>> {
    const { extension, browser } = this.options;
    return { protocol: PROTOCOL, extension, browser: await browser() };
  }

  #send<T extends Request['type']>(type: T, body: Body<T>): Promise<Reply> {
    const port = this.#port;
    if (!port) return Promise.reject(new HostError('disconnected', 'The host is not connected'));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#drop(port, new HostError('timeout', `The host did not answer in ${TIMEOUT_MS} ms`));
      }, TIMEOUT_MS);
      this.#pending.set(id, { resolve, reject, timer });
      try {
        port.postMessage({ type, id, ...body });
      } catch (error) {
        this.#drop(port, new HostError('disconnected', String(error)));
      }
    });
  }

  async #connect(): Promise<void> {
    this.#become({ state: 'connecting' });
    try {
      const port = (this.#port = chrome.runtime.connectNative(HOST_NAME));
      port.onMessage.addListener((message: unknown) => this.#receive(port, message));
      port.onDisconnect.addListener(() => {
        const fault = (port as { error?: { message?: string } }).error ?? chrome.runtime.lastError;
        this.#drop(port, new HostError('disconnected', fault?.message ?? 'The host has ended'));
      });
      const hello = await this.greet();
      this.#failures = 0;
      await this.options.memory.rememberReached();
      if (this.#port !== port) return;
      this.#become({ state: 'connected', hello });
      this.options.onConnected(hello);
    } catch (error) {
      const fault =
        error instanceof HostError ? error : new HostError('disconnected', String(error));
      if (this.#port) this.#drop(this.#port, fault, true);
      // A refusal is an answer too: the host is there, if only of another version.
      if (!fault.isLineFault) await this.options.memory.rememberReached();
      await this.#failed(fault);
    }
  }

  #receive(port: chrome.runtime.Port, message: unknown): void {
    if (port !== this.#port) return;
    if (!isReply(message)) {
      this.#drop(port, new HostError('bad_reply', 'The host sent a message of an unknown form'));
      return;
    }
    const pending = message.id === null ? undefined : this.#pending.get(message.id);
    if (!pending) {
      if (message.type === 'error') this.#drop(port, errorOf(message));
      return;
    }
    this.#pending.delete(message.id as number);
    clearTimeout(pending.timer);
    if (message.type === 'error') pending.reject(errorOf(message));
    else pending.resolve(message);
  }

  #drop(port: chrome.runtime.Port, error: HostError, quietly = false): void {
    if (port !== this.#port) return;
    this.#port = undefined;
    port.disconnect();
    const wasConnected = this.isConnected;
    if (wasConnected) this.connection = { state: 'connecting' };
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(error);
    }
    this.#pending.clear();
    if (wasConnected && !quietly) void this.#failed(error);
  }

  async #failed(error: HostError): Promise<void> {
    const { memory } = this.options;
    this.#failures++;
    if (!(await memory.everReached()) && this.#failures >= TRIES_IF_NEVER_REACHED) {
      await memory.setGivenUp(true);
      this.#become({ state: 'missing', message: error.message });
      this.options.onMissing();
      return;
    }
    // Half of the delay is left to chance, so that several profiles do not come back in step.
    const full = Math.min(FIRST_DELAY_MS * 2 ** (this.#failures - 1), MAX_DELAY_MS);
    const delay = full / 2 + (Math.random() * full) / 2;
    const { message, hint, code } = error;
    this.#become({ state: 'waiting', message, hint, code, retryAt: Date.now() + delay });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.start();
    }, delay);
  }

  #become(connection: Connection): void {
    this.connection = connection;
    this.options.onChange();
  }
}

function errorOf(reply: Extract<Reply, { type: 'error' }>): HostError {
  return new HostError(reply.code, reply.message, reply.hint);
}
