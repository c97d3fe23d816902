import {
  type AlarmPolicy,
  DEFAULT_POLICY,
  type FoundProblem,
  type Ladder,
  type LadderKind,
  ladderProblems,
  type PolicyProblem,
  type Rung,
} from '../../core/alarms';
import { type FieldProblem, lineOf } from '../../platform/casework';
import { hoursForm, readHoursForm } from './hours-form';
import { isSame } from './ladder-words';
import { emptyRungForm, kindOf, readRungForm, REASON_LIMIT, type RungForm, rungForm } from './rung-form';

type Body = Record<string, unknown>;
/** What was typed, as it stands in fields; a list where several may be ticked. */
export type TypedForm = Record<string, string | string[]>;

export interface ReadRules {
  form: TypedForm;
  problems: FieldProblem[];
  /** The whole policy as it would be; null where the form cannot be read. */
  policy: AlarmPolicy | null;
}

/** One change with its form: `/desk/alarm-rules/<name>`. */
export interface RulesChange {
  name: string;
  /** The form before anybody typed; null where there is nothing to change in this way. */
  empty(policy: AlarmPolicy, query: Body): TypedForm | null;
  read(body: Body, policy: AlarmPolicy): ReadRules;
}

const withLadder = (policy: AlarmPolicy, kind: LadderKind, ladder: Ladder): AlarmPolicy => ({
  ...policy,
  ladders: { ...policy.ladders, [kind]: ladder },
});

const FIELD_OF: Partial<Record<PolicyProblem, string>> = {
  'too-many': 'clock',
  clock: 'clock',
  unit: 'count',
  offset: 'count',
  'same-twice': 'count',
  track: 'track',
  nobody: 'to',
};
const inFields = (problems: readonly FoundProblem[]): FieldProblem[] =>
  problems.slice(0, 1).map(({ problem }) => ({ field: FIELD_OF[problem] ?? '', code: problem }));

/** The rung that an address or a form names. The silence is told by law: it is no rung that could be changed. */
export function namedRung(ladder: Ladder, clock: unknown, key: unknown): Rung | undefined {
  return ladder.find((one) => one.clock === clock && one.key === key && one.track !== 'silence');
}

const asForm = (form: RungForm): TypedForm => ({ ...form });
const unread = (form: TypedForm, ...problems: FieldProblem[]): ReadRules => ({ form, problems, policy: null });
const GONE: FieldProblem = { field: '', code: 'gone' };

function readLadderForm(body: Body, policy: AlarmPolicy, replaces: boolean): ReadRules {
  const kind = kindOf(body.kind);
  if (!kind) return unread({}, GONE);
  const { form, problems, rung } = readRungForm(kind, body);
  const ladder = policy.ladders[kind];
  const before = replaces ? namedRung(ladder, form.clockBefore, form.rungBefore) : undefined;
  if (replaces && !before) return unread(asForm(form), GONE);
  if (!rung) return unread(asForm(form), ...problems);
  const changed = before ? ladder.map((one) => (isSame(one, before) ? rung : one)) : [...ladder, rung];
  const refused = ladderProblems(kind, changed);
  if (refused.length > 0) return unread(asForm(form), ...inFields(refused));
  return { form: asForm(form), problems: [], policy: withLadder(policy, kind, changed) };
}

const add: RulesChange = {
  name: 'add',
  empty: (_policy, query) => {
    const kind = kindOf(query.kind);
    return kind ? asForm(emptyRungForm(kind)) : null;
  },
  read: (body, policy) => readLadderForm(body, policy, false),
};

const change: RulesChange = {
  name: 'change',
  empty: (policy, { kind: of, clock, rung: key }) => {
    const kind = kindOf(of);
    const found = kind && namedRung(policy.ladders[kind], clock, key);
    return kind && found ? asForm(rungForm(kind, found)) : null;
  },
  read: (body, policy) => readLadderForm(body, policy, true),
};

function reasonOf(body: Body, problems: FieldProblem[]): string {
  const reason = lineOf(body, 'reason');
  if (reason.length > REASON_LIMIT)
    problems.push({ field: 'reason', code: 'reason-long', vars: { limit: REASON_LIMIT } });
  return reason;
}

const remove: RulesChange = {
  name: 'remove',
  empty: (policy, query) => {
    const form = change.empty(policy, query);
    return (
      form && {
        kind: form.kind ?? '',
        clockBefore: form.clockBefore ?? '',
        rungBefore: form.rungBefore ?? '',
        reason: '',
      }
    );
  },
  read: (body, policy) => {
    const kind = kindOf(body.kind);
    const problems: FieldProblem[] = [];
    const [clockBefore, rungBefore] = [lineOf(body, 'clockBefore'), lineOf(body, 'rungBefore')];
    const form = { kind: kind ?? '', clockBefore, rungBefore, reason: reasonOf(body, problems) };
    const found = kind && namedRung(policy.ladders[kind], clockBefore, rungBefore);
    if (!kind || !found) return unread(form, GONE);
    const left = policy.ladders[kind].filter((one) => one !== found);
    problems.push(...inFields(ladderProblems(kind, left)));
    return problems.length > 0 ? unread(form, ...problems) : { form, problems, policy: withLadder(policy, kind, left) };
  },
};

/** One ladder, or without `kind` everything. */
const defaults: RulesChange = {
  name: 'defaults',
  empty: (_policy, query) => ({ kind: kindOf(query.kind) ?? '', reason: '' }),
  read: (body, policy) => {
    const kind = kindOf(body.kind);
    const problems: FieldProblem[] = [];
    const form = { kind: kind ?? '', reason: reasonOf(body, problems) };
    if (problems.length > 0) return unread(form, ...problems);
    const back = kind ? withLadder(policy, kind, DEFAULT_POLICY.ladders[kind]) : DEFAULT_POLICY;
    return { form, problems, policy: back };
  },
};

const hours: RulesChange = {
  name: 'hours',
  empty: (policy) => ({ ...hoursForm(policy) }),
  read: (body, policy) => {
    const { form, problems, read } = readHoursForm(body);
    return { form: { ...form }, problems, policy: read && { ...policy, ...read } };
  },
};

export const RULES_CHANGES: readonly RulesChange[] = [add, change, remove, defaults, hours];
