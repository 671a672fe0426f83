/**
 * The rooms and their directions, as docs/architecture.md draws them:
 * values <- { law, ledger, banking, letters, deurwaarder } <- collections <- casefile <- { jobs, api, web } <- main
 *
 * Each room lists the rooms that it may enter; every other one is closed to it, one that is added later too.
 */
const MAY_ENTER = {
  values: [],
  law: ['values'],
  ledger: ['values'],
  banking: ['values'],
  letters: ['values', 'banking'],
  deurwaarder: ['values'],
  collections: ['values', 'law', 'ledger', 'banking', 'letters', 'deurwaarder'],
  casefile: ['values', 'law', 'ledger', 'banking', 'collections'],
  jobs: ['values', 'law', 'ledger', 'banking', 'collections', 'casefile'],
  api: ['values', 'law', 'ledger', 'banking', 'collections', 'casefile'],
  web: ['values', 'law', 'ledger', 'banking', 'collections', 'casefile'],
  // Not a room with an index but one file with its parts in a folder; it knows nobody.
  embedded: [],
};

/** What stands beside the rooms: which of these files a room may import. */
const TOP_FILES = {
  values: [],
  law: [],
  banking: [],
  letters: [],
  deurwaarder: [],
  ledger: ['db'],
  collections: ['db'],
  casefile: ['db'],
  jobs: ['clock', 'db'],
  api: ['clock', 'db'],
  web: ['clock', 'db'],
  embedded: ['db'],
};

const directions = Object.entries(MAY_ENTER).map(([room, rooms]) => ({
  name: `${room}-enters-only-its-own`,
  comment: `src/${room} may enter ${rooms.join(', ') || 'no other room'}. See docs/architecture.md.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [`^src/(${[room, ...rooms].join('|')})/`, `^src/(${TOP_FILES[room].join('|') || '(?!)'})\\.ts$`],
  },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'by-the-door',
      comment: 'A room is entered by its index.ts; what lies behind it is its own affair.',
      severity: 'error',
      from: { path: '^src/([^/]+)(/|\\.ts$)' },
      to: {
        path: '^src/[^/]+/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/index\\.tsx?$',
          // Rooms inside the ledger, each with a door of its own.
          '^src/ledger/(reports|seal)/index\\.ts$',
          '^src/embedded/',
        ],
      },
    },
    {
      name: 'embedded-only-by-its-file',
      comment: 'The parts of the embedded PostgreSQL are for src/embedded.ts alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/embedded(/|\\.ts$)' },
      to: { path: '^src/embedded/' },
    },
    {
      name: 'only-jobs-knows-the-queue',
      comment: 'Everything else must work when the queue is lost, so it may not lean on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/jobs/' },
      to: { path: 'node_modules/(bullmq|ioredis)(/|$)' },
    },
    {
      name: 'pure-rooms',
      comment:
        'Law and values are pure and run anywhere: no clock, no database, no file, nothing of node but random ids.',
      severity: 'error',
      from: { path: '^src/(law|values)/', pathNot: '^src/values/id\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'law-knows-values-and-zod',
      comment: 'A reading of the law leans on nothing that could change its result.',
      severity: 'error',
      from: { path: '^src/law/' },
      to: { pathNot: ['^src/(law|values)/', 'node_modules/zod/'] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or share a third.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be found would make the rules above see nothing.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'demo-only-by-start',
      comment: 'Invented cases are opened by src/start.ts alone; the image for production leaves them out.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/start\\.ts$' },
      to: { path: '^demo/' },
    },
    {
      name: 'no-test-in-the-program',
      comment: 'The program does not lean on its tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
