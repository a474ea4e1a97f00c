import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchChromium } from '../test/browser/chromium.ts';

/**
 * Takes the pictures of the README from a real run: what `npm start` prints, and a mailbox as it looks. Writes them into
 * docs/images.
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

const printed = await runCampaign();
const browser = await launchChromium();
try {
  const terminal = await browser.newPage({ viewport: { width: 1000, height: 620 }, deviceScaleFactor: 1 });
  await terminal.setContent(terminalPage(printed.text));
  await terminal.locator('pre').screenshot({ path: new URL('start.png', images).pathname });
  const mailbox = await browser.newPage({ viewport: { width: 1000, height: 900 }, deviceScaleFactor: 1 });
  await mailbox.goto(`${printed.mailboxes}?show=linked`);
  await mailbox.screenshot({ path: new URL('mailboxes.png', images).pathname });
  await mailbox.getByText("Beatrice O'Connor").first().click();
  await sleep(500);
  await mailbox.screenshot({ path: new URL('mailbox.png', images).pathname });
} finally {
  await browser.close();
  printed.stop();
}

/** Runs a campaign to its end; the mailboxes stay until `stop`. */
async function runCampaign() {
  const args = ['local/start.ts', '--speed', 'max'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, FORCE_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  while (!text.includes('Still serving')) {
    if (child.exitCode !== null) throw new Error(`The campaign ended with ${child.exitCode}:\n${text}`);
    await sleep(500);
  }
  return { text, mailboxes: /http:\S+\/mailbox/.exec(text)![0], stop: () => child.kill('SIGINT') };
}

function terminalPage(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const spans = escaped.replace(colorCode, (_, code: string) =>
    colors[code] ? `<span style="${colors[code]}">` : '</span>',
  );
  return `<style>body{margin:0;background:#0d1117}pre{margin:0;padding:20px;width:960px;white-space:pre-wrap;color:#e6edf3;font:13px/1.35 ui-monospace,"DejaVu Sans Mono",monospace}</style><pre>$ npm start\n${spans}</pre>`;
}
