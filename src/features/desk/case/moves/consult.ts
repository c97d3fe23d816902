import { randomUUID } from 'node:crypto';
import { isEmail } from '../../../../platform/validators';
import {
  askConsultation,
  type CaseFile,
  isClosed,
  NotAllowed,
  offeredDay,
  offeredLanguages,
  PAGE_LANGUAGES,
  pageLanguage,
  REFUSAL_GROUNDS,
} from '../../../../core/casefile';
import { CalendarUnknown, type LocalDate } from '../../../../core/law';
import { consultationLetter } from '../../../../core/letters';
import { type FieldProblem, lineOf, namesApplicant, neededText, textOf } from '../../../../platform/casework';
import { formatDate, words } from '../../../../platform/views';
import { backPlanSettings, type ConsultationRow, type LoadedCase } from '../../../../records';
import { neededDay, RefusedBeside, typedDay } from './days';
import type { MoveDefinition } from './move';

/** Asks a third party whom the documents concern: a letter, by mail where there is an address, with a day of its own. */
export const consultMove: MoveDefinition = {
  name: 'consult',
  action: 'case.consult',
  fields: ['party', 'partyAddress', 'partyEmail', 'partyLanguage', 'ground', 'question', 'by'],
  takesFiles: false,
  offered: (file) => !isClosed(file),
  start: (loaded, today) => {
    const offered = offeredOf(loaded, today);
    return { partyLanguage: pageLanguage(loaded.row.answerLanguage), by: offered ? typedDay(offered.by) : '' };
  },
  extras: (_tools, loaded, lang, _now, today) => {
    const t = words(lang);
    const offered = offeredOf(loaded, today);
    const latest = offered?.latest ? formatDate(offered.latest, lang, 'weekday') : '';
    const grounds = REFUSAL_GROUNDS.map((value) => ({ value, text: t(`common:refusalGround.${value}`) }));
    const { pages } = offeredLanguages(loaded.institution.settings.languages);
    const own = pageLanguage(loaded.row.answerLanguage);
    const offeredHere = PAGE_LANGUAGES.filter((one) => pages.includes(one) || one === own);
    const languages = offeredHere.map((value) => ({ value, text: t(`common:language.name.${value}`) }));
    return Promise.resolve({ grounds, languages, latest, noTime: offered === null, cut: offered?.cut === true });
  },
  read: (body) => {
    const problems: FieldProblem[] = [];
    const name = lineOf(body, 'party');
    if (name === '') problems.push({ field: 'party', code: 'party-missing' });
    if (name.length > 200)
      problems.push({ field: 'party', code: 'text-long', vars: { limit: 200, length: name.length } });
    const address = textOf(body, 'partyAddress');
    const email = lineOf(body, 'partyEmail').toLowerCase();
    if (address === '' && email === '') problems.push({ field: 'partyAddress', code: 'party-address-missing' });
    if (address.length > 500)
      problems.push({ field: 'partyAddress', code: 'text-long', vars: { limit: 500, length: address.length } });
    if (email !== '' && !isEmail(email)) problems.push({ field: 'partyEmail', code: 'party-email-wrong' });
    const language = PAGE_LANGUAGES.find((one) => one === lineOf(body, 'partyLanguage')) ?? 'sq';
    const chosen = lineOf(body, 'ground');
    const ground = REFUSAL_GROUNDS.find((one) => one === chosen) ?? REFUSAL_GROUNDS[0];
    if (ground !== chosen) problems.push({ field: 'ground', code: 'party-ground-missing' });
    const question = neededText(body, 'question', problems, 'party-question-missing');
    const by = neededDay(body, 'by', problems);
    return {
      problems,
      prepare:
        ({ letters, tracking, consultations, reader }) =>
        async (loaded, { official, now, today }) => {
          const { row, institution } = loaded;
          const settings = backPlanSettings(institution.settings);
          const draft = { consultationId: randomUUID(), ground, by, letterId: randomUUID() };
          const event = besideBy(() => askConsultation(loaded.file, loaded.clock, settings, draft, today));
          const applicant = await tracking.applicant(reader, row.id);
          if (namesApplicant(question, applicant)) throw new RefusedBeside('consultation.names-applicant', 'question');
          const prepared = await letters.prepare({
            ...{ loaded, applicant: { name, postalAddress: address || null }, language, letterId: event.letterId, now },
            facts: consultationLetter(loaded.file, event, question),
            signedBy: { name: official.name, role: official.role },
          });
          return async (tx) => {
            const { letter, file } = await letters.enter(tx, prepared);
            const own = { id: event.consultationId, institutionId: row.institutionId, caseId: row.id };
            const party = { name, address: address || null, email: email || null, language, ground, question };
            const fresh: ConsultationRow = {
              ...{ ...own, ...party, letterId: letter.id, state: 'waiting', stance: null, answer: null, fileIds: [] },
              ...{ askedBy: official.id, askedAt: now, dueOn: by, remindedAt: null, settledAt: null },
            };
            await consultations.add(tx, fresh);
            const mail = {
              ...{ institutionId: row.institutionId, caseId: row.id, kind: 'consultation', recipient: email, language },
              facts: { consultationId: own.id, reference: row.reference, party: name, by, letterId: letter.id },
              fileIds: [file.id],
            };
            return { events: [event], messages: email ? [mail] : [] };
          };
        },
    };
  },
};

/** Null where no day is left, or none can be counted. */
function offeredOf({ clock, institution, present }: LoadedCase, today: LocalDate): ReturnType<typeof offeredDay> {
  try {
    return offeredDay(clock, backPlanSettings(institution.settings), present.calendar, today);
  } catch (error) {
    if (error instanceof CalendarUnknown) return null;
    throw error;
  }
}

/** What the rules refuse about the day is told beside it. */
function besideBy<T>(move: () => T): T {
  try {
    return move();
  } catch (error) {
    const ofTheDay = error instanceof NotAllowed && /\.(past|outlasts|no-time)$/.test(error.code);
    throw ofTheDay ? new RefusedBeside(error.code, 'by') : error;
  }
}

/** Those of a case that a form offers: the ones that wait, and of answers also the ones that stayed silent. */
export const openConsultations = (file: CaseFile, late: boolean): CaseFile['consultations'] =>
  file.consultations.filter((one) => one.state === 'waiting' || (late && one.state === 'silent'));
