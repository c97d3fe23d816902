import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { projectRoot } from '../views/root';
import { LIMITS, type ReadText } from './limits';
import type { FileToRead } from './read-text';

/** A child that has nothing to do ends, and its memory with it. */
const IDLE_MS = 5_000;
/** A new child after so many files: what one file left behind in it does not grow for ever. */
const FILES_EACH = 50;
const LOOK_EVERY_MS = 200;
/** Bytes of a page of memory in `/proc`. */
const PAGE = 4_096;

/** Compiled beside this file; a test, which compiles in memory, takes what `npm run build` made. */
const beside = path.join(__dirname, 'child.js');
const SCRIPT = existsSync(beside) ? beside : path.join(projectRoot, 'dist', 'src', 'platform', 'reading', 'child.js');

/** Reads the text of files in a process of its own, one at a time, within the limits of time and memory. */
@Injectable()
export class FileReader implements OnApplicationShutdown {
  private child: ChildProcess | null = null;
  private files = 0;
  private idle: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** Never rejects: what cannot be read says why. */
  read(file: FileToRead): Promise<ReadText> {
    const mine = this.last.then(() => this.readNow(file));
    this.last = mine;
    return mine;
  }

  onApplicationShutdown(): void {
    this.end();
  }

  private async readNow(file: FileToRead): Promise<ReadText> {
    clearTimeout(this.idle);
    if (this.files >= FILES_EACH) this.end();
    const child = (this.child ??= this.start());
    this.files += 1;
    const answer = await answerOf(child, file);
    if (answer.ended || child.exitCode !== null || child.signalCode !== null) this.end();
    else this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
    return answer.read;
  }

  private start(): ChildProcess {
    this.files = 0;
    const child = fork(SCRIPT, {
      execArgv: [`--max-old-space-size=${LIMITS.heap}`, '--max-semi-space-size=4'],
      // Of our settings and secrets it needs none.
      env: { NODE_ENV: process.env.NODE_ENV },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => undefined);
    return child;
  }

  private end(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = null;
  }
}

interface Answer {
  read: ReadText;
  /** The child was ended, or ended by itself: it reads no other file. */
  ended: boolean;
}

/** Sends a file and waits for its text, for the end of the child, or for the end of our patience with it. */
function answerOf(child: ChildProcess, file: FileToRead): Promise<Answer> {
  return new Promise((resolve) => {
    const done = (state: ReadText['state'] | ReadText, ended: boolean): void => {
      clearTimeout(patience);
      clearInterval(look);
      child.off('message', answered).off('exit', gone).off('error', failed);
      if (ended) child.kill('SIGKILL');
      resolve({ read: typeof state === 'string' ? { state, text: '' } : state, ended });
    };
    const answered = (read: unknown): void => done(read as ReadText, false);
    // V8 aborts when its heap is full.
    const gone = (_code: number | null, signal: string | null): void => done(signal ? 'too-much' : 'broken', true);
    const failed = (): void => done('broken', true);
    const patience = setTimeout(() => done('too-much', true), LIMITS.killAfter);
    const look = setInterval(() => {
      void memoryOf(child.pid).then((bytes) => {
        if (bytes > LIMITS.memory * 1024 * 1024) done('too-much', true);
      });
    }, LOOK_EVERY_MS);
    child.on('message', answered).on('exit', gone).on('error', failed);
    child.send(file, (error) => {
      if (error) failed();
    });
  });
}

/** Bytes of memory that a process holds; 0 where the system does not tell. */
async function memoryOf(pid = 0): Promise<number> {
  const said = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(said.split(' ')[1] ?? 0) * PAGE;
}
