export { StandingBlock } from './StandingBlock.tsx'
