import { type CaseEvent, link, type LinkEnd, type LinkSide, NotAllowed } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { aCase } from '../make/case-files';

const TODAY = localDate('2026-03-04');
const DECIDED: CaseEvent = {
  type: 'decided',
  occurredOn: TODAY,
  outcome: 'granted',
  answerForm: null,
  grounds: [],
  letterId: null,
};

const end = (id: string, links: LinkEnd['links'] = [], file = aCase()): LinkEnd => ({ id, file, links });

function refused(here: LinkEnd, there: LinkEnd, as: LinkSide): string {
  try {
    link(here, there, as, 'link', TODAY);
    return '';
  } catch (error) {
    if (error instanceof NotAllowed) return error.code;
    throw error;
  }
}

describe('linking two cases', () => {
  it('tells each what it is to the other', () => {
    expect(link(end('a'), end('b'), 'duplicate', 'link', TODAY)).toEqual([
      { type: 'linked', occurredOn: TODAY, linkId: 'link', otherId: 'b', as: 'duplicate' },
      { type: 'linked', occurredOn: TODAY, linkId: 'link', otherId: 'a', as: 'main' },
    ]);
    expect(link(end('a'), end('b'), 'related', 'link', TODAY).map(({ as }) => as)).toEqual(['related', 'related']);
  });

  it('changes nothing of either: each keeps its own deadline', () => {
    const file = aCase();
    const [linked] = link(end('a'), end('b'), 'duplicate', 'link', TODAY);
    expect(aCase({}, linked)).toEqual(file);
  });

  it.each([
    ['a case to itself', end('a'), end('a'), 'related', 'link.same-case'],
    ['what is linked already', end('a', [{ otherId: 'b', as: 'related' }]), end('b'), 'duplicate', 'link.already'],
    ['an answered duplicate', end('a', [], aCase({}, DECIDED)), end('b'), 'duplicate', 'merge.closed'],
    ['into an answered case', end('a'), end('b', [], aCase({}, DECIDED)), 'duplicate', 'merge.closed'],
    ['two kinds', end('a'), end('b', [], aCase({ kind: 'petition' })), 'main', 'merge.other-kind'],
    ['into a duplicate', end('a'), end('b', [{ otherId: 'c', as: 'duplicate' }]), 'duplicate', 'merge.is-duplicate'],
    ['a duplicate again', end('a', [{ otherId: 'c', as: 'duplicate' }]), end('b'), 'duplicate', 'merge.is-duplicate'],
    ['what has duplicates', end('a', [{ otherId: 'c', as: 'main' }]), end('b'), 'duplicate', 'merge.has-duplicates'],
  ] as const)('refuses to merge or link %s', (_what, here, there, as, code) => {
    expect(refused(here, there, as)).toBe(code);
  });

  it('links answered cases and those of two kinds as related', () => {
    expect(refused(end('a', [], aCase({}, DECIDED)), end('b', [], aCase({ kind: 'petition' })), 'related')).toBe('');
    expect(refused(end('a'), end('b', [{ otherId: 'c', as: 'related' }]), 'duplicate')).toBe('');
  });
});
