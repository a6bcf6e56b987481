// What the tests of the pages share: a real `lapor serve` on a folder of invented reports, with a simulated clock, and a
// real Chromium. Nothing here waits for time to pass: tests wait for what they expect to see.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const packages = join(source, 'web', 'node_modules');
const program = process.env.LAPOR_PROGRAM ?? join(source, 'build', 'tools', 'lapor');
const pages = process.env.LAPOR_WEB ?? join(source, 'build', 'web');
const shots = process.env.LAPOR_SCREENSHOTS ?? join(source, 'build', 'screenshots');

const { chromium } = await import(pathToFileURL(join(packages, 'playwright-core', 'index.mjs')).href);
const axeSource = await readFile(join(packages, 'axe-core', 'axe.min.js'), 'utf8');

/** Where the invented history ends and the simulated clock begins: a Friday morning. */
export const start = '2026-11-20T09:00:00+07:00';
const seedReports = 600;
const seedDays = 60;

/** Sizes at which everything must work: a small phone and a desk. */
export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/** Fills a folder with invented reports and accounts; the same every time. */
async function invent(folder) {
  const { status, stderr } = spawnSync(
    program,
    ['demo', '--data', folder, '--reports', String(seedReports), '--days', String(seedDays), '--until', start],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`lapor demo ended with ${status}: ${stderr}`);
}

/** A running server with its own data; `stop` ends it and deletes the data. */
export class Server {
  static async start({ settings } = {}) {
    const server = new Server();
    server.home = await mkdtemp(join(tmpdir(), 'lapor-pages-'));
    server.data = join(server.home, 'data');
    await invent(server.data);
    server.accounts = JSON.parse(await readFile(join(server.data, 'accounts.json'), 'utf8'));
    await server.run(settings);
    server.tokens = JSON.parse(await readFile(join(server.data, 'tokens.json'), 'utf8'));
    return server;
  }

  async run(settings, listen = '127.0.0.1:0') {
    const options = ['serve', '--data', this.data, '--listen', listen, '--dev-tokens', '--web', pages, '--clock', `simulated:${start}`];
    if (settings) options.push('--config', settings);
    this.process = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.log = '';
    this.process.stderr.on('data', (bytes) => (this.log += bytes));
    this.url = await this.addressOf(this.process);
  }

  addressOf(process) {
    return new Promise((resolve, reject) => {
      createInterface(process.stdout).on('line', (line) => {
        const address = line.match(/listening on (http\S+)/)?.[1];
        if (address) resolve(address);
      });
      process.once('exit', (status) => reject(new Error(`lapor serve ended with ${status}: ${this.log}`)));
    });
  }

  /** Ends the process as an operator would; the data stay. */
  async halt(signal = 'SIGTERM') {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await ended;
  }

  /** Goes on with the same data, at the same address. */
  async resume(settings) {
    await this.run(settings, new URL(this.url).host);
  }

  async stop() {
    if (this.process.exitCode === null) await this.halt();
    await rm(this.home, { recursive: true, force: true });
  }

  /** An exchange with the API by a role's token, to prepare what a test begins with. */
  async ask(method, path, { token, receipt, body, headers = {} } = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...headers,
        ...(token ? { Authorization: `Bearer ${this.tokens[token] ?? token}` } : {}),
        ...(receipt ? { 'Lapor-Receipt': receipt } : {}),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Moves the clock through everything that falls due until then. */
  advance(instant) {
    return this.ask('POST', '/v1/clock', { token: 'national_admin', body: { advance_to: instant } });
  }

  /** The invented account with this role; the first one when several have it. */
  account(role) {
    const found = this.accounts.find((each) => each.role === role);
    if (!found) throw new Error(`the demonstration has no account with the role ${role}`);
    return found;
  }
}

/** One browser for a file of tests. */
export async function launch() {
  return chromium.launch({
    executablePath: process.env.LAPOR_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run', '--disable-dev-shm-usage',
    ],
  });
}

/** A visitor: a browser context with one page that remembers what went wrong in it. */
export class Visitor {
  static async come(browser, server, { size = desk, theme = 'light', english = false, script = true, worker = false } = {}) {
    const visitor = new Visitor();
    visitor.server = server;
    visitor.english = english;
    visitor.context = await browser.newContext({
      viewport: size,
      colorScheme: theme,
      locale: english ? 'en-GB' : 'id-ID',
      timezoneId: 'Asia/Jakarta',
      javaScriptEnabled: script,
      serviceWorkers: worker ? 'allow' : 'block',
      permissions: script ? ['clipboard-read', 'clipboard-write'] : [],
      acceptDownloads: true,
    });
    visitor.page = await visitor.context.newPage();
    visitor.page.setDefaultTimeout(15_000);
    visitor.faults = [];
    visitor.watch(visitor.page);
    return visitor;
  }

  /** Errors of scripts, refusals by the Content-Security-Policy, and requests to anybody but our server. */
  watch(page) {
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) this.faults.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.server.url) && !/^(blob|data):/.test(url)) this.faults.push(`asked somebody else: ${url}`);
    });
  }

  path(bare) {
    if (!this.english) return bare;
    return bare === '/' ? '/en' : `/en${bare}`;
  }

  /** Opens a page by its bare path and waits until its heading is there and nothing is being loaded. */
  async open(bare) {
    const response = await this.page.goto(this.server.url + this.path(bare));
    await this.settled();
    return response;
  }

  /** Nothing on the page says that it is being loaded. */
  async settled() {
    await this.page.waitForFunction(() => {
      const heading = document.querySelector('main h1, main h2');
      return heading !== null && document.querySelector('main .skeleton') === null && document.querySelector('main [aria-busy="true"]') === null;
    });
  }

  /** Signs in through the form, as people do. */
  async signIn(role) {
    const { address, password } = this.server.account(role);
    await this.open('/sign-in');
    await this.page.getByLabel(this.english ? /e-mail|address/i : /surel|e-mail|alamat/i).first().fill(address);
    await this.page.getByLabel(this.english ? /^password/i : /^kata sandi/i).first().fill(password);
    await this.page.locator('main form').getByRole('button', { name: this.english ? /^sign in$/i : /^masuk$/i }).click();
    await this.page.getByRole('button', { name: this.english ? 'Sign out' : 'Keluar' }).waitFor();
  }

  /** What axe-core finds against WCAG 2.2 A and AA and its own best practices of structure. */
  async axe() {
    await this.page.evaluate(axeSource);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    );
    return violations.map((each) => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`);
  }

  /** How many CSS pixels the page is wider than its window. */
  async overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** For people to look at: build/screenshots/NAME.png. */
  async shoot(name, { whole = true } = {}) {
    await mkdir(shots, { recursive: true });
    await this.page.screenshot({ path: join(shots, `${name}.png`), fullPage: whole, animations: 'disabled' });
  }

  async leave() {
    await this.context.close();
  }
}
