import { setArea } from '../../../../core/casefile';
import { lineOf } from '../../../../platform/casework';
import { words } from '../../../../platform/views';
import { areaName } from '../../queue-view';
import { RefusedBeside } from './days';
import type { MoveDefinition } from './move';

/** The subject area by which the institution sorts its cases. Also on a closed case. */
export const areaMove: MoveDefinition = {
  name: 'area',
  action: 'case.note',
  fields: ['area'],
  takesFiles: false,
  offered: () => true,
  start: ({ file }) => ({ area: file.area ?? '' }),
  read: (body) => {
    const code = lineOf(body, 'area') || null;
    return {
      problems: [],
      prepare:
        ({ areas }) =>
        ({ row, file }, { today }) =>
        async (tx) => {
          if (code === file.area) throw new RefusedBeside('area.same', 'area');
          const known = code === null ? [] : await areas.of(tx, row.institutionId);
          // Retired while the form stood open: no case is given it any more.
          if (code !== null && !known.some((one) => one.active && one.code === code))
            throw new RefusedBeside('area.unknown', 'area');
          return { events: [setArea(file, code, today)] };
        },
    };
  },
  /** The one that the case has is offered even when it was retired meanwhile. */
  async extras({ areas, reader }, { row, file }, lang) {
    const found = await areas.of(reader, row.institutionId);
    const t = words(lang);
    const offered = found.filter((one) => one.active || one.code === file.area);
    return { areas: offered.map((one) => ({ value: one.code, text: areaName(one, lang, t) })) };
  },
};
