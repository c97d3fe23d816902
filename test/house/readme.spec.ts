import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/platform/config';
import { filesUnder, foldersIn, read, root } from './files';

/**
 * The paths that a README's tree names. The tree is the code block with a line `src/`; two spaces stand for one
 * folder down, and what follows two spaces after a name is its explanation.
 */
function treeOf(readme: string): string[] {
  const blocks = readme.split(/^```\w*$/m).filter((_, index) => index % 2 === 1);
  const lines = blocks.find((block) => /^src\//m.test(block))?.split('\n') ?? [];
  const above: string[] = [];
  return lines.flatMap((line) => {
    const entry = /^( *)(\S+(?: \S+)*)/.exec(line);
    if (!entry?.[2]) return [];
    const depth = (entry[1]?.length ?? 0) / 2;
    const names = entry[2].split(' ').filter((name) => !/[<>*…]/.test(name));
    above.length = depth;
    above[depth] = names[0] ?? '';
    return names.map((name) => path.join(...above.slice(0, depth), name));
  });
}

const tree = filesUnder('README.md').flatMap((file) => treeOf(read(file)));

describe('the tree in the README', () => {
  it('names only what is there', () => {
    expect(tree.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });

  it('names every part of the source', () => {
    const parts = ['src', 'src/core', 'src/features'].flatMap((folder) =>
      foldersIn(folder).map((name) => path.join(folder, name)),
    );
    const named = new Set(tree.map((name) => name.replace(/\/$/, '')));
    const missing = filesUnder('README.md').length > 0 ? parts.filter((part) => !named.has(part)) : [];
    expect(missing).toEqual([]);
  });
});

/** The cells of a table's row that begins with this text in code quotes; empty when there is none. */
function rowOf(page: string, first: string): string[] {
  const line = page.split('\n').find((one) => one.startsWith(`| \`${first}\``)) ?? '';
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('the settings', () => {
  // Each setting stands with its name before a colon in the comment above its field.
  const names = [...read('src/platform/config/config.ts').matchAll(/^ {2}\/\*\* ([A-Z_]{4,}): /gm)].map(
    ([, name]) => name ?? '',
  );

  it('stand in the README and in .env.example, all of them', () => {
    expect(names.length).toBeGreaterThan(12);
    const readme = read('README.md');
    const example = read('.env.example');
    expect(names.filter((name) => rowOf(readme, name).length !== 3)).toEqual([]);
    expect(names.filter((name) => !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
  });

  it('have the defaults that the two say', () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-readme-'));
    const config = readConfig({ QASJA_DATA_DIR: dataDir });
    rmSync(dataDir, { recursive: true });
    const defaults: [string, string | number][] = [
      ['PORT', config.port],
      ['HOST', config.host],
      ['PUBLIC_URL', config.publicUrl],
      ['MAIL_FROM', config.mailFrom],
      ['QASJA_ROLE', config.role],
      ['TRUST_PROXY', config.trustProxy],
      ['QASJA_RATE_LIMIT', config.rateLimit],
      ['QASJA_SWEEP_SECONDS', config.sweepSeconds],
      ['QASJA_WATCHDOG_SECONDS', config.watchdogSeconds],
      ['QASJA_ADMIN_EMAIL', config.adminEmail],
      ['LOG_LEVEL', config.logLevel],
    ];
    const readme = read('README.md');
    const example = read('.env.example').split('\n');
    for (const [name, value] of defaults) {
      expect([name, rowOf(readme, name)[1]]).toEqual([name, `\`${value}\``]);
      expect(example).toContain(`#${name}=${value}`);
    }
  });
});

describe('the commands', () => {
  it('of the command line stand in the README, and no others', () => {
    const usages = filesUnder('src/cli').flatMap((file) =>
      [...read(file).matchAll(/usage:\s+'([^']+)'/g)].map(([, usage]) => usage ?? ''),
    );
    const known = usages.map((usage) => /^[a-z]+( [a-z]+)*(?= [A-Z[-]|$)/.exec(usage)?.[0] ?? usage).sort();
    const table = read('README.md').split('## Commands')[1]?.split('\n## ')[0] ?? '';
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    const said = rows.flatMap((line) =>
      [...(line.split('|')[1] ?? '').matchAll(/`([a-z]+(?: [a-z]+)*)[^`]*`/g)].map(([, name]) => name ?? ''),
    );
    expect(said.sort()).toEqual(known);
  });

  it('of npm that documents name are in package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const pages = ['README.md', 'CONTRIBUTING.md', ...filesUnder('docs').filter((file) => file.endsWith('.md'))];
    const named = pages.flatMap((file) =>
      [...read(file).matchAll(/(?:`|^)npm (?:run )?([a-z]+)\b/gm)].map(([, name]) => name ?? ''),
    );
    expect(named.length).toBeGreaterThan(8);
    expect([...new Set(named)].filter((name) => !(name in scripts) && name !== 'ci')).toEqual([]);
  });
});

describe('the documents', () => {
  it('lead only to files that are there', () => {
    const pages = filesUnder('docs', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md').filter((file) =>
      file.endsWith('.md'),
    );
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !/^https?:/.test(target))
        .filter((target) => !existsSync(path.join(root, path.dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});
