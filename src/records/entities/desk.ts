import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../columns';
import { Official } from './people';

/** A list of the queue to which an official gave a name. */
@Entity('saved_views')
@Index('saved_views_name', ['officialId', 'name'], { unique: true })
export class SavedView {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Official, { name: 'saved_views_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column({ type: 'varchar', length: 60 }) name!: string;
  /** Filters, order and columns as they stand in the address, without the question mark. */
  @Column({ type: 'varchar', length: 1000 }) query!: string;
  @Column(INSTANT) createdAt!: Date;
}

/** How an official likes the desk. No row: as it comes. */
@Entity('desk_settings')
export class DeskSettings {
  @PrimaryColumn(ID)
  @ForeignKey(() => Official, { name: 'desk_settings_official_fk', onDelete: 'RESTRICT' })
  officialId!: string;
  /** Names of the queue's columns with spaces between; empty: the usual ones. */
  @Column({ type: 'varchar', length: 200 }) columns!: string;
  /** Whether a single key without Ctrl or Alt does something (WCAG 2.1.4 asks that it can be switched off). */
  @Column({ type: 'boolean' }) shortcuts!: boolean;
}
