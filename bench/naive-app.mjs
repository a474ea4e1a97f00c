/** Every package that the app ships, loaded at the start from node_modules. */
import '@azure/communication-email';
import '@azure/data-tables';
import '@azure/functions';
import '@azure/identity';
import '@azure/storage-queue';
import '@formatjs/intl-localematcher';
import '@microsoft/microsoft-graph-client';
import 'csv-stringify/sync';
import 'date-holidays';
import 'jose';
import 'temporal-polyfill';
import 'uuid';
import 'zod';
