import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type CampaignOptions, runCampaign } from './campaign';
import { DATABASES } from '../support/databases';
import { judge } from './judge';
import { tableOf } from './table';

const HEAD = `# The fault campaign$ON

A month of a municipality, lived through by the built application as it runs in earnest: real worker processes and a web
process, a real Redis, a real SMTP server, the clock of the whole machine moved. While cases are filed, given on, asked
about, extended and decided, faults drawn by seed break what can be broken. At the end every letter in every mailbox is
compared with what had to be there, reckoned by a second implementation of the law, the calendar and the ladder that shares
no line with the program (\`test/faults\`).

What must hold, or the command ends with 1: each alarm that was due while the house stood still was told, to whom it
concerned then, once; each in one letter; no letter twice, but under its own Message-ID where a worker died between the mail
server's acceptance and the note of it; no alarm of a case that was closed by then; the case's history tells the same.

`;
const SHOWN = 200;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    days: { type: 'string', default: '30' },
    faults: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20260329' },
    workers: { type: 'string', default: '3' },
    database: { type: 'string', default: 'sqlite' },
    write: { type: 'string' },
    diary: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const database = DATABASES.find((one) => one === values.database);
  if (!database) throw new Error(`--database is one of ${DATABASES.join(', ')}`);
  const options: CampaignOptions = {
    ...{ cases: Number(values.cases), days: Number(values.days), faults: Number(values.faults) },
    ...{ seed: Number(values.seed), workers: Number(values.workers), database, say: (line) => console.error(line) },
    keep: values.keep,
  };
  const campaign = await runCampaign(options);
  const verdict = judge(campaign.evidence);
  if (values.diary) writeFileSync(values.diary, campaign.diary);
  for (const { what, where } of verdict.violations.slice(0, SHOWN)) console.error(`${what}: ${where}`);
  const table = tableOf(options, campaign, verdict);
  console.log(table);
  if (values.write)
    writeFileSync(values.write, HEAD.replace('$ON', database === 'postgres' ? ', on PostgreSQL' : '') + table);
  process.exitCode = verdict.violations.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
