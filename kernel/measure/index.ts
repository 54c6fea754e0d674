export * from './measure.ts'
