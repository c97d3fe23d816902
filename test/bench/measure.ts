import autocannon from 'autocannon';

/** One line of the table: what was measured, the figure, what is asked for, and whether it is met. */
export interface Line {
  what: string;
  measured: string;
  asked: string;
  met: boolean;
}

export interface Load {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
  failed: number;
}

/** Requests over keep-alive connections for some seconds, after a short warm-up. Latencies in milliseconds. */
export async function load(options: autocannon.Options, seconds = 8): Promise<Load> {
  await autocannon({ ...options, duration: 2 });
  const latencies: number[] = [];
  const began = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ ...options, duration: seconds }, (error: Error | null, end) =>
      error ? reject(error) : resolve(end),
    );
    run.on('response', (_client, _status, _bytes, took) => latencies.push(took));
  });
  const took = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: latencies.length / took,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const rate = (value: number): string => `${value.toFixed(0)} /s`;

/** The middle of some runs, in milliseconds. */
export async function middleOf(runs: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}

export function table(lines: readonly Line[]): string {
  const rows = lines.map(
    (one) => `| ${one.what} | ${one.measured} | ${one.asked} | ${one.met ? 'met' : '**not met**'} |`,
  );
  return ['| what | measured | asked for | |', '|---|---|---|---|', ...rows].join('\n');
}
