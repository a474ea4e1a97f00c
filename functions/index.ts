/** Registers every function: the bundle's entry point, and what the local host loads. */
import './health.http.ts';
import './launch-wave.http.ts';
import './plan-campaign.timer.ts';
import './reconcile-claims.timer.ts';
import './record-delivery-report.queue.ts';
import './refresh-page.queue.ts';
import './refresh-registrations.timer.ts';
import './release-messages.timer.ts';
import './send-message.queue.ts';
import './show-wave.http.ts';
import './watch-registrations.timer.ts';
