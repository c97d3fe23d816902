export type { NoticedChange } from './notices';
export { RecountModule } from './recount.module';
export { type Recount, Recounting } from './recounting';
