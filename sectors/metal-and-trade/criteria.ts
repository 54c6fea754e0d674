import { criteriaMetal } from './criteria-metal.ts'
import { criteriaSpecial } from './criteria-special.ts'
import { criteriaTrades } from './criteria-trades.ts'

export const criteria = [...criteriaMetal, ...criteriaTrades, ...criteriaSpecial]
