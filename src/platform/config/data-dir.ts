import { randomBytes } from 'node:crypto';
import { accessSync, constants, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config';

/**
 * Makes the folder that holds names, addresses and letters of citizens: nobody but its owner may enter.
 * One that is already there keeps the rights that somebody gave it.
 */
export function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError([`QASJA_DATA_DIR cannot be used: ${(error as Error).message}`]);
  }
}

/** The secret kept in the data folder, made on the first start. */
export function keepSessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'session-secret');
  const kept = read(file);
  if (kept !== null) {
    if (kept.length >= 32) return kept;
    throw new ConfigError([`SESSION_SECRET kept in ${file} is damaged: delete the file, and everybody signs in again`]);
  }
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and fails if another process was first: then its secret is the one.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigError([`SESSION_SECRET cannot be read from ${file}: ${(error as Error).message}`]);
  }
}
