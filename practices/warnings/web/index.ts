export { OpenWarnings } from './OpenWarnings.tsx'
