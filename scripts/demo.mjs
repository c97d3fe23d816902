// A municipality with a year of requests, in a folder that is thrown away afterwards: npm run demo
import { freePort, isFree, startDemo } from './lib/demo.mjs';
import { Refusal, say, script } from './lib/say.mjs';

const ROLES = {
  'responsible-officer': 'Responsible officer',
  'directorate-head': 'Head of a directorate',
  'directorate-staff': 'Staff of a directorate',
  'mayors-office': 'Mayor’s office',
  'assembly-secretariat': 'Assembly secretariat',
  auditor: 'Auditor (only reads)',
  administrator: 'Administrator',
};

const TRACKING = {
  asked: 'was asked to explain: answer it',
  answered: 'was answered: download the documents',
};

async function choosePort() {
  const asked = process.env.PORT?.trim();
  const port = Number(asked || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Refusal('PORT must be a whole number from 0 to 65535');
  }
  if (port === 0) return freePort();
  if (await isFree(port)) return port;
  if (asked) throw new Refusal(`port ${port} is taken by another program: choose another with PORT`);
  const other = await freePort();
  say(`Port ${port} is taken by another program; using ${other}`);
  return other;
}

function guide({ url, dataDir, summary }) {
  const { institution, cases, password, signIns, tracking, year } = summary;
  const column = (text, width) => text.padEnd(width);
  return [
    '',
    `  Qasja demonstration: ${institution}, which does not exist, and ${cases} cases of the last twelve months`,
    '',
    `  Citizens    ${url}`,
    `  Officials   ${url}/desk        password of everybody: ${password}`,
    ...signIns.map(({ role, name, email }) => `    ${column(ROLES[role], 24)}${column(email, 34)}${name}`),
    '',
    `  Tracking    ${url}/sq/track`,
    ...tracking.map(
      ({ what, reference, accessCode }) =>
        `    ${column(reference, 24)}code ${column(accessCode, 29)}${TRACKING[what]}`,
    ),
    '',
    '  What to look at',
    `    1. As responsible officer, the queue: overdue, today, tomorrow, urgent, nobody’s.   ${url}/desk`,
    '    2. Open an overdue case: its timeline shows each reminder, each escalation and the silence.',
    '    3. Assign a case that nobody has, extend one, decide another: the letter names the remedy.',
    `    4. As administrator, the outbox: every mail as it went out.                          ${url}/desk/outbox`,
    `    5. As mayor’s office, the year: opening + received = closed + open.                  ${url}/desk/reports/${year}`,
    '',
    `  Data        ${dataDir}   (removed at the end)`,
    '  Stop        Ctrl-C',
    '',
  ].join('\n');
}

await script(async () => {
  const demo = await startDemo({ port: await choosePort(), announce: say });
  console.log(guide(demo));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void demo.stop());
  process.exitCode = await demo.ended;
  await demo.stop();
  process.exit();
});
