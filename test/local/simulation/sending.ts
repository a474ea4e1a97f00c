import { z } from 'zod';
import type { Simulation } from '../../../local/simulation/simulation.ts';

export interface TestMail {
  readonly to: string;
  readonly operationId: string;
  readonly subject: string;
  readonly plainText: string;
  readonly html?: string;
  readonly headers?: Record<string, string>;
}

export const NUDGE = {
  subject: 'Be ready for a forgotten password',
  plainText: 'Type aka.ms/ssprsetup in your browser and register two minutes of security info.',
};
export const REMINDER = { subject: 'Still time to register', plainText: 'Type aka.ms/ssprsetup in your browser.' };
export const SSPR_LINK = {
  subject: 'You are all set',
  plainText: 'If you ever forget your password, type aka.ms/sspr. To change your info: aka.ms/ssprsetup.',
};

/** Asks the simulated service to send a mail, with as little as its protocol takes. */
export function postMail(simulation: Pick<Simulation, 'origin'>, mail: TestMail): Promise<Response> {
  return fetch(`${simulation.origin}/emails:send?api-version=2025-09-01`, {
    method: 'POST',
    headers: {
      authorization: 'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=c2lnbmVk',
      'content-type': 'application/json',
      'operation-id': mail.operationId,
    },
    body: JSON.stringify({
      senderAddress: 'donotreply@contoso.com',
      content: { subject: mail.subject, plainText: mail.plainText, html: mail.html },
      recipients: { to: [{ address: mail.to }] },
      headers: mail.headers,
    }),
  });
}

const recordSchema = z.record(z.string(), z.unknown());
const graphBodySchema = z.looseObject({
  value: z.array(recordSchema).default([]),
  '@odata.nextLink': z.string().optional(),
  error: z.object({ code: z.string(), message: z.string(), innerError: recordSchema }).optional(),
});

/** Reads a Graph resource or collection page as the application would. */
export async function getGraph(simulation: Simulation, path: string) {
  const url = path.startsWith('http') ? path : `${simulation.origin}/v1.0${path}`;
  const response = await fetch(url, { headers: { authorization: 'Bearer local' } });
  return { status: response.status, body: graphBodySchema.parse(await response.json()), headers: response.headers };
}

/** The JSON object that a response carries. */
export async function readObject(response: Response | Promise<Response>): Promise<Record<string, unknown>> {
  return recordSchema.parse(await (await response).json());
}

/** Every page of a collection. */
export async function getAll(simulation: Simulation, path: string): Promise<Record<string, unknown>[]> {
  const { status, body } = await getGraph(simulation, path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body.error)}`);
  const next = body['@odata.nextLink'];
  return next === undefined ? body.value : [...body.value, ...(await getAll(simulation, next))];
}
