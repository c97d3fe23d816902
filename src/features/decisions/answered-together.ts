import { Injectable } from '@nestjs/common';
import { type PageLanguage, pageLanguage } from '../../core/casefile';
import { versionShown } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { may } from '../../platform/sign-in';
import { type Lang, words } from '../../platform/views';
import type { SignedIn } from '../../platform/web/request';
import { CaseLinks, type CaseRow, Transactions } from '../../records';
import { reasonsField } from './decision-form';

/** An open case that can be answered along with another one. */
export type AlsoOpen = CaseRow & { merged: boolean };

/** The open cases of one kind that are linked to a case and that this official may decide, the merged ones first. */
@Injectable()
export class AnsweredTogether {
  constructor(
    private readonly links: CaseLinks,
    private readonly transactions: Transactions,
  ) {}

  async of(official: SignedIn, row: CaseRow): Promise<AlsoOpen[]> {
    const links = await this.links.of(this.transactions.reader, row.id);
    const ids = links.map(({ otherId }) => otherId);
    const others = await this.links.cases(this.transactions.reader, row.institutionId, ids);
    return others
      .filter((one) => one.outcome === null && one.kind === row.kind && may(official, 'case.decide', one))
      .map((one) => ({ ...one, merged: links.some(({ otherId, as }) => otherId === one.id && as !== 'related') }))
      .sort((a, b) => Number(b.merged) - Number(a.merged));
  }
}

export interface TogetherView {
  choices: {
    id: string;
    version: string;
    href: string;
    reference: string;
    subject: string;
    about: string;
    checked: boolean;
  }[];
  /** Languages of answers other than that of the case itself: the reasons can be written in them as well. */
  reasons: { name: string; lang: Lang; label: string; value: string }[];
}

/** Languages of the answers of other cases than that of the case itself: what is written can be written in them as well. */
export function otherLanguages(
  others: readonly Pick<CaseRow, 'answerLanguage'>[],
  row: Pick<CaseRow, 'answerLanguage'>,
): PageLanguage[] {
  const own = pageLanguage(row.answerLanguage);
  const languages = new Set(others.map((one): PageLanguage => pageLanguage(one.answerLanguage)));
  return [...languages].filter((language) => language !== own);
}

/**
 * `body`: the form comes back, and says what was ticked; a fresh one has the merged cases ticked. `toldOf`: the case of which
 * the form tells that it changed.
 */
export function togetherView(
  others: readonly AlsoOpen[],
  row: Pick<CaseRow, 'answerLanguage'>,
  values: Record<string, string>,
  { body, toldOf }: { body?: Record<string, unknown>; toldOf?: string },
  lang: Lang,
): TogetherView {
  const t = words(lang);
  const ticked = (values.also ?? '').split(' ');
  const named = (language: PageLanguage): string => t(`common:language.name.${language}`);
  return {
    choices: others.map((one) => ({
      id: one.id,
      version: versionShown(one.version, body, toldOf === one.id, `version-${one.id}`),
      href: deskPaths.caseFile(one.id),
      reference: one.reference,
      subject: one.subject,
      about: [
        t(`linking:${one.merged ? 'merged' : 'related'}`),
        t('linking:together.inLanguage', { language: named(pageLanguage(one.answerLanguage)) }),
      ].join(' · '),
      checked: body ? ticked.includes(one.id) : one.merged,
    })),
    reasons: otherLanguages(others, row).map((language) => ({
      name: reasonsField(language),
      lang: language,
      label: t('linking:together.reasonsIn', { language: named(language) }),
      value: values[reasonsField(language)] ?? '',
    })),
  };
}
