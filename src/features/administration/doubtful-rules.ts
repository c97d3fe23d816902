import { type LocalDate, type Mark, type Procedure, statutes, type Unit } from '../../core/law';
import type { PageLanguage } from '../../core/casefile';

/** A rule in force that nobody could read in the law or hear from the regulator. */
export interface DoubtfulRule {
  procedure: Procedure | null;
  /** The share of the voters that a citizens' initiative needs; null for what is no threshold. */
  percent: number | null;
  law: string;
  length: number | null;
  unit: Unit | null;
  cite: string;
  mark: Mark;
}

const DOUBTFUL: readonly Mark[] = ['second-hand', 'unverified'];

/** The rules in force on a day whose source an administrator should know to be weak. */
export function doubtfulRules(today: LocalDate, lang: PageLanguage): DoubtfulRule[] {
  const found = statutes
    .filter((law) => law.from <= today && (law.until === null || law.until >= today))
    .flatMap((law) => {
      const title = law.title[lang];
      const whole: DoubtfulRule = {
        procedure: null,
        percent: null,
        law: title,
        length: null,
        unit: null,
        cite: law.cite,
        mark: law.mark,
      };
      const terms = law.terms.map(({ procedure, length, unit, cite, mark }) => ({
        procedure,
        percent: null,
        law: title,
        length,
        unit,
        cite,
        mark,
      }));
      const thresholds = (law.thresholds ?? []).map(({ percent, cite, mark }) => ({
        procedure: null,
        percent,
        law: title,
        length: null,
        unit: null,
        cite,
        mark,
      }));
      return [whole, ...terms, ...thresholds].filter((rule) => DOUBTFUL.includes(rule.mark));
    });
  // one law may stand in two families; its first day in force is told once
  return [...new Map(found.map((rule) => [`${rule.law} ${rule.procedure ?? rule.cite}`, rule])).values()];
}
