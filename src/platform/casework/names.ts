/** Names for the ids of a history. */
export interface Names {
  /** Whether the id is that of an official of the own institution. */
  knows(id: string): boolean;
  official(id: string): string;
  directorate(id: string): string;
  /** A subject area, by its code. */
  area(code: string): string;
}
