import type { StatuteVersion } from '../statute';
import { access } from './access';
import { accessComplaint } from './access-complaint';
import { localSelfGovernment } from './local-self-government';

/** Every version of every law that sets a term, the oldest of a law first. */
export const statutes: readonly StatuteVersion[] = [...access, ...accessComplaint, ...localSelfGovernment];
