import type { Channel, Kind } from '../core/casefile';
import { addDays, type LocalDate } from '../core/law';
import { someone } from './applicants';
import { openFrom, timeOn } from './days';
import { Chance, Deck } from './random';
import type { Story } from './story';
import { ACCESS_EN, ACCESS_SR, URGENT } from './texts/access-sr';
import { ACCESS_SQ } from './texts/access-sq';
import { ACCESS_SQ_MONEY } from './texts/access-sq-money';
import { CITIZEN_REQUESTS, INITIATIVES, PETITIONS } from './texts/others';
import { NAMES, type Topic } from './texts/topic';

const CHANNELS: readonly (readonly [Channel, share: number])[] = [
  ['web', 45],
  ['email', 21],
  ['counter', 12],
  ['post', 11],
  ['phone', 4],
  ['oral', 4],
  ['api', 3],
];

const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** Makes the beginnings of cases: who asks for what, and how it comes in. */
export class Filing {
  private readonly topics: Record<Kind | 'urgent', Deck<Topic>>;
  private readonly channels: Deck<Channel>;

  constructor(private readonly chance: Chance) {
    // Two of three ask in Albanian, most of the others in Serbian.
    const access = [...ACCESS_SQ, ...ACCESS_SQ_MONEY, ...ACCESS_SR, ...ACCESS_EN];
    this.topics = {
      'access-request': new Deck(access, chance),
      petition: new Deck(PETITIONS, chance),
      'citizen-initiative': new Deck(INITIATIVES, chance),
      'citizen-request': new Deck(CITIZEN_REQUESTS, chance),
      urgent: new Deck(URGENT, chance),
    };
    this.channels = new Deck(
      CHANNELS.flatMap(([channel, share]) => Array.from({ length: share }, () => channel)),
      chance,
    );
  }

  /** Something received on a day; what comes on paper or by mail stands in the register on a day of work. */
  on(kind: Kind, receivedOn: LocalDate, channel: Channel = this.channels.draw()): Story {
    const { chance } = this;
    const byCitizen = channel === 'web' || channel === 'api';
    const came = channel === 'email' ? receivedOn : openFrom(receivedOn);
    const filedOn = openFrom(channel === 'post' && chance.happens(0.3) ? addDays(came, 1) : came);
    const filedAt = byCitizen ? timeOn(receivedOn, 7, 22, chance) : timeOn(filedOn, 8, 11, chance);
    return this.story(kind, channel, byCitizen ? receivedOn : came, filedAt);
  }

  /** Something that a citizen filed over the web at this very moment. */
  at(kind: Kind, filedAt: Date, receivedOn: LocalDate, urgent = false): Story {
    return this.story(kind, 'web', receivedOn, filedAt, urgent);
  }

  private story(kind: Kind, channel: Channel, receivedOn: LocalDate, filedAt: Date, urgent = false): Story {
    const { chance } = this;
    const topic = this.topics[urgent ? 'urgent' : kind].draw();
    const year = Number(receivedOn.slice(0, 4));
    const names = NAMES[topic.language];
    const values = {
      year: String(year - (chance.happens(0.7) ? 1 : 0)),
      place: chance.one(names.place),
      school: chance.one(names.school),
    };
    const access = kind === 'access-request';
    const signed = kind === 'petition' || kind === 'citizen-initiative';
    const paper = channel === 'post' || channel === 'counter';
    return {
      topic,
      subject: filled(topic.subject, values),
      text: filled(topic.text, values),
      applicant: someone(topic.language, chance),
      channel,
      receivedOn,
      filedAt,
      urgent: urgent ? filled(topic.text, values) : null,
      wantedForm: access ? (paper ? 'paper' : chance.happens(0.12) ? 'inspection' : 'electronic') : null,
      signatures: signed ? chance.between(kind === 'petition' ? 40 : 2_100, kind === 'petition' ? 900 : 2_900) : null,
      papers: signed
        ? [['signatures', 'nenshkrimet']]
        : paper && chance.happens(0.6)
          ? [['scan', 'kerkesa-skanuar']]
          : [],
      steps: [],
    };
  }
}
