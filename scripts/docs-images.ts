import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchChromium } from '../test/browser/chromium.ts';

/**
 * Takes the pictures of the README from a real run: what `npm start` prints, the dashboard and a mailbox as they look.
 * Writes them into docs/images. What is printed for a shell is left out: its one line is wider than a page.
 */
const images = new URL('../docs/images/', import.meta.url);
const colorCode = new RegExp(String.raw`${String.fromCharCode(27)}\[(\d+)m`, 'g');
const colors: Readonly<Record<string, string>> = {
  1: 'font-weight:bold',
  31: 'color:#ff7b72',
  32: 'color:#56d364',
  36: 'color:#79c0ff',
  90: 'color:#8b949e',
};

const args = ['local/start.ts', '--speed', 'max'];
const campaign = spawn(process.execPath, args, {
  env: { ...process.env, FORCE_COLOR: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await launchChromium();
try {
  const printed = await runOut();
  const terminal = await browser.newPage({ viewport: { width: 1000, height: 620 }, deviceScaleFactor: 1 });
  await terminal.setContent(terminalPage(printed.text));
  await terminal.locator('pre').screenshot({ path: new URL('start.png', images).pathname });
  const dashboard = await browser.newPage({ viewport: { width: 1000, height: 1395 }, deviceScaleFactor: 1 });
  await dashboard.goto(printed.dashboard);
  await dashboard.getByRole('link', { name: 'Sign in' }).click();
  await dashboard.locator('p', { hasText: 'operator: may' }).getByRole('button').click();
  await dashboard.screenshot({ path: new URL('dashboard.png', images).pathname });
  const mailbox = await browser.newPage({ viewport: { width: 1000, height: 900 }, deviceScaleFactor: 1 });
  await mailbox.goto(`${printed.mailboxes}?show=linked`);
  await mailbox.screenshot({ path: new URL('mailboxes.png', images).pathname });
  await mailbox.getByText("Beatrice O'Connor").first().click();
  await sleep(500);
  await mailbox.screenshot({ path: new URL('mailbox.png', images).pathname });
} finally {
  campaign.kill('SIGINT');
  await browser.close();
}

/** Waits for the campaign to have run out; page and mailboxes stay until it is ended. */
async function runOut() {
  let text = '';
  campaign.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  while (!text.includes('Still serving')) {
    if (campaign.exitCode !== null) throw new Error(`The campaign ended with ${campaign.exitCode}:\n${text}`);
    await sleep(500);
  }
  const plain = text.replace(colorCode, '');
  return {
    text: withoutCommands(text),
    mailboxes: /http:\S+\/mailbox/.exec(plain)![0],
    dashboard: /http:\S+\/api\/dashboard/.exec(plain)![0],
  };
}

function withoutCommands(text: string): string {
  const lines = text.split('\n');
  return lines.filter((line) => !/^ {2}The field staff are|^ {4}wave=/.test(line)).join('\n');
}

function terminalPage(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const spans = escaped.replace(colorCode, (_, code: string) =>
    colors[code] ? `<span style="${colors[code]}">` : '</span>',
  );
  return `<style>body{margin:0;background:#0d1117}pre{margin:0;padding:20px;width:960px;white-space:pre-wrap;color:#e6edf3;font:13px/1.35 ui-monospace,"DejaVu Sans Mono",monospace}</style><pre>$ npm start\n${spans}</pre>`;
}
