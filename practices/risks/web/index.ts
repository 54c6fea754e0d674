export { CardPage } from './CardPage.tsx'
export { RiskBlock } from './RiskBlock.tsx'
