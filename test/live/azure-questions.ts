import { jsonOf, statusOf, type LiveWorld } from './live-world.ts';
import { inWords, type Finding, type Question } from './question.ts';

async function readRuntimes(world: LiveWorld): Promise<Finding> {
  const args = ['functionapp', 'list-flexconsumption-runtimes', '--location', world.region, '--runtime', 'node'];
  const text = await world.az([...args, '--output', 'json']);
  const versions = [...text.matchAll(/"version":\s*"([\d.]+)"/g)].map(([, version]) => version!);
  const names = [...new Set(versions)].toSorted();
  return {
    seen: [`Node.js on Flex Consumption: ${names.join(', ') || 'none'}`],
    answer: names.some((name) => name.startsWith('24'))
      ? 'The default of the template holds.'
      : 'Take NODE_VERSION 22.',
  };
}

/** A store that one instance keeps for itself is seen as sign-ins that are lost here and there. */
async function useSession(world: LiveWorld): Promise<Finding> {
  const statuses: number[] = [];
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.page('/.auth/me')));
    statuses.push(...answers.map(({ status }) => status));
  }
  const lost = statuses.filter((status) => status === 401).length;
  return {
    seen: [`of 200 requests, 20 at a time: ${lost} were not signed in`],
    answer: lost === 0 ? 'No sign-in was lost.' : 'The store of sessions is not shared: use the API with a token.',
  };
}

async function refreshSession(world: LiveWorld): Promise<Finding> {
  const before = await expiry(world);
  const refreshed = await world.page('/.auth/refresh');
  const after = await expiry(world);
  if (before === undefined || after === undefined)
    return {
      seen: [`refresh: ${statusOf(refreshed)}`],
      answer: 'The session could not be read: is the cookie a new one?',
    };
  return {
    seen: [
      `the ID token lives for another ${inWords(before.getTime() - world.now().getTime())}`,
      `refresh: ${refreshed.status}; afterwards for another ${inWords(after.getTime() - world.now().getTime())}`,
    ],
    answer: after > before ? 'A refresh brings a new token.' : 'A refresh brings none: sign in again when it is over.',
  };
}

async function expiry(world: LiveWorld): Promise<Date | undefined> {
  const body = jsonOf(await world.page('/.auth/me'));
  const [session] = Array.isArray(body) ? (body as { id_token?: string }[]) : [];
  const [, payload] = session?.id_token?.split('.') ?? [];
  if (payload === undefined) return undefined;
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  return new Date(exp * 1_000);
}

export const azureQuestions: readonly Question[] = [
  { id: 'azure-1', asks: 'Is Node.js 24 offered in the region?', needs: ['az'], ask: readRuntimes },
  {
    id: 'azure-2',
    asks: 'Does a sign-in hold over several instances of the app?',
    needs: ['session'],
    ask: useSession,
  },
  {
    id: 'azure-3',
    asks: 'How long does the page’s ID token live, and what does a refresh do?',
    needs: ['session'],
    ask: refreshSession,
  },
];
