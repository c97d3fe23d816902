import { type Kind, type OfferedLanguages, offeredOr, type PageLanguage } from '../../core/casefile';
import { localDateOf, localTimeOf } from '../../core/law';
import { cleanLine, LIMITS, typedDay } from '../../platform/intake';
import type { MailRow } from '../../records';

const REPLY_MARKS = /^(\s*(re|fw|fwd|aw|wg|odg|pros|p[eë]rgj|p[eë]rc)\s*(\[\d+\])?\s*:)+/i;
const WORDS: Record<PageLanguage, RegExp> = {
  sq: /(?<!\p{L})(dhe|për|të|është|një|në|nga|kërkesë|kerkese|juaj|ju|lutem|sipas|më|jam|qasje|komunës)(?!\p{L})/giu,
  sr: /(?<!\p{L})(i|je|za|da|na|od|se|su|molim|zahtev|vas|koji|koja|opštine|opstine|poštovani|hvala|pristup)(?!\p{L})/giu,
  en: /(?<!\p{L})(the|and|of|to|please|request|for|is|you|your|under|would|like|municipality|copy)(?!\p{L})/giu,
};
const CYRILLIC = /\p{Script=Cyrillic}/gu;
/** The Albanian, the Serbian (also in Cyrillic) and the English word. */
const PETITION = /(?<!\p{L})(peticion|peticij|petition|петициј)/iu;

/** In which language a mail is written, as far as common words tell; `otherwise` where they do not. */
export function guessLanguage(text: string, otherwise: PageLanguage): PageLanguage {
  const head = text.slice(0, 4_000);
  const letters = head.match(/\p{L}/gu)?.length ?? 0;
  if (letters > 0 && (head.match(CYRILLIC)?.length ?? 0) > letters / 2) return 'sr';
  const counts = (Object.keys(WORDS) as PageLanguage[]).map((lang) => ({
    lang,
    count: head.match(WORDS[lang])?.length ?? 0,
  }));
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count > 0 && counts.filter((one) => one.count === best.count).length === 1 ? best.lang : otherwise;
}

/** The subject as a protocol takes it: without "Re:", never empty while the mail says anything. */
export function draftSubject({ subject, text }: Pick<MailRow, 'subject' | 'text'>): string {
  const own = cleanLine(subject.replace(REPLY_MARKS, ''));
  const firstLine = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return [...(own || cleanLine(firstLine))].slice(0, LIMITS.subject).join('').slice(0, LIMITS.subject);
}

/** The day on which the mail server took it, as a form says it. */
export function arrivalOf({ receivedAt }: Pick<MailRow, 'receivedAt'>): { receivedOn: string; receivedTime: string } {
  return {
    receivedOn: typedDay(localDateOf(receivedAt)),
    receivedTime: localTimeOf(receivedAt),
  };
}

/** The form with what the mail says: an official reads it and presses once. */
export function draftForm(mail: MailRow, offered: OfferedLanguages, otherwise: PageLanguage): Record<string, string> {
  const said = `${mail.subject}\n${mail.text}`;
  const kind: Kind = PETITION.test(mail.subject) ? 'petition' : 'access-request';
  return {
    kind,
    subject: draftSubject(mail),
    text: mail.text,
    name: mail.fromName || mail.fromAddress,
    email: mail.fromAddress,
    answerLanguage: offeredOr(offered, guessLanguage(said, otherwise)),
    applicantType: 'individual',
    ...arrivalOf(mail),
    receivedReason: '',
  };
}
