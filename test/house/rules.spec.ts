import { filesUnder, read } from './files';

const source = filesUnder('src', 'migrations').filter((file) => file.endsWith('.ts'));
const written = filesUnder(
  'src',
  'migrations',
  'templates',
  'scripts',
  'test',
  'docs',
  '.ci',
  'README.md',
  'package.json',
);

/** `file:line` of each line that matches, so that a failure says where to go. */
function places(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );
}

describe('the rules of the house', () => {
  it('the time is an argument: only platform/clock reads it', () => {
    const others = source.filter((file) => !file.startsWith('src/platform/clock/'));
    expect(places(others, /new Date\(\)|\bDate\.now\(|[^.\w]Date\(\)/)).toEqual([]);
  });

  it('a file can be read in one sitting: none is longer than 200 lines', () => {
    expect(source.filter((file) => read(file).trimEnd().split('\n').length > 200)).toEqual([]);
  });

  it('no test is switched off, and none shuts out the others', () => {
    const specs = filesUnder('test').filter((file) => file.endsWith('.spec.ts'));
    expect(places(specs, /\b(describe|it|test)\.(skip|only|todo)\b|\b(xit|fit|xdescribe|fdescribe)\(/)).toEqual([]);
  });

  it('every suite that begins first is there', () => {
    const first = [...read('test/support/longest-first.cjs').matchAll(/^ {2}'(.+)',$/gm)].map(
      ([, name]) => `test/${name}.spec.ts`,
    );
    expect(first.length).toBeGreaterThan(5);
    expect(first.filter((file) => !filesUnder('test').includes(file))).toEqual([]);
  });

  it('nothing is put off, and nothing points outside the checkout', () => {
    // Written so that this line does not find itself.
    const postponed = /\b(TO[D]O|FIX[M]E|XX[X])\b/;
    const outside = /(^|[^\w.])\/work[/]|\.\.\/share[d]\//;
    const text = written.filter((file) => /\.(ts|mjs|cjs|js|json|njk|scss|md|ya?ml)$/.test(file));
    expect(places(text, postponed)).toEqual([]);
    expect(places(text, outside)).toEqual([]);
  });

  it('the lock file names no address: whoever installs chooses the registry', () => {
    expect(places(['package-lock.json'], /"resolved"|https?:\/\/registry/)).toEqual([]);
  });

  it('every dependency is pinned to the version that was tried', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
