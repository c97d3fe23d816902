import { SearchUpkeep, Transactions } from '../records';
import { type Command, read } from './terminal';

const AT_ONCE = 200;

export const reindex: Command = {
  usage: 'reindex',
  about: 'make the index of the search anew, while Qasja runs; the texts of files are kept',
  async run(args, terminal) {
    read(args, {});
    const { get } = await terminal.open();
    const [transactions, upkeep] = [get(Transactions), get(SearchUpkeep)];
    await transactions.run((tx) => upkeep.startAnew(tx));
    let cases = 0;
    for (;;) {
      const made = await transactions.run((tx) => upkeep.refresh(tx, AT_ONCE));
      if (made === 0) break;
      cases += made;
    }
    terminal.say(`${cases} cases indexed.`);
    return 0;
  },
};
