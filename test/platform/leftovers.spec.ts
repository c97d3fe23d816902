import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeLeftovers } from '../../src/platform/web/leftovers';

it('removes the uploads of a process that was killed, and none that is on its way', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-incoming-'));
  try {
    const now = new Date('2026-03-30T09:00:00Z');
    for (const [name, at] of [
      ['of yesterday', '2026-03-29T08:00:00Z'],
      ['of last night', '2026-03-29T22:00:00Z'],
      ['of this moment', '2026-03-30T09:00:00Z'],
    ] as const) {
      const file = path.join(folder, name);
      writeFileSync(file, 'x');
      utimesSync(file, new Date(at), new Date(at));
    }
    removeLeftovers(folder, now);
    expect(readdirSync(folder)).toEqual(['of last night', 'of this moment']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
