import { criteriaMetallurgy } from './criteria-metallurgy.ts'
import { criteriaNonferrous } from './criteria-nonferrous.ts'
import { criteriaSpecial } from './criteria-special.ts'
import { criteriaTrades } from './criteria-trades.ts'

export const criteria = [...criteriaMetallurgy, ...criteriaNonferrous, ...criteriaTrades, ...criteriaSpecial]
