import { readFile } from 'node:fs/promises';
import type { CampaignReading, CampaignSource } from '../../ports/campaign-source.ts';
import { isSafeTransport } from '../../config/loopback.ts';
import { connectHttp } from '../http/connect-http.ts';

export interface CampaignSourceOptions {
  /** `CAMPAIGN_DOCUMENT`: a path, or an https address (http on loopback only). */
  readonly location: string;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;
const nextStep = 'Point CAMPAIGN_DOCUMENT at your campaign document; campaign.example.json is one to start from.';

/** Reads the campaign document from a file or the web. An address's query is never repeated: it may be a signature. */
export function createCampaignSource({
  location,
  timeoutMs = defaultTimeoutMs,
}: CampaignSourceOptions): CampaignSource {
  return { read: () => (/^https?:/i.test(location) ? readAddress(location, timeoutMs) : readPath(location)) };
}

async function readPath(path: string): Promise<CampaignReading> {
  try {
    return parse(await readFile(path, 'utf8'), `The file ${path}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return refusal(`There is no file ${path} in ${process.cwd()}.`);
    return refusal(`The file ${path} cannot be read (${String(code)}).`);
  }
}

async function readAddress(address: string, timeoutMs: number): Promise<CampaignReading> {
  if (!URL.canParse(address) || !isSafeTransport(new URL(address))) {
    return refusal('CAMPAIGN_DOCUMENT is not an https address (http is for loopback addresses only).');
  }
  const { origin, pathname } = new URL(address);
  const name = `${origin}${pathname}`;
  try {
    const { status, bodyAsText = '' } = await connectHttp()(new URL(address), { timeoutMs });
    if (status === 200) return parse(bodyAsText ?? '', name);
    const isMoved = status >= 300 && status < 400;
    return refusal(`${name} answers ${status}.${isMoved ? ' Give the address that it leads to.' : ''}`);
  } catch (error) {
    const { name: kind } = error instanceof Error ? error : { name: 'Error' };
    return refusal(
      `${name} ${kind === 'TimeoutError' ? `does not answer within ${timeoutMs} ms` : 'cannot be reached'}.`,
    );
  }
}

function parse(text: string, name: string): CampaignReading {
  try {
    return { read: true, json: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return refusal(`${name} is not JSON: ${(error as SyntaxError).message}.`);
  }
}

const refusal = (what: string): CampaignReading => ({ read: false, because: `${what} ${nextStep}` });
