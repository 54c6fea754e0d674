export { useMeasureList } from './useMeasures.ts'
export { Figure, Spark } from './Figure.tsx'
export { DivisionField } from './DivisionField.tsx'
