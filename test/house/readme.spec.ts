import { existsSync } from 'node:fs';
import path from 'node:path';
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
