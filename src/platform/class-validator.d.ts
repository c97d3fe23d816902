// The parts of class-validator have no types beside them; they are those of its index.
declare module 'class-validator/cjs/validation/Validator' {
  export { Validator } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/typechecker/IsBoolean' {
  export { IsBoolean } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/typechecker/IsInt' {
  export { IsInt } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/typechecker/IsString' {
  export { IsString } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/common/IsIn' {
  export { IsIn } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/number/Max' {
  export { Max } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/number/Min' {
  export { Min } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/IsEmail' {
  export { isEmail } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/IsFQDN' {
  export { isFQDN } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/IsIP' {
  export { isIP } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/Matches' {
  export { Matches } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/MaxLength' {
  export { MaxLength } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/MinLength' {
  export { MinLength } from 'class-validator';
}
declare module 'class-validator/cjs/decorator/string/NotContains' {
  export { NotContains } from 'class-validator';
}
