/**
 * The parts of class-validator that are used, one by one: its index also loads the telephone numbers of the whole world,
 * eleven megabytes in each process.
 */
import { Validator } from 'class-validator/cjs/validation/Validator';

export { IsBoolean } from 'class-validator/cjs/decorator/typechecker/IsBoolean';
export { IsInt } from 'class-validator/cjs/decorator/typechecker/IsInt';
export { IsString } from 'class-validator/cjs/decorator/typechecker/IsString';
export { IsIn } from 'class-validator/cjs/decorator/common/IsIn';
export { Max } from 'class-validator/cjs/decorator/number/Max';
export { Min } from 'class-validator/cjs/decorator/number/Min';
export { isEmail } from 'class-validator/cjs/decorator/string/IsEmail';
export { isFQDN } from 'class-validator/cjs/decorator/string/IsFQDN';
export { isIP } from 'class-validator/cjs/decorator/string/IsIP';
export { Matches } from 'class-validator/cjs/decorator/string/Matches';
export { MaxLength } from 'class-validator/cjs/decorator/string/MaxLength';
export { MinLength } from 'class-validator/cjs/decorator/string/MinLength';
export { NotContains } from 'class-validator/cjs/decorator/string/NotContains';

/** What is wrong with an object, by the decorators of its class: of each property the first; empty when nothing is. */
export const validateSync = (thing: object): ReturnType<Validator['validateSync']> =>
  new Validator().validateSync(thing, { stopAtFirstError: true });
