/** What a service worker has and a page has not, as far as ours use it. */

export interface Worker {
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

export interface Page extends Worker {
  readonly id: string;
  readonly url: string;
  navigate(url: string): Promise<unknown>;
}

export interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface Asked extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface Told extends Extendable {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export interface Scope {
  readonly registration: {
    readonly scope: string;
    readonly installing: Worker | null;
    readonly waiting: Worker | null;
    unregister(): Promise<boolean>;
  };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled?: boolean }): Promise<Page[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listener: (event: Asked) => void): void;
  addEventListener(type: "message", listener: (event: Told) => void): void;
}

declare global {
  /** What the copy holds. The plugin writes it above the script when it builds the site. */
  const COPY: {
    readonly version: string;
    /** How big all of it is. */
    readonly bytes: number;
    /** Each file's path in the site and the start of its SHA-256; empty if hosts may rewrite it. */
    readonly files: Readonly<Record<string, string>>;
  };
}
