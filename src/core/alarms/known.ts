/** What is known of alarms written earlier for the same case. */
export interface KnownAlarm {
  clockVersion: string;
  rung: string;
  recipientKey: string;
  state: 'planned' | 'told' | 'superseded' | 'no-longer-due' | 'set-aside' | 'discarded';
  /** When it was told, or given up. */
  settledAt?: Date | null;
  /** When somebody said "I have it"; of what was told before anybody was asked, when it was told. */
  acknowledgedAt?: Date | null;
}
