import { EventLog, Inspection, Transactions } from '../records';
import { type Command, read } from './terminal';

export const verify: Command = {
  usage: 'verify',
  about: 'walk the event log of every institution; exit code 1 when a row was changed, removed or moved',
  async run(args, terminal) {
    read(args, {});
    const { get } = await terminal.open();
    const tx = get(Transactions).reader;
    let broken = 0;
    for (const { id, code } of await get(Inspection).institutions(tx)) {
      const { rows, brokenAt } = await get(EventLog).verify(tx, id);
      if (brokenAt === null) terminal.say(`${code.padEnd(12)}  ${rows} events, whole`);
      else terminal.say(`${code.padEnd(12)}  BROKEN at event ${brokenAt}; the ${rows} before it are whole`);
      if (brokenAt !== null) broken += 1;
    }
    return broken === 0 ? 0 : 1;
  },
};
