export { CardPage } from './CardPage.tsx'
export { PointOfMatter } from './PointOfMatter.tsx'
export { RiskBlock } from './RiskBlock.tsx'
