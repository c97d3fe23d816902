import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json and templates/: the same from src/ (tests) and from dist/src/ (started). */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'templates'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`templates/ was not found in any folder above ${__dirname}`);
  return findRoot(parent);
}

export const projectRoot = findRoot(__dirname);
export const templatesFolder = join(projectRoot, 'templates');
export const assetsFolder = join(projectRoot, 'dist', 'assets');
