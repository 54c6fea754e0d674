export { useCatalog, useDivisions, type Catalog, type DivisionItem } from './useRegistry.ts'
export { ValidityMark } from './Validity.tsx'
export { OrgFileView } from './OrgPage.tsx'
