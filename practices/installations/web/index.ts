export { PledgeBlock } from './PledgeBlock.tsx'
export { PledgeCount } from './PledgeCount.tsx'
