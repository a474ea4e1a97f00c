import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import type { AdminHost } from '../admin-api/admin-host.ts';

/** How somebody looks at the page. */
export interface Screen {
  readonly width: number;
  readonly isScripted: boolean;
}

const sticksOut = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Somebody at a browser who types one address and then clicks. Clicks and requests are counted, and how pages fit. */
export class ClickingSession implements AsyncDisposable {
  readonly page: Page;
  readonly urls: string[] = [];
  /** Pages that were wider than the screen. */
  readonly tooWide: string[] = [];
  readonly complaints: string[] = [];
  clicks = 0;
  readonly #context: BrowserContext;
  readonly #origin: string;

  private constructor(context: BrowserContext, page: Page, origin: string) {
    [this.#context, this.page, this.#origin] = [context, page, origin];
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => this.urls.push(`${request.method()} ${request.url()}`));
    page.on('console', (message) => this.complaints.push(message.text()));
  }

  static async open(browser: Browser, { simulation }: AdminHost, screen: Screen): Promise<ClickingSession> {
    const { width, isScripted } = screen;
    const viewport = { width, height: width > 800 ? 800 : 844 };
    const context = await browser.newContext({ javaScriptEnabled: isScripted, viewport });
    return new ClickingSession(context, await context.newPage(), simulation.origin);
  }

  /** The one address that is typed. */
  async type(path: string): Promise<void> {
    await this.page.goto(`${this.#origin}${path}`);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.#click(() => this.page.getByRole('button', { name }).click());
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.#click(() => this.page.getByRole('link', { name }).first().click());
  }

  async back(): Promise<void> {
    await this.#click(() => this.page.goBack());
  }

  async fill(label: string | RegExp, value: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(value);
  }

  async download(link: string | RegExp): Promise<Download> {
    const started = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: link }).first().click();
    this.clicks++;
    return started;
  }

  /** Leaves whoever is signed in for somebody else. */
  async signInAs(words: RegExp): Promise<void> {
    await this.#click(() => this.page.locator('p', { hasText: words }).getByRole('button').first().click());
  }

  title(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  async #click(act: () => Promise<unknown>): Promise<void> {
    this.clicks++;
    await act();
    const url = this.page.url();
    // A mail has a width of its own.
    if (!/preview/.test(url) && (await this.page.evaluate(sticksOut)) !== 0) this.tooWide.push(url);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#context.close();
  }
}
