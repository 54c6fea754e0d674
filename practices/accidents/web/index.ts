export { accidentWidgets } from './widgets.tsx'
export { GradeCard } from './GradeCard.tsx'
export { Against } from './Against.tsx'
