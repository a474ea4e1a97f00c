import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/** Starts the Chromium that comes from npm. No browser and no system library has to be installed for it. */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  try {
    return await chromium.launch({ executablePath, args });
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    // A bare machine, such as a container image, lacks NSS and the like: the package carries them for such a case.
    const env = { ...environment(), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return chromium.launch({ executablePath, args, env });
  }
}

/**
 * The folder with the unpacked browser. Unpacking happens aside and the result is moved into place in one step,
 * because several test files may start at the same moment and the package takes a half-written file for a whole one.
 */
async function unpackedChromium(): Promise<string> {
  const folder = join(tmpdir(), `chromium-${await packageVersion()}-unpacked`);
  if (existsSync(folder)) return folder;

  const aside = await mkdtemp(join(tmpdir(), 'chromium-unpacking-'));
  await unpackInto(aside);
  try {
    await rename(aside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    await rm(aside, { recursive: true });
  }
  return folder;
}

/** The package decides by two environment variables where it unpacks, and whether its libraries come along. */
async function unpackInto(folder: string): Promise<void> {
  const before = { ...process.env };
  await mkdir(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest: unknown = JSON.parse(await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8'));
  return String((manifest as { version: unknown }).version);
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
