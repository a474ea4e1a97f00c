import type { WriteOrder } from '../../ports/write-order.ts';
import { fromVersion } from './journey-rows.ts';

/** ETags are made of the time at which the service wrote the row, to the tenth of a microsecond. */
const timeInEtag = /^W\/"datetime'([^'"]+)'"$/;

/** The service's clock and ours may differ, and those of two of its servers. */
const clocksDifferByMs = 120_000;

/** The order of writes by the time that the service gave them. */
export const tableWriteOrder: WriteOrder = {
  of(version) {
    const { etag, writeIds } = fromVersion(version);
    const [, time] = timeInEtag.exec(etag ?? '') ?? [];
    return time === undefined || writeIds.length === 0 ? undefined : decodeURIComponent(time);
  },
  before: (at) => new Date(at.getTime() - clocksDifferByMs).toISOString(),
};
