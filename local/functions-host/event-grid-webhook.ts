import { z } from 'zod';
import { findFunction } from './admin-endpoint.ts';
import type { AppDefinition } from './function-definition.ts';
import { jsonAnswer } from './http-exchange.ts';
import type { RequestHandler } from './http-functions.ts';
import type { Invoker } from './invocation.ts';
import { eventGridInput } from './trigger-input.ts';

const eventsSchema = z.union([z.array(z.looseObject({})), z.looseObject({}).transform((event) => [event])]);
const validationSchema = z.tuple([z.object({ data: z.object({ validationCode: z.string() }) })]);

/**
 * Event Grid's webhook, `POST /runtime/webhooks/EventGrid?functionName=NAME`: the handshake, and one run per event.
 *
 * https://learn.microsoft.com/azure/event-grid/receive-events
 */
export function eventGridWebhook(app: AppDefinition, invoker: Invoker): RequestHandler {
  return async ({ method, url, headers, body }) => {
    if (url.pathname.toLowerCase() !== '/runtime/webhooks/eventgrid' || method !== 'POST') return undefined;
    const definition = findFunction(app, url.searchParams.get('functionName') ?? '');
    if (!('trigger' in definition)) return definition;
    if (definition.trigger.kind !== 'eventGrid') return jsonAnswer(400, { error: 'its trigger is not Event Grid' });
    const events = readEvents(body.toString('utf8'));
    if (events === undefined) return jsonAnswer(400, { error: 'the body must be an event or an array of them' });

    if (headers['aeg-event-type'] === 'SubscriptionValidation') {
      const validation = validationSchema.safeParse(events);
      if (!validation.success) return jsonAnswer(400, { error: 'there is no validationCode' });
      return jsonAnswer(200, { validationResponse: validation.data[0].data.validationCode });
    }
    const results = await Promise.all(events.map((event) => invoker.invoke(definition, eventGridInput(event))));
    return { status: results.every((result) => result.succeeded) ? 202 : 500 };
  };
}

function readEvents(body: string): readonly unknown[] | undefined {
  try {
    return eventsSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
