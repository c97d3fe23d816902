import type { Campaign, CampaignOptions } from './campaign';
import { FAULT_KINDS } from './faults';
import type { Verdict } from './verdict';

/** The result as the table that is committed. */
export function tableOf(options: CampaignOptions, campaign: Campaign, verdict: Verdict): string {
  const { evidence, faults, seconds, fullDisk } = campaign;
  const kinds = FAULT_KINDS.map((kind) => `| ${kind} | ${faults.get(kind) ?? 0} |`);
  const sum = [...faults.values()].reduce((all, one) => all + one, 0);
  const wrong = new Map<string, number>();
  for (const { what } of verdict.violations) wrong.set(what, (wrong.get(what) ?? 0) + 1);
  const command =
    `npm run faults -- --cases=${options.cases} --days=${options.days} --faults=${options.faults} ` +
    `--seed=${options.seed} --workers=${options.workers}` +
    (options.database === 'postgres' ? ' --database=postgres' : '');
  const rows: [string, number | string][] = [
    ['cases', evidence.cases.length],
    ['moments at which all was said and sent', evidence.still.length],
    ['alarms that had to be told', verdict.expected],
    ['alarms that were told', verdict.told],
    ['letters delivered, each once', verdict.delivered],
    ['– of them mails of a morning', verdict.mornings],
    [
      'alarm mails not sent, because the case had moved on or somebody had it in hand before the mail server took them',
      verdict.withheld,
    ],
    ['copies under the same Message-ID, where a process died in between', verdict.copies],
    ['told more than 15 minutes after their moment, because something slept or jumped', verdict.late],
    ['violations', verdict.violations.length],
  ];
  return [
    `Made by \`${command}\` in ${Math.floor(seconds / 60)} min ${seconds % 60} s.`,
    '',
    '| fault | times |',
    '|---|---|',
    ...kinds,
    `| **in all** | **${sum}** |`,
    '',
    ...(options.database === 'postgres' ? ['After each lock every connection of the processes was cut.', ''] : []),
    `The mail folder: ${fullDisk}.`,
    '',
    '| outcome | |',
    '|---|---|',
    ...rows.map(([what, count]) => `| ${what} | ${count} |`),
    ...[...wrong].map(([what, count]) => `| – ${what} | ${count} |`),
    '',
  ].join('\n');
}
