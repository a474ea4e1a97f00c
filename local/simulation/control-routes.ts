import { z } from 'zod';
import { type FaultRule, faultRuleSchema } from './faults.ts';
import { type Answer, json, parseJson, type Route, type SimulationRequest } from './http.ts';
import { PERSON_ACTIONS, type PersonAction } from './journal.ts';
import type { SimulationSummary } from './summary.ts';

export interface Control {
  readonly now: () => Date;
  readonly advanceTo: (to: Date) => Promise<void>;
  readonly summary: () => SimulationSummary;
  readonly setFaults: (rules: FaultRule[]) => void;
  /** False when there is no such person. */
  readonly act: (idOrUpn: string, action: PersonAction) => boolean;
  readonly rotateKeys: () => Promise<string>;
}

const clockSchema = z.strictObject({ to: z.iso.datetime({ offset: true }) });
const faultsSchema = z.union([z.array(faultRuleSchema), z.strictObject({ rules: z.array(faultRuleSchema) })]);

/** Time, faults, people and keys of the simulation, for its host and for tests. */
export function controlRoutes(control: Control): Route[] {
  return [
    local('GET /simulation/clock', () => json(200, { now: control.now().toISOString() })),
    local('POST /simulation/clock', (request) => advance(control, request)),
    local('GET /simulation/summary', () => json(200, control.summary())),
    local('POST /simulation/faults', (request) => setFaults(control, request)),
    local('POST /simulation/keys/rotate', async () => json(200, { kid: await control.rotateKeys() })),
    ...PERSON_ACTIONS.map((action) =>
      local(`POST /simulation/people/{id}/${action}`, ({ params }) => {
        const id = params['id'] ?? '';
        return control.act(id, action)
          ? json(200, { now: control.now().toISOString() })
          : refuse(404, `There is nobody called '${id}'.`);
      }),
    ),
  ];
}

function local(name: string, answer: Route['answer']): Route {
  return { name, area: 'local', answer };
}

async function advance(control: Control, { body }: SimulationRequest): Promise<Answer> {
  const parsed = clockSchema.safeParse(parseJson(body));
  if (!parsed.success) return refuse(400, `Expected {"to": "<instant>"}: ${z.prettifyError(parsed.error)}`);
  const to = new Date(parsed.data.to);
  if (to < control.now()) return refuse(409, `The clock stands at ${control.now().toISOString()} and never goes back.`);
  await control.advanceTo(to);
  return json(200, { now: control.now().toISOString() });
}

function setFaults(control: Control, { body }: SimulationRequest): Answer {
  const parsed = faultsSchema.safeParse(parseJson(body));
  if (!parsed.success) return refuse(400, `Expected a list of fault rules: ${z.prettifyError(parsed.error)}`);
  const rules = Array.isArray(parsed.data) ? parsed.data : parsed.data.rules;
  control.setFaults(rules);
  return json(200, { rules });
}

function refuse(status: number, message: string): Answer {
  return json(status, { error: { code: 'Refused', message } });
}
