/**
 * The arrows of ARCHITECTURE.md, held by `npm run check`: who may import whom.
 * A concept folder is any folder of shared/ that is not one of the technical four.
 */
const CONCEPTS =
  '^shared/(campaign|registration|recipient|email|delivery|diagnosis|faults|tenant|preflight|prepopulation)/';
const SDKS = '^node_modules/(@azure|@microsoft)/';

/** Concept → the concepts it may know. */
const concepts = {
  faults: [],
  registration: [],
  recipient: ['registration', 'tenant'],
  delivery: ['recipient', 'registration', 'email'],
  email: ['recipient', 'registration'],
  campaign: ['registration', 'recipient', 'delivery', 'email', 'tenant', 'diagnosis'],
  diagnosis: ['registration', 'recipient', 'email', 'tenant'],
  tenant: [],
  prepopulation: ['registration', 'recipient'],
  preflight: ['registration', 'recipient', 'campaign', 'tenant'],
};

const conceptArrows = Object.entries(concepts).map(([concept, known]) => ({
  name: `${concept}-knows-only-${known.join('-and-') || 'itself'}`,
  comment: 'Concepts know each other one way; each may know faults, which knows none.',
  severity: 'error',
  from: { path: `^shared/${concept}/` },
  to: { path: CONCEPTS, pathNot: `^shared/(${[concept, 'faults', ...known].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...conceptArrows,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'concepts-are-pure',
      comment: 'Rules get time, ids and settings as arguments: no ports, adapters, use cases, settings or SDKs.',
      severity: 'error',
      from: { path: CONCEPTS },
      to: { path: ['^shared/(ports|adapters|use-cases|api|app)', SDKS, '^functions/', '^local/'] },
    },
    {
      name: 'use-cases-know-ports-not-adapters',
      severity: 'error',
      from: { path: '^shared/use-cases/' },
      to: { path: ['^shared/(adapters|api|app)', SDKS, '^functions/', '^local/'] },
    },
    {
      name: 'ports-are-promises-only',
      severity: 'error',
      from: { path: '^shared/ports/' },
      to: { path: ['^shared/(adapters|use-cases|preflight|api|app)', SDKS, '^functions/', '^local/'] },
    },
    {
      name: 'settings-know-concepts-only',
      comment: 'What the admin decides is read by the rules’ own types.',
      severity: 'error',
      from: { path: '^shared/config/' },
      to: { path: ['^shared/(ports|adapters|use-cases|preflight|api|app)', SDKS, '^functions/', '^local/'] },
    },
    {
      name: 'the-api-stands-above-use-cases',
      comment: 'It says what use cases answer, in their types; it reaches nothing by itself.',
      severity: 'error',
      from: { path: '^shared/api/' },
      to: { path: ['^shared/(adapters|app)', SDKS, '^functions/', '^local/'] },
    },
    {
      name: 'only-adapters-touch-sdks',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: ['^shared/adapters/', '^shared/app\\.ts$'] },
      to: { path: SDKS, pathNot: '^node_modules/@azure/functions/' },
    },
    {
      name: 'adapters-stand-alone',
      comment: 'An adapter knows its port, concept types, SDKs and adapters/http; not use cases, not another adapter.',
      severity: 'error',
      from: { path: '^shared/adapters/([^/]+)/' },
      to: {
        path: ['^shared/(use-cases|preflight|api|app|adapters)', '^functions/', '^local/'],
        pathNot: '^shared/adapters/($1|http)/',
      },
    },
    {
      name: 'functions-are-doorways',
      comment: 'A trigger parses, calls and reports; it reaches everything through shared/app.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: ['^shared/(adapters|ports)/', '^local/'] },
    },
    {
      name: 'nobody-imports-local',
      severity: 'error',
      from: { path: '^(shared|functions)/' },
      to: { path: '^(local|test|bench|scripts)/' },
    },
    {
      name: 'ships-no-dev-dependency',
      severity: 'error',
      from: { path: '^(shared|functions)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '@azure/functions-core' },
  },
};
