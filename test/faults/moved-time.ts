import { renameSync, writeFileSync } from 'node:fs';
import { localDateOf } from '../../src/core/law';
import type { Clock } from '../../src/platform/clock';

/** The hands were put forward: from when, and by how many milliseconds. */
export interface Move {
  at: number;
  by: number;
}

/** The clock of all processes of a campaign, and of the campaign itself: it runs on, and can be put forward. */
export class MovedTime implements Clock {
  /** In order. */
  readonly moves: Move[] = [];
  private ahead = 0;

  constructor(
    readonly file: string,
    at: Date,
  ) {
    this.set(at);
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  today() {
    return localDateOf(this.now());
  }

  /** Puts the hands forward; an instant that has passed already changes nothing. */
  set(at: Date): void {
    const ahead = at.getTime() - Date.now();
    if (this.ahead !== 0 && ahead < this.ahead) return;
    if (this.ahead !== 0) this.moves.push({ at: this.now().getTime(), by: ahead - this.ahead });
    this.ahead = ahead;
    // Renamed, so that no process reads half a number.
    writeFileSync(`${this.file}.new`, String(ahead));
    renameSync(`${this.file}.new`, this.file);
  }
}
