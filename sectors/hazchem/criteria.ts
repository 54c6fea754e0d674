import { criteria2017 } from './criteria-2017.ts'
import { criteriaAq3067 } from './criteria-aq3067.ts'

export const criteria = [...criteria2017, ...criteriaAq3067]
