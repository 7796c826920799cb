// Which room may import which? ARCHITECTURE.md in a form that the test command checks; test/canary plants a violation of each rule.
const pure = ['citations', 'text', 'protocol', 'formats', 'deduplication', 'learners', 'rankers', 'measures', 'stopping', 'screening', 'reports'];
/** What a room may import beside itself, shared and packages. */
const allowed = {
  citations: [],
  text: [],
  protocol: ['text'],
  formats: ['citations'],
  deduplication: ['citations', 'text'],
  learners: [],
  rankers: ['learners', 'protocol', 'text', 'citations'],
  measures: [],
  stopping: ['measures'],
  screening: ['rankers', 'stopping', 'measures', 'text', 'citations', 'learners', 'protocol'],
  reports: ['measures', 'stopping'],
  files: ['citations'],
  store: ['citations'],
  models: ['citations', 'text'],
};
const prefix = process.env.WINNOW_CANARY ?? '';
const at = (path) => `^${prefix}${path}`;

const rooms = Object.entries(allowed).map(([room, others]) => ({
  name: `room-${room}`,
  comment: `main/${room} may import ${['shared', ...others].join(', ')}.`,
  severity: 'error',
  from: { path: at(`main/${room}/`) },
  to: { path: at('(main|renderer|test|bench|training)/'), pathNot: [room, ...others].map((name) => at(`main/${name}/`)) },
}));

module.exports = {
  forbidden: [
    ...rooms,
    { name: 'shared-alone', severity: 'error', from: { path: at('shared/') }, to: { pathNot: [at('shared/'), 'node_modules/valibot'] } },
    { name: 'pure-no-node', severity: 'error', from: { path: pure.map((room) => at(`main/${room}/`)) }, to: { dependencyTypes: ['core'] } },
    {
      name: 'siblings-apart',
      comment: 'One thing of a list knows nothing of another: what two need stands above them.',
      severity: 'error',
      from: { path: at('main/(formats|rankers|learners|stopping)/([^/]+)/') },
      to: { path: at('main/$1/[^/]+/'), pathNot: at('main/$1/$2/') },
    },
    {
      name: 'lists-are-for-the-engine',
      severity: 'error',
      from: { path: at('main/'), pathNot: at('main/(engine/|[^/]+/index\\.ts)') },
      to: { path: at('main/[^/]+/all\\.ts') },
    },
    {
      name: 'doors-apart',
      severity: 'error',
      from: { path: at('main/shells/([^/]+)/') },
      to: { path: at('main/shells/[^/]+/'), pathNot: at('main/shells/$1/') },
    },
    {
      name: 'doors-see-the-engine-only',
      severity: 'error',
      from: { path: at('main/shells/') },
      to: { path: at('main/'), pathNot: [at('main/shells/'), at('main/engine/index\\.ts')] },
    },
    {
      name: 'electron-owner',
      severity: 'error',
      from: { pathNot: [at('main/shells/electron/'), 'node_modules', at('test/')] },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'sqlite-owner',
      severity: 'error',
      from: { pathNot: [at('main/store/'), 'node_modules', at('test/')] },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'onnx-owner',
      severity: 'error',
      from: { pathNot: [at('main/models/'), 'node_modules', at('test/')] },
      to: { path: 'node_modules/onnxruntime' },
    },
    {
      name: 'socket-owner',
      severity: 'error',
      from: { pathNot: [at('main/shells/serve/'), 'node_modules', at('test/')] },
      to: { path: 'node_modules/ws/' },
    },
    {
      name: 'http-owner',
      severity: 'error',
      from: { path: at('(main|shared|renderer)/'), pathNot: at('main/(shells/serve|models)/') },
      to: { path: '^(node:)?https?$', dependencyTypes: ['core'] },
    },
    { name: 'page-knows-the-contract-only', severity: 'error', from: { path: at('renderer/') }, to: { path: at('main/') } },
    {
      name: 'screens-apart',
      severity: 'error',
      from: { path: at('renderer/screens/([^/]+)/') },
      to: { path: at('renderer/screens/[^/]+/'), pathNot: at('renderer/screens/$1/') },
    },
    { name: 'views-below-screens', severity: 'error', from: { path: at('renderer/views/') }, to: { path: at('renderer/screens/') } },
    {
      name: 'parts-fit-any-product',
      severity: 'error',
      from: { path: at('renderer/parts/') },
      to: { path: at('renderer/(views|screens|client|words)/') },
    },
    { name: 'product-not-tools', severity: 'error', from: { path: at('(main|renderer|shared)/') }, to: { path: at('(test|bench|training)/') } },
    {
      name: 'no-dev-packages-in-main',
      severity: 'error',
      from: { path: at('(main|shared)/'), pathNot: at('main/shells/electron/') },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: at('(main|shared|renderer)/'),
        pathNot: [
          at('main/learners/assembly/'),
          '\\.d\\.ts$',
          'vite\\.config\\.ts$',
          at('main/shells/electron/preload\\.ts'),
          at('main/engine/threads/'),
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist|^out' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
