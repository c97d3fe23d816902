import { deskPaths } from '../paths';
import { type Action, may } from '../sign-in';
import type { SignedIn } from './request';

interface Entry {
  key: string;
  href: string;
  action: Action;
}

/** What an official does all day. */
const WORK: readonly Entry[] = [
  { key: 'queue', href: deskPaths.queue(), action: 'case.read' },
  { key: 'tasks', href: deskPaths.tasks(), action: 'tasks' },
  { key: 'search', href: deskPaths.search(), action: 'case.read' },
  { key: 'workload', href: deskPaths.workload(), action: 'workload' },
  { key: 'transfers', href: deskPaths.transfers(), action: 'transfers' },
  { key: 'counter', href: deskPaths.counter(), action: 'counter' },
  { key: 'mail', href: deskPaths.mail(), action: 'mail' },
  { key: 'absences', href: deskPaths.absences(), action: 'absences' },
  { key: 'reports', href: deskPaths.reports(), action: 'report' },
];

/** What is set up once and looked at now and then: folded away, so that the menu of an administrator is one row. */
const ADMINISTRATION: readonly Entry[] = [
  { key: 'people', href: deskPaths.people(), action: 'people' },
  { key: 'directorates', href: deskPaths.directorates(), action: 'directorates' },
  { key: 'areas', href: deskPaths.areas(), action: 'institution' },
  { key: 'institution', href: deskPaths.institution(), action: 'institution' },
  { key: 'institutions', href: deskPaths.institutions(), action: 'installation' },
  { key: 'retention', href: deskPaths.retention(), action: 'retention' },
  { key: 'calendar', href: deskPaths.calendar(), action: 'calendar' },
  { key: 'alarm-rules', href: deskPaths.alarmRules(), action: 'alarm-rules' },
  { key: 'import', href: deskPaths.import(), action: 'import' },
  { key: 'webhook', href: deskPaths.webhook(), action: 'webhook' },
  { key: 'mailbox', href: deskPaths.mailbox(), action: 'mailbox' },
  { key: 'outbox', href: deskPaths.outbox(), action: 'outbox' },
  { key: 'jobs', href: deskPaths.jobs(), action: 'jobs' },
];

/** So few entries stand beside the others: a fold for one or two would only hide them. */
const TOO_FEW_TO_FOLD = 2;

/** One entry of the menu; with `items` it is a fold that holds others. */
export interface MenuItem {
  text: string;
  href?: string;
  active: boolean;
  count?: number;
  items?: MenuItem[];
}

/**
 * The menu of the desk for one official on one page.
 *
 * @param counts what waits under an entry; 0 shows nothing
 * @param hasNeighbours whether there is another institution that could offer anything
 */
export function menuOf(
  official: SignedIn,
  path: string,
  t: (key: string) => string,
  { counts, hasNeighbours }: { counts: Partial<Record<string, number>>; hasNeighbours: boolean },
): MenuItem[] {
  const shown = (entries: readonly Entry[]): MenuItem[] =>
    entries
      .filter(({ key, action }) => may(official, action) && (key !== 'transfers' || hasNeighbours))
      .map(({ key, href }) => ({
        text: t(`common:nav.${key}`),
        href,
        active: path === href || path.startsWith(href === deskPaths.queue() ? '/desk/cases' : `${href}/`),
        ...(counts[key] ? { count: counts[key] } : {}),
      }));
  const items = shown(ADMINISTRATION);
  if (items.length <= TOO_FEW_TO_FOLD) return [...shown(WORK), ...items];
  const count = items.reduce((sum, one) => sum + (one.count ?? 0), 0);
  const fold = { text: t('common:nav.administration'), active: items.some((one) => one.active), items };
  return [...shown(WORK), count ? { ...fold, count } : fold];
}
