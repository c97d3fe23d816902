import { randomUUID } from 'node:crypto';
import {
  agencyWrote,
  apply,
  canBeComplainedAbout,
  type CaseFile,
  complaintStage,
  lodgeComplaint,
} from '../../../../core/casefile';
import type { FieldProblem } from '../../../../platform/casework';
import { beside, neededDay, optionalDay } from './days';
import { complaintPapers } from './complaint-papers';
import type { MoveDefinition } from './move';

const noneOpen = ({ complaint }: CaseFile): boolean => complaint === null || complaintStage(complaint) === 'done';

/** A complaint to the Agency became known; often by the Agency's letter, whose day can be entered at once. */
export const complaintMove: MoveDefinition = {
  name: 'complaint',
  action: 'case.complaint',
  fields: ['lodgedOn', 'notifiedOn'],
  takesFiles: true,
  offered: (file) => canBeComplainedAbout(file) && noneOpen(file),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const lodgedOn = neededDay(body, 'lodgedOn', problems);
    const notifiedOn = optionalDay(body, 'notifiedOn', problems);
    return {
      problems,
      prepare: (tools) => (loaded, context) => {
        const { today } = context;
        const lodged = beside('lodgedOn', () => lodgeComplaint(loaded.file, randomUUID(), lodgedOn, today));
        const known = apply(loaded.file, lodged);
        const notified = notifiedOn && beside('notifiedOn', () => agencyWrote(known, notifiedOn, today));
        return async (tx) => {
          const papers = await complaintPapers(tools, tx, files, loaded, context);
          if (!notified) {
            const added = { type: 'files-added', occurredOn: today, fileIds: papers.map((one) => one.fileId) } as const;
            return { events: papers.length > 0 ? [lodged, added] : [lodged] };
          }
          return { events: [lodged, { ...notified, papers }] };
        };
      },
    };
  },
};
