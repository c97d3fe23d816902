import { randomUUID } from 'node:crypto';
import { Administration, EventLog, Inspection, isDuplicate, Transactions } from '../records';
import { type Command, needed, read, Refused, UsageError } from './terminal';

const TEXT = { type: 'string' } as const;
/** It stands at the front of every protocol number. */
const CODE = /^[A-Z0-9]{2,12}$/;

export const institutionCreate: Command = {
  usage: 'institution create --code CODE --name-sq TEXT --name-sr TEXT --name-en TEXT',
  about: 'add a municipality; officials are added to it afterwards',
  async run(args, terminal) {
    const { values } = read(args, { code: TEXT, 'name-sq': TEXT, 'name-sr': TEXT, 'name-en': TEXT });
    const code = needed(values.code, 'code').toUpperCase();
    if (!CODE.test(code)) throw new UsageError('--code has 2 to 12 letters from A to Z and digits.');
    const [nameSq, nameSr, nameEn] = (['name-sq', 'name-sr', 'name-en'] as const).map((option) => {
      const name = needed(values[option], option);
      if (name.length > 200) throw new UsageError(`--${option} may have at most 200 characters.`);
      return name;
    }) as [string, string, string];
    const { get, clock } = await terminal.open();
    const id = randomUUID();
    try {
      await get(Transactions).run(async (tx) => {
        const now = clock.now();
        const named = { code, nameSq, nameSr, nameEn };
        const state = { active: true, unserved: true };
        await get(Administration).addInstitution(tx, { id, ...named, ...state, settings: {}, createdAt: now });
        const event = { type: 'institution.added', occurredOn: clock.today(), code };
        await get(EventLog).append(tx, id, now, [{ caseId: null, actor: { kind: 'system' }, event }]);
      });
    } catch (error) {
      if (isDuplicate(error)) throw new Refused(`There is an institution with the code ${code} already.`);
      throw error;
    }
    terminal.say(`Added ${code}, ${nameSq}.`);
    terminal.say('The public is offered it once somebody of it can sign in.');
    terminal.say(`Next: official create --institution ${code} --role administrator --email … --name …`);
    return 0;
  },
};

export const institutionList: Command = {
  usage: 'institution list',
  about: 'list the municipalities of this installation',
  async run(args, terminal) {
    read(args, {});
    const { get } = await terminal.open();
    for (const { code, nameSq, active, unserved } of await get(Inspection).institutions(get(Transactions).reader)) {
      terminal.say(`${code.padEnd(12)}  ${nameSq}${active ? (unserved ? '  (nobody yet)' : '') : '  (inactive)'}`);
    }
    return 0;
  },
};
