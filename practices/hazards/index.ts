export * from './model.ts'
export * from './rules.ts'
export { hazardKind } from './hazard-kind.ts'
export { selfcheckKind } from './selfcheck-kind.ts'
