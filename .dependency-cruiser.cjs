/**
 * core <- records <- platform <- features: each folder imports only from those to its left.
 * Each comment is written to the person whose import was refused.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-core-only',
      severity: 'error',
      comment:
        'The rules of law and of a case know no framework, database, queue, clock or file. Pass what you need as an argument, or move the code that needs it to records, platform or a feature.',
      from: { path: '^src/core/' },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'law-imports-law-only',
      severity: 'error',
      comment:
        'A statute can be read and tested without any case. If counting needs to know something about a case file, take that value as an argument.',
      from: { path: '^src/core/law/' },
      to: { path: '^src/core/(?!law/)' },
    },
    {
      name: 'records-import-core-only',
      severity: 'error',
      comment:
        'Rows become core types here and nowhere else. A store that wants config, a queue or a page is doing a feature’s work: let the feature call the store.',
      from: { path: '^src/records/' },
      to: { path: '^src/(platform|features)/' },
    },
    {
      name: 'platform-imports-no-feature',
      severity: 'error',
      comment: 'Plumbing serves every feature and belongs to none. Let the feature register itself with the plumbing.',
      from: { path: '^src/platform/' },
      to: { path: '^src/features/' },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      comment:
        'Features meet through stored cases and events, never through each other’s classes. Move what both need to core, records or platform.',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'only-the-top-puts-together',
      severity: 'error',
      comment: 'Only src/*.ts (main, worker, cli and what they share) put the features together.',
      from: { path: '^src/(core|records|platform|features)/' },
      to: { path: '^src/[^/]+[.]ts$' },
    },
    {
      name: 'typeorm-stays-in-records',
      severity: 'error',
      comment: 'Ask a store of src/records instead: only there is known how a row becomes a core type.',
      from: { pathNot: '^(src/records|migrations|test)/' },
      to: { path: '(^|/)node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    {
      name: 'bullmq-stays-with-jobs',
      severity: 'error',
      comment: 'Queue work through src/platform/queue, and put a handler in a *.processor.ts of its feature.',
      from: { pathNot: '(^src/platform/queue/|[.]processor[.]ts$|^test/)' },
      to: { path: '(^|/)node_modules/(bullmq|@nestjs/bullmq)/' },
    },
    {
      name: 'validators-in-parts',
      severity: 'error',
      comment: 'Take validators from src/platform/validators: the index of class-validator costs eleven megabytes.',
      from: { path: '^src/', pathNot: '^src/platform/(validators[.]ts|class-validator[.]d[.]ts)$' },
      to: { path: '(^|/)node_modules/class-validator/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or want a third that both can read.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports this file and it imports nothing: delete it, or put it to use.',
      from: { orphan: true, pathNot: '([.]d[.]ts$|^src/(main|worker|cli)[.]ts$|^migrations/|^test/.*[.]spec[.]ts$)' },
      to: {},
    },
    {
      name: 'src-imports-no-test',
      severity: 'error',
      comment: 'What runs in an office does not depend on its tests.',
      from: { path: '^(src|migrations)/' },
      to: { path: '^test/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'This import leads nowhere: the file does not exist or the package is not in package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'import', 'node', 'types', 'default'],
    },
  },
};
