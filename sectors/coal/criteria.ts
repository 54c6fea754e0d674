import { criteriaGas } from './criteria-gas.ts'
import { criteriaGround } from './criteria-ground.ts'
import { criteriaSystems } from './criteria-systems.ts'

export const criteria = [...criteriaGas, ...criteriaGround, ...criteriaSystems]
