import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../..');

/** The files under some folders of the checkout, as paths from its root; a folder that is not there holds none. */
export function filesUnder(...folders: string[]): string[] {
  return folders.flatMap((folder) => {
    const full = path.join(root, folder);
    if (!existsSync(full)) return [];
    if (!statSync(full).isDirectory()) return [folder];
    return readdirSync(full)
      .sort()
      .flatMap((name) => filesUnder(path.join(folder, name)));
  });
}

/** The folders directly in a folder of the checkout. */
export function foldersIn(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
