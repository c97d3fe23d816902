import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Letters that the local mail server took; moments in milliseconds since 1970. */
export interface Taken {
  taken: number;
  first: number;
  last: number;
}

/** The mail server of `mail-sink`. */
export interface Sink {
  /** For SMTP_URL. */
  url: string;
  /** What it took; `forget` counts from nought afterwards. */
  count(forget?: boolean): Promise<Taken>;
  stop(): void;
}

export async function startSink(): Promise<Sink> {
  const execArgv = ['-r', path.join(__dirname, '../support/register-ts.cjs')];
  const child = fork(path.join(__dirname, 'mail-sink.ts'), { execArgv });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `smtp://127.0.0.1:${port}`,
    async count(forget = false) {
      const answer = once(child, 'message') as Promise<[Taken]>;
      child.send(forget ? 'forget' : 'count');
      return (await answer)[0];
    },
    stop: () => void child.kill(),
  };
}
