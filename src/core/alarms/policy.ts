import type { BackPlanSettings, CaseClocks } from '../casefile';
import { DEFAULT_BACK_PLAN } from '../casefile';
import { type Calendar, nationalCalendar } from '../law';
import { DEFAULT_LADDERS } from './default-ladders';
import type { Ladders } from './rungs';

/** When an institution works, on the working days of its calendar: local times 'HH:MM' (Europe/Belgrade). */
export interface OfficeHours {
  /** Escalations that can wait go out from here … */
  from: string;
  /** … until here. */
  to: string;
  /** When the one mail of the morning goes out. */
  digestAt: string;
}

/** How long an escalation waits for "I have it" before it climbs. */
export interface AckRule {
  /** Minutes of the institution's working hours. */
  afterMinutes: number;
  /** Minutes of the clock, for a request in hours. */
  urgentAfterMinutes: number;
}

/** What an institution chose of its alarms: a whole; what it never touched are the defaults. */
export interface AlarmPolicy {
  ladders: Ladders;
  hours: OfficeHours;
  ack: AckRule;
}

export const DEFAULT_HOURS: OfficeHours = { from: '08:00', to: '16:00', digestAt: '07:30' };
export const DEFAULT_ACK: AckRule = { afterMinutes: 240, urgentAfterMinutes: 30 };
export const DEFAULT_POLICY: AlarmPolicy = { ladders: DEFAULT_LADDERS, hours: DEFAULT_HOURS, ack: DEFAULT_ACK };

/** What the alarms of an institution are planned by: its policy, its calendar, and how it divides its time. */
export interface AlarmBasis {
  policy: AlarmPolicy;
  calendar: Calendar;
  backPlan: BackPlanSettings;
}
export const DEFAULT_ALARM_BASIS: AlarmBasis = {
  policy: DEFAULT_POLICY,
  calendar: nationalCalendar,
  backPlan: DEFAULT_BACK_PLAN,
};

/** The clocks of a case, with what its alarms are planned by. */
export interface AlarmClocks extends CaseClocks, AlarmBasis {}
